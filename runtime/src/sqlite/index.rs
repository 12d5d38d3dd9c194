//! Indexes that relations need: which are missing, and how their rows are found without.

use auto_api_model::{Entity, Join, Link, Zone};
use rusqlite::Connection;

use super::check::{Affinity, Column, affinity, columns_of};
use super::failure::failed;
use crate::error::Result;

/// The zone with what this database has no index for: plans read those tables once for all rows of
/// a parent's level.
pub(crate) fn fitted(connection: &Connection, mut zone: Zone) -> Result<Zone> {
    for at in 0..zone.entities.len() {
        for nth in 0..zone.entities[at].links.len() {
            let relation = Relation::of(&zone, at, &zone.entities[at].links[nth]);
            let numbers = if relation.has_index(connection)? {
                None
            } else {
                relation.numbers(connection)?
            };
            zone.entities[at].links[nth].numbers = numbers;
        }
    }
    Ok(zone)
}

/// Tells whoever starts the program which indexes are missing.
pub(crate) fn warn(connection: &Connection, zone: &Zone) -> Result<()> {
    for (at, entity) in zone.entities.iter().enumerate() {
        for link in &entity.links {
            let relation = Relation::of(zone, at, link);
            if relation.has_index(connection)? {
                continue;
            }
            let (table, columns) = (&relation.table.table, relation.columns().join(", "));
            let (model, name) = (entity.model.rust_name, link.relation.name);
            let cost = if link.numbers.is_some() {
                "a request for it reads all of `{table}` once".replace("{table}", table)
            } else {
                format!("each row of it reads all of `{table}`")
            };
            tracing::warn!("no index serves `{model}.{name}`: {cost}; add an index on ({columns})");
        }
    }
    Ok(())
}

/// A relation as the database sees it: a table whose rows are found by some columns, which equal
/// columns of its owner.
struct Relation<'z> {
    owner: &'z Entity,
    own: &'z [usize],
    table: &'z Entity,
    other: &'z [usize],
}

impl<'z> Relation<'z> {
    fn of(zone: &'z Zone, entity: usize, link: &'z Link) -> Self {
        let (own, table, other) = match &link.join {
            Join::Direct { own, other } => (own, zone.target(link), other),
            Join::Through {
                entity, own, via, ..
            } => (own, &zone.entities[*entity], via),
        };
        Self {
            owner: &zone.entities[entity],
            own,
            table,
            other,
        }
    }

    fn columns(&self) -> Vec<&'static str> {
        let each = self.other.iter();
        each.map(|&at| self.table.members[at].column).collect()
    }

    /// Whether an index, or the row's own number, begins with its columns in any order.
    fn has_index(&self, connection: &Connection) -> Result<bool> {
        let (table, columns) = (&self.table.table, self.columns());
        let key: Vec<_> = columns_of(connection, table)?
            .into_iter()
            .filter(|column| column.is_key)
            .collect();
        if let [one] = key.as_slice()
            && columns.len() == 1
            && one.name.eq_ignore_ascii_case(columns[0])
        {
            return Ok(true);
        }
        let mut statement = connection
            .prepare("SELECT i.name FROM pragma_index_list(?) AS l JOIN pragma_index_info(l.name) AS i WHERE l.partial = 0 AND i.seqno < ? GROUP BY l.name, i.seqno ORDER BY l.name, i.seqno")
            .map_err(failed)?;
        let found = statement.query_map(
            rusqlite::params![table, i64::try_from(columns.len()).unwrap_or(0)],
            |row| row.get::<_, Option<String>>(0),
        );
        let found: Vec<Option<String>> = found
            .map_err(failed)?
            .collect::<rusqlite::Result<_>>()
            .map_err(failed)?;
        Ok(found.chunks(columns.len()).any(|index| {
            columns.iter().all(|column| {
                index
                    .iter()
                    .flatten()
                    .any(|name| name.eq_ignore_ascii_case(column))
            })
        }))
    }

    /// What the rows' numbers are called, if rows have numbers and values are equal in both columns
    /// whenever their bytes are: then a program can tell which rows belong together.
    fn numbers(&self, connection: &Connection) -> Result<Option<&'static str>> {
        let is_table: Option<bool> = connection
            .query_row(
                "SELECT type = 'table' AND wr = 0 FROM pragma_table_list(?) WHERE schema = 'main'",
                [&self.table.table],
                |row| row.get(0),
            )
            .map(Some)
            .or_else(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(None),
                other => Err(failed(other)),
            })?;
        if is_table != Some(true) {
            return Ok(None);
        }
        let there = columns_of(connection, &self.table.table)?;
        let here = columns_of(connection, &self.owner.table)?;
        for (&own, &other) in self.own.iter().zip(self.other) {
            let own = named(&here, self.owner.members[own].column);
            let other = named(&there, self.table.members[other].column);
            let (Some(own), Some(other)) = (own, other) else {
                return Ok(None);
            };
            let compared = class(&other.type_name);
            if compared.is_none() || class(&own.type_name) != compared {
                return Ok(None);
            }
            let about = connection.column_metadata(None, &*self.table.table, &*other.name);
            let (_, collation, ..) = about.map_err(failed)?;
            if collation.is_none_or(|name| !name.to_bytes().eq_ignore_ascii_case(b"binary")) {
                return Ok(None);
            }
        }
        let is_free = |name: &&str| named(&there, name).is_none();
        Ok(["_rowid_", "rowid", "oid"].into_iter().find(is_free))
    }
}

fn named<'c>(columns: &'c [Column], name: &str) -> Option<&'c Column> {
    let mut all = columns.iter();
    all.find(|column| column.name.eq_ignore_ascii_case(name))
}

/// Columns of one class hold equal values in one form.
fn class(type_name: &str) -> Option<Affinity> {
    match affinity(type_name) {
        Affinity::Integer | Affinity::Numeric => Some(Affinity::Integer),
        Affinity::Text => Some(Affinity::Text),
        Affinity::Blob | Affinity::Real => None,
    }
}
