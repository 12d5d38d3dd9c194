//! Values as SQL, in the native types that the table at `Scalar` says PostgreSQL holds them in.
//!
//! Quoted text, which the server reads as what the column is.

use auto_api::Value;
use auto_api::model::Kind;
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime};
use std::fmt::Write as _;

use super::clock;

/// The SQL expression of a value of a kind.
pub fn literal(kind: &Kind, value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        value => quoted(&text(kind, value)),
    }
}

fn quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}

/// The text that the server reads as the value.
fn text(kind: &Kind, value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float32(number) if number.is_finite() => format!("{number:e}"),
        Value::Float(number) if number.is_finite() => format!("{number:e}"),
        Value::Float32(number) => infinite(*number > 0.0),
        Value::Float(number) => infinite(*number > 0.0),
        Value::Text(words) => words.clone(),
        Value::Bytes(bytes) => {
            let mut hex = String::from("\\x");
            for byte in bytes {
                write!(hex, "{byte:02x}").unwrap();
            }
            hex
        }
        Value::Uuid(uuid) => uuid.to_string(),
        Value::DateTime(time) => moment(time.naive_utc(), "Z"),
        Value::LocalDateTime(time) => moment(*time, ""),
        Value::Date(day) => date(*day) + era(*day),
        Value::Time(time) => clock(*time),
        Value::Duration(delta) => format!("{} microseconds", delta.num_microseconds().unwrap()),
        Value::Decimal(decimal) => decimal.to_string(),
        Value::Ip(ip) => ip.to_string(),
        Value::Json(json) => json.to_string(),
        Value::List(items) => list(kind, items),
    }
}

fn infinite(is_positive: bool) -> String {
    if is_positive { "Infinity" } else { "-Infinity" }.to_owned()
}

/// A leap second is the next second.
fn moment(time: NaiveDateTime, zone: &str) -> String {
    let micros = time.and_utc().timestamp_micros();
    let time = DateTime::from_timestamp_micros(micros).unwrap().naive_utc();
    let day = time.date();
    format!("{} {}{zone}{}", date(day), clock(time.time()), era(day))
}

/// The year before 1 is 1 BC.
fn date(day: NaiveDate) -> String {
    let year = match day.year() {
        year if year > 0 => year,
        year => 1 - year,
    };
    format!("{year:04}-{:02}-{:02}", day.month(), day.day())
}

fn era(day: NaiveDate) -> &'static str {
    if day.year() > 0 { "" } else { " BC" }
}

/// An array of scalars or enums; other lists are JSON.
fn list(kind: &Kind, items: &[Value]) -> String {
    let Kind::List(item) = kind else {
        panic!("no list: {kind:?}")
    };
    if let Kind::Value(_) | Kind::List(_) = **item {
        let items: Vec<_> = items.iter().map(Value::to_json).collect();
        return serde_json::Value::Array(items).to_string();
    }
    let each = items.iter().map(|value| match value {
        Value::Null => "NULL".to_owned(),
        value => {
            let words = text(item, value);
            format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
        }
    });
    format!("{{{}}}", each.collect::<Vec<_>>().join(","))
}

/// A value without what PostgreSQL cannot hold: the character U+0000.
#[must_use]
pub fn storable(value: Value) -> Value {
    let clean = |words: String| words.replace('\0', "\u{1}");
    match value {
        Value::Text(words) => Value::Text(clean(words)),
        Value::Json(json) => {
            // As text, where the character is an escape.
            let text = json.to_string().replace("\\u0000", "\\u0001");
            Value::Json(serde_json::from_str(&text).unwrap())
        }
        Value::List(items) => Value::List(items.into_iter().map(storable).collect()),
        other => other,
    }
}
