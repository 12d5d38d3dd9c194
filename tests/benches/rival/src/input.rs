//! Filters and orders of tracks, and the SQL they become.

use std::fmt::Write as _;

use async_graphql::{Enum, InputObject};

use crate::store::{Sql, Store, Value};

/// Of a whole number.
#[derive(InputObject)]
pub(crate) struct IntFilter {
    eq: Option<i32>,
    gt: Option<i32>,
    lt: Option<i32>,
}

/// Of a text.
#[derive(InputObject)]
pub(crate) struct StringFilter {
    eq: Option<String>,
    contains: Option<String>,
}

/// Of artists.
#[derive(InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct ArtistFilter {
    name: Option<StringFilter>,
}

/// Of albums.
#[derive(InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct AlbumFilter {
    title: Option<StringFilter>,
    artist: Option<ArtistFilter>,
}

/// Of tracks.
#[derive(InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct TrackFilter {
    name: Option<StringFilter>,
    milliseconds: Option<IntFilter>,
    album: Option<AlbumFilter>,
}

/// Which way.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Asc,
    Desc,
}

/// One key of the order of tracks.
#[derive(InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct TrackOrderBy {
    name: Option<Direction>,
    milliseconds: Option<Direction>,
}

/// A statement in the making.
pub(crate) struct Statement<'a> {
    pub(crate) text: String,
    pub(crate) values: Vec<Value>,
    store: &'a Store,
}

impl<'a> Statement<'a> {
    pub(crate) fn new(store: &'a Store, start: Sql) -> Self {
        Self {
            text: store.pick(start).to_owned() + " WHERE TRUE",
            values: Vec::new(),
            store,
        }
    }

    fn push(&mut self, sqlite: &'static str, postgres: &'static str) {
        self.text += self.store.pick(Sql { sqlite, postgres });
    }

    fn bind(&mut self, value: Value) {
        self.values.push(value);
        // Writing to a text cannot fail.
        let _ = write!(self.text, "${}", self.values.len());
    }

    pub(crate) fn tracks(&mut self, filter: &TrackFilter) {
        if let Some(name) = &filter.name {
            self.text(name, "Name", "name");
        }
        if let Some(range) = &filter.milliseconds {
            for (operator, number) in [(" = ", range.eq), (" > ", range.gt), (" < ", range.lt)] {
                if let Some(number) = number {
                    self.push(" AND Milliseconds", " AND milliseconds");
                    self.text += operator;
                    self.bind(Value::Int(number.into()));
                }
            }
        }
        if let Some(album) = &filter.album {
            self.push(
                " AND AlbumId IN (SELECT AlbumId FROM Album WHERE TRUE",
                " AND album_id IN (SELECT album_id FROM album WHERE TRUE",
            );
            self.albums(album);
            self.text += ")";
        }
    }

    fn albums(&mut self, filter: &AlbumFilter) {
        if let Some(title) = &filter.title {
            self.text(title, "Title", "title");
        }
        if let Some(artist) = &filter.artist {
            self.push(
                " AND ArtistId IN (SELECT ArtistId FROM Artist WHERE TRUE",
                " AND artist_id IN (SELECT artist_id FROM artist WHERE TRUE",
            );
            if let Some(name) = &artist.name {
                self.text(name, "Name", "name");
            }
            self.text += ")";
        }
    }

    fn text(&mut self, filter: &StringFilter, sqlite: &'static str, postgres: &'static str) {
        if let Some(text) = &filter.eq {
            self.text += " AND ";
            self.push(sqlite, postgres);
            self.text += " = ";
            self.bind(Value::Text(text.clone()));
        }
        if let Some(text) = &filter.contains {
            self.push(" AND instr(", " AND strpos(");
            self.push(sqlite, postgres);
            self.text += ", ";
            self.bind(Value::Text(text.clone()));
            self.text += ") > 0";
        }
    }

    pub(crate) fn order(&mut self, keys: &[TrackOrderBy]) {
        self.text += " ORDER BY ";
        for key in keys {
            let columns = [
                (key.name, "Name", "name COLLATE \"C\""),
                (key.milliseconds, "Milliseconds", "milliseconds"),
            ];
            for (direction, sqlite, postgres) in columns {
                if let Some(direction) = direction {
                    self.push(sqlite, postgres);
                    self.text += match direction {
                        Direction::Asc => ", ",
                        Direction::Desc => " DESC, ",
                    };
                }
            }
        }
        self.push("TrackId", "track_id");
    }

    pub(crate) fn slice(&mut self, limit: i64, offset: i64) {
        self.text += " LIMIT ";
        self.bind(Value::Int(limit));
        self.text += " OFFSET ";
        self.bind(Value::Int(offset));
    }
}
