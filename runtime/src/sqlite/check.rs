//! Whether a database has what a zone's models say: found out at start-up, never by a request.

use auto_api_model::{Entity, Kind, Member, Scalar, Zone};
use rusqlite::Connection;

use super::failure::failed;
use crate::error::Result;

/// A column as the database has it.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(super) type_name: String,
    not_null: bool,
    pub(super) is_key: bool,
}

/// The columns of a table or view; none if there is no such table.
pub(crate) fn columns_of(connection: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut statement = connection
        .prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1")
        .map_err(failed)?;
    let columns = statement.query_map([table], |row| {
        Ok(Column {
            name: row.get(0)?,
            type_name: row.get::<_, String>(1)?.to_uppercase(),
            not_null: row.get(2)?,
            is_key: row.get::<_, i64>(3)? > 0,
        })
    });
    columns
        .map_err(failed)?
        .collect::<rusqlite::Result<_>>()
        .map_err(failed)
}

/// Every difference, in words for whoever starts the program.
pub(crate) fn check(connection: &Connection, zone: &Zone) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    for entity in &zone.entities {
        let columns = columns_of(connection, &entity.table)?;
        if columns.is_empty() {
            let (table, model) = (&entity.table, entity.model.rust_name);
            differences.push(format!(
                "there is no table `{table}` for `{model}`: create it with `Database::migrate`, or name it with `#[api(table = \"…\")]`"
            ));
            continue;
        }
        for member in &entity.members {
            differences.extend(difference(entity, member, &columns));
        }
        let words = entity.search_table();
        if entity.search().is_some() && columns_of(connection, &words)?.is_empty() {
            let model = entity.model.rust_name;
            differences.push(format!(
                "there is no table `{words}` for the search of `{model}`: create it with `Database::migrate`"
            ));
        }
    }
    super::index::warn(connection, zone)?;
    Ok(differences)
}

fn difference(entity: &Entity, member: &Member, columns: &[Column]) -> Option<String> {
    let place = format!("`{}.{}`", entity.model.rust_name, member.field.rust_name);
    let (table, name) = (&entity.table, member.column);
    let Some(column) = columns.iter().find(|c| c.name.eq_ignore_ascii_case(name)) else {
        return Some(format!(
            "table `{table}` has no column `{name}` for {place}: name it with `#[api(column = \"…\")]`, or add it with `Database::migrate`"
        ));
    };
    if !fits(&member.kind, &column.type_name) {
        let (found, ty) = (&column.type_name, member.field.ty);
        return Some(format!(
            "column `{table}.{name}` has type {found}, which {place} of type `{ty:?}` cannot be"
        ));
    }
    if !column.not_null && !column.is_key && !member.field.nullable {
        return Some(format!(
            "column `{table}.{name}` may be null: make {place} an `Option<_>`, or the column NOT NULL"
        ));
    }
    None
}

/// SQLite's five affinities: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

pub(super) fn affinity(type_name: &str) -> Affinity {
    let has = |part: &str| type_name.contains(part);
    if has("INT") {
        Affinity::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        Affinity::Text
    } else if has("BLOB") || type_name.is_empty() {
        Affinity::Blob
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// Whether a column of this type may hold a kind's values. NUMERIC holds anything, text too, and
/// is what names such as DATETIME and BOOLEAN mean; a column without a type takes all.
fn fits(kind: &Kind, type_name: &str) -> bool {
    let found = affinity(type_name);
    if type_name.is_empty() {
        return true;
    }
    let is_date = ["DATE", "TIME"].iter().any(|part| type_name.contains(part));
    match kind {
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U16
            | Scalar::U32
            | Scalar::Duration => {
                matches!(found, Affinity::Integer | Affinity::Numeric) && !is_date
            }
            Scalar::F32 | Scalar::F64 => {
                matches!(
                    found,
                    Affinity::Real | Affinity::Numeric | Affinity::Integer
                ) && !is_date
            }
            Scalar::Decimal => found != Affinity::Blob && !is_date,
            Scalar::Bytes => found == Affinity::Blob,
            Scalar::DateTime | Scalar::LocalDateTime | Scalar::Date | Scalar::Time => {
                found == Affinity::Text || is_date
            }
            Scalar::Json => matches!(found, Affinity::Text | Affinity::Numeric) && !is_date,
            Scalar::Uuid => found == Affinity::Text || type_name == "UUID",
            Scalar::String | Scalar::Url | Scalar::Ip => found == Affinity::Text,
        },
        Kind::Enum(_) => found == Affinity::Text,
        Kind::Value(_) | Kind::List(_) => {
            matches!(found, Affinity::Text | Affinity::Numeric) && !is_date
        }
    }
}
