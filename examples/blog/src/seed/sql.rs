//! Rows as SQL text, by what the models say of their tables.

use auto_api::model::Field;
use auto_api::{Record, Value};
use chrono::SecondsFormat;

/// One statement that inserts rows; those that are there already stay as they are.
///
/// The library binds all values of requests. Here they are the example's own, and written out.
pub(super) fn insert<T: Record>(rows: &[T]) -> String {
    let columns: Vec<&str> = T::MODEL.fields.iter().map(Field::column_name).collect();
    let tuple = |row: &T| {
        let values = (0..columns.len()).map(|position| literal(row.value(position)));
        format!("({})", values.collect::<Vec<_>>().join(", "))
    };
    format!(
        "INSERT INTO {} ({}) VALUES\n{}\nON CONFLICT DO NOTHING;\n",
        T::MODEL.table_name(),
        columns.join(", "),
        rows.iter().map(tuple).collect::<Vec<_>>().join(",\n"),
    )
}

/// A value as SQLite stores it; the blog has no other kinds.
fn literal(value: Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => quoted(&text),
        Value::Uuid(key) => quoted(&key.to_string()),
        Value::DateTime(time) => quoted(&time.to_rfc3339_opts(SecondsFormat::Micros, true)),
        other => quoted(&other.to_json().to_string()),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
