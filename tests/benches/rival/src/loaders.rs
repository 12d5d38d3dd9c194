//! A loader for each relation: the keys that resolvers ask for within a millisecond are one
//! statement.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Error;
use async_graphql::dataloader::Loader;

use crate::model::{Album, Artist, Customer, InvoiceLine, Track};
use crate::store::{Row, Sql, Store};

/// What loads.
pub(crate) struct Loaders(pub(crate) Arc<Store>);

/// One row by its key: the key's name, the row's type, the statement.
macro_rules! one {
    ($key:ident, $row:ty, $sqlite:literal, $postgres:literal) => {
        loader!($key, $row, $sqlite, $postgres, |rows: Vec<$row>| {
            rows.into_iter().map(|row| ($key(row.id), row)).collect()
        });
    };
}

/// The rows that have a key, in order: as before, and which column it is.
macro_rules! many {
    ($key:ident, $row:ty, $by:ident, $sqlite:literal, $postgres:literal) => {
        loader!($key, Vec<$row>, $sqlite, $postgres, |rows: Vec<$row>| {
            let mut found = HashMap::<$key, Vec<$row>>::new();
            for row in rows {
                found.entry($key(row.$by)).or_default().push(row);
            }
            found
        });
    };
}

macro_rules! loader {
    ($key:ident, $value:ty, $sqlite:literal, $postgres:literal, $collect:expr) => {
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) struct $key(pub(crate) i32);

        impl Loader<$key> for Loaders {
            type Value = $value;
            type Error = Error;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, $value>, Error> {
                let keys: Vec<i32> = keys.iter().map(|key| key.0).collect();
                let sql = Sql {
                    sqlite: $sqlite,
                    postgres: $postgres,
                };
                Ok($collect(self.rows(sql, &keys).await?))
            }
        }
    };
}

impl Loaders {
    async fn rows<T: Row>(&self, sql: Sql, keys: &[i32]) -> Result<Vec<T>, Error> {
        Ok(self.0.with_keys(sql, keys).await?)
    }
}

one!(
    ArtistId,
    Artist,
    "SELECT ArtistId AS id, Name AS name FROM Artist WHERE ArtistId {keys}",
    "SELECT artist_id AS id, name FROM artist WHERE artist_id {keys}"
);
one!(
    AlbumId,
    Album,
    "SELECT AlbumId AS id, Title AS title, ArtistId AS artist_id FROM Album WHERE AlbumId {keys}",
    "SELECT album_id AS id, title, artist_id FROM album WHERE album_id {keys}"
);
one!(
    TrackId,
    Track,
    "SELECT TrackId AS id, Name AS name, AlbumId AS album_id, MediaTypeId AS media_type_id,
        GenreId AS genre_id, Composer AS composer, Milliseconds AS milliseconds, Bytes AS bytes,
        UnitPrice AS unit_price
    FROM Track WHERE TrackId {keys}",
    "SELECT track_id AS id, name, album_id, media_type_id, genre_id, composer, milliseconds, bytes,
        unit_price
    FROM track WHERE track_id {keys}"
);
one!(
    CustomerId,
    Customer,
    "SELECT CustomerId AS id, FirstName AS first_name, LastName AS last_name, Country AS country
    FROM Customer WHERE CustomerId {keys}",
    "SELECT customer_id AS id, first_name, last_name, country FROM customer WHERE customer_id {keys}"
);
many!(
    AlbumsOf,
    Album,
    artist_id,
    "SELECT AlbumId AS id, Title AS title, ArtistId AS artist_id
    FROM Album WHERE ArtistId {keys} ORDER BY AlbumId",
    "SELECT album_id AS id, title, artist_id FROM album WHERE artist_id {keys} ORDER BY album_id"
);
// Which rows have no album cannot be among those of one.
loader!(
    TracksOf,
    Vec<Track>,
    "SELECT TrackId AS id, Name AS name, AlbumId AS album_id, MediaTypeId AS media_type_id,
        GenreId AS genre_id, Composer AS composer, Milliseconds AS milliseconds, Bytes AS bytes,
        UnitPrice AS unit_price
    FROM Track WHERE AlbumId {keys} ORDER BY TrackId",
    "SELECT track_id AS id, name, album_id, media_type_id, genre_id, composer, milliseconds, bytes,
        unit_price
    FROM track WHERE album_id {keys} ORDER BY track_id",
    |rows: Vec<Track>| {
        let mut found = HashMap::<TracksOf, Vec<Track>>::new();
        for row in rows {
            if let Some(album) = row.album_id {
                found.entry(TracksOf(album)).or_default().push(row);
            }
        }
        found
    }
);
many!(
    LinesOf,
    InvoiceLine,
    invoice_id,
    "SELECT InvoiceLineId AS id, InvoiceId AS invoice_id, TrackId AS track_id,
        UnitPrice AS unit_price, Quantity AS quantity
    FROM InvoiceLine WHERE InvoiceId {keys} ORDER BY InvoiceLineId",
    "SELECT invoice_line_id AS id, invoice_id, track_id, unit_price, quantity
    FROM invoice_line WHERE invoice_id {keys} ORDER BY invoice_line_id"
);
