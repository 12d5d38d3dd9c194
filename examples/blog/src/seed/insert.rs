//! Rows into tables, by what the models say of both.

use auto_api::{Record, Value};
use chrono::SecondsFormat;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

/// Whether a model's table has no row.
pub(super) fn is_empty<T: Record>(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = format!(
        "SELECT NOT EXISTS (SELECT 1 FROM {})",
        T::MODEL.table_name()
    );
    connection.query_row(&sql, [], |row| row.get(0))
}

/// Inserts rows.
pub(super) fn all<T: Record>(connection: &Connection, rows: &[T]) -> rusqlite::Result<()> {
    let columns: Vec<&str> = T::MODEL.fields.iter().map(|f| f.column_name()).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        T::MODEL.table_name(),
        columns.join(", "),
        vec!["?"; columns.len()].join(", "),
    );
    let mut insert = connection.prepare(&sql)?;
    for row in rows {
        let values = (0..columns.len()).map(|position| stored(row.value(position)));
        insert.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// A value as SQLite has it; the blog has no other kinds.
fn stored(value: Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(value) => Sql::Integer(value.into()),
        Value::Int(number) => Sql::Integer(number),
        Value::Float(number) => Sql::Real(number),
        Value::Bytes(bytes) => Sql::Blob(bytes),
        Value::Text(text) => Sql::Text(text),
        Value::Uuid(key) => Sql::Text(key.to_string()),
        Value::DateTime(time) => Sql::Text(time.to_rfc3339_opts(SecondsFormat::Micros, true)),
        other => Sql::Text(other.to_json().to_string()),
    }
}
