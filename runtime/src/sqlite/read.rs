//! A column's value as the engine has it, for Rust code and for what is not in its wire form.

use chrono::TimeDelta;
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;

use super::failure::failed;
use crate::coerce::parse_decimal;
use crate::error::{Error, Result};
use crate::plan::node::Encoding;
use crate::value::{Value, text};

/// The values of a row's columns, in order.
pub(crate) fn values(row: &rusqlite::Row<'_>, encodings: &[Encoding]) -> Result<Vec<Value>> {
    let all = encodings.iter().enumerate();
    all.map(|(at, encoding)| column(row, at, encoding))
        .collect()
}

/// The value of a row's column.
pub(crate) fn column(row: &rusqlite::Row<'_>, at: usize, encoding: &Encoding) -> Result<Value> {
    let found = row.get_ref(at).map_err(failed)?;
    value(encoding, found).ok_or_else(|| {
        Error::internal(format!(
            "column {at} should hold {encoding:?}, holds {found:?}"
        ))
    })
}

/// The value of a column; `None` if it cannot be of the kind that the encoding is for.
pub(crate) fn value(encoding: &Encoding, value: ValueRef<'_>) -> Option<Value> {
    Some(match (encoding, value) {
        (_, ValueRef::Null) => Value::Null,
        (Encoding::Bool, ValueRef::Integer(number)) => Value::Bool(number != 0),
        (Encoding::Int | Encoding::IntText, ValueRef::Integer(number)) => Value::Int(number),
        // The column holds what the field had, which is a 32-bit number.
        #[allow(clippy::cast_possible_truncation)]
        (Encoding::Float32, ValueRef::Real(number)) => Value::Float32(number as f32),
        (Encoding::Float, ValueRef::Real(number)) => Value::Float(number),
        // A whole number in a column of type NUMERIC.
        #[allow(clippy::cast_precision_loss)]
        (Encoding::Float, ValueRef::Integer(number)) => Value::Float(number as f64),
        #[allow(clippy::cast_precision_loss)]
        (Encoding::Float32, ValueRef::Integer(number)) => Value::Float32(number as f32),
        (Encoding::Decimal(_), value) => Value::Decimal(decimal(value)?),
        (Encoding::Bytes, ValueRef::Blob(bytes) | ValueRef::Text(bytes)) => {
            Value::Bytes(bytes.to_vec())
        }
        (Encoding::Uuid, ValueRef::Blob(bytes)) => Value::Uuid(uuid::Uuid::from_slice(bytes).ok()?),
        (Encoding::Duration, ValueRef::Integer(micros)) => {
            Value::Duration(TimeDelta::microseconds(micros))
        }
        (encoding, ValueRef::Text(bytes)) => from_text(encoding, std::str::from_utf8(bytes).ok()?)?,
        _ => return None,
    })
}

fn from_text(encoding: &Encoding, words: &str) -> Option<Value> {
    Some(match encoding {
        Encoding::Text | Encoding::Enum(..) => Value::Text(words.to_owned()),
        Encoding::Ip => Value::Ip(words.parse().ok()?),
        Encoding::Uuid => Value::Uuid(words.parse().ok()?),
        Encoding::DateTime => Value::DateTime(text::parse_date_time(words)?),
        Encoding::LocalDateTime => Value::LocalDateTime(text::parse_local_date_time(words)?),
        Encoding::Date => Value::Date(text::parse_local_date_time(words)?.date()),
        Encoding::Time => Value::Time(text::parse_clock(words)?),
        Encoding::Duration => Value::Duration(text::parse_duration(words)?),
        Encoding::Json | Encoding::Value(_) => Value::Json(serde_json::from_str(words).ok()?),
        Encoding::List(item) => {
            let items: Vec<serde_json::Value> = serde_json::from_str(words).ok()?;
            Value::List(
                items
                    .into_iter()
                    .map(|json| from_json(item, json))
                    .collect::<Option<_>>()?,
            )
        }
        _ => return None,
    })
}

/// An item of a list column.
fn from_json(encoding: &Encoding, json: serde_json::Value) -> Option<Value> {
    use serde_json::Value as Json;
    Some(match (encoding, json) {
        (_, Json::Null) => Value::Null,
        (Encoding::Bool, Json::Bool(value)) => Value::Bool(value),
        (Encoding::Int | Encoding::IntText, Json::Number(number)) => Value::Int(number.as_i64()?),
        (Encoding::Float, Json::Number(number)) => Value::Float(number.as_f64()?),
        #[allow(clippy::cast_possible_truncation)]
        (Encoding::Float32, Json::Number(number)) => Value::Float32(number.as_f64()? as f32),
        (Encoding::Json | Encoding::Value(_), json) => Value::Json(json),
        (Encoding::Bytes, Json::String(words)) => Value::Bytes(text::parse_bytes(&words)?),
        (Encoding::Decimal(_), Json::String(words)) => Value::Decimal(parse_decimal(&words)?),
        (encoding, Json::String(words)) => from_text(encoding, &words)?,
        _ => return None,
    })
}

/// The decimal in a column: text of this project, or a number of another program's.
pub(crate) fn decimal(value: ValueRef<'_>) -> Option<Decimal> {
    match value {
        ValueRef::Integer(number) => Some(Decimal::from(number)),
        ValueRef::Real(number) => parse_decimal(zmij::Buffer::new().format(number)),
        ValueRef::Text(text) => parse_decimal(std::str::from_utf8(text).ok()?),
        _ => None,
    }
}
