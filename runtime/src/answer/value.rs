//! Values of Rust code as JSON: written as the same values of a database are.

use super::stored::{self, decimal, list, object, variant};
use crate::error::{Error, Result};
use crate::json;
use crate::plan::node::Encoding;
use crate::value::{Value, text};

/// Writes a value. Null is null, whatever the encoding.
pub(crate) fn write(out: &mut Vec<u8>, encoding: &Encoding, value: &Value) -> Result<()> {
    match (encoding, value) {
        (_, Value::Null) => out.extend_from_slice(b"null"),
        (_, Value::Bool(value)) => json::bool(out, *value),
        (Encoding::IntText, Value::Int(number)) => {
            stored::quoted(out, |out| json::int(out, *number));
        }
        (_, Value::Int(number)) => json::int(out, *number),
        (_, Value::Float32(number)) if number.is_finite() => json::float32(out, *number),
        (_, Value::Float(number)) if number.is_finite() => json::float(out, *number),
        (_, Value::Float32(_) | Value::Float(_)) => {
            return Err(Error::internal(
                "a method gave a number that JSON does not have",
            ));
        }
        (Encoding::Decimal(scale), Value::Decimal(number)) => decimal(out, *number, *scale),
        (Encoding::Enum(def, spelling), Value::Text(name)) => {
            variant(out, def, *spelling, name.as_bytes())?;
        }
        (_, Value::Text(words)) => json::string(out, words),
        (Encoding::List(item), Value::List(items)) => {
            out.push(b'[');
            for (at, value) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write(out, item, value)?;
            }
            out.push(b']');
        }
        (Encoding::Value(shape), Value::Json(json)) => object(out, shape, json)?,
        (Encoding::List(item), Value::Json(json)) => list(out, item, json)?,
        (_, Value::Json(json)) => stored::any(out, json),
        (_, Value::List(_)) => return Err(Error::internal("a list where there is none")),
        (_, other) => json::string(out, &text::of(other)),
    }
    Ok(())
}
