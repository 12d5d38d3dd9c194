//! Schemas of scalars, as the table at [`Scalar`] has them, and an example of each.

use serde_json::{Value, json};

use super::{Schema, keywords};
use crate::{BigIntFormat, Constraints, Scalar};

/// Digits of a whole number of 64 bits.
const DIGITS: &str = "^-?[0-9]{1,19}$";

pub(super) fn scalar(scalar: Scalar, big_int: BigIntFormat) -> Schema {
    keywords(match scalar {
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::I16 => json!({ "type": "integer", "minimum": i16::MIN, "maximum": i16::MAX }),
        Scalar::I32 => json!({ "type": "integer", "format": "int32" }),
        Scalar::I64 => match big_int {
            BigIntFormat::String => json!({ "type": "string", "pattern": DIGITS }),
            BigIntFormat::Number => json!({ "type": "integer", "format": "int64" }),
        },
        Scalar::U16 => json!({ "type": "integer", "minimum": 0, "maximum": u16::MAX }),
        Scalar::U32 => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Scalar::F32 => json!({ "type": "number", "format": "float" }),
        Scalar::F64 => json!({ "type": "number", "format": "double" }),
        Scalar::Uuid => json!({ "type": "string", "format": "uuid" }),
        Scalar::DateTime => json!({ "type": "string", "format": "date-time" }),
        Scalar::Date => json!({ "type": "string", "format": "date" }),
        Scalar::Duration => json!({ "type": "string", "format": "duration" }),
        Scalar::Decimal => json!({ "type": "string", "format": "decimal" }),
        Scalar::Bytes => json!({ "type": "string", "contentEncoding": "base64" }),
        Scalar::Json => json!({}),
        Scalar::Url => json!({ "type": "string", "format": "uri" }),
        Scalar::String | Scalar::LocalDateTime | Scalar::Time | Scalar::Ip => {
            json!({ "type": "string" })
        }
    })
}

/// A value of a scalar, for those whose text nobody guesses; none where a constraint might refuse it.
pub(in super::super) fn example(
    scalar: Scalar,
    constraints: &Constraints,
    big_int: BigIntFormat,
) -> Option<Value> {
    let is_free = *constraints == Constraints::NONE;
    let text = match scalar {
        Scalar::Decimal if constraints.minimum.is_none() && constraints.maximum.is_none() => {
            return Some(decimal(constraints.scale).into());
        }
        Scalar::String if constraints.format == Some(crate::Format::Email) => "ann@example.com",
        _ if !is_free => return None,
        Scalar::I64 if big_int == BigIntFormat::String => "42",
        Scalar::Uuid => "018f4e2a-5b1c-7d3e-9f60-2a4b6c8d0e1f",
        Scalar::DateTime => "2024-02-29T12:30:00Z",
        Scalar::LocalDateTime => "2024-02-29T12:30:00",
        Scalar::Date => "2024-02-29",
        Scalar::Time => "12:30:00",
        Scalar::Duration => "PT1H30M",
        Scalar::Bytes => "aGVsbG8=",
        Scalar::Url => "https://example.com/about",
        Scalar::Ip => "192.0.2.1",
        _ => return None,
    };
    let is_short = |max: u32| text.len() <= usize::try_from(max).unwrap_or(usize::MAX);
    constraints
        .max_length
        .is_none_or(is_short)
        .then(|| text.into())
}

fn decimal(scale: Option<u32>) -> String {
    match scale {
        None => "9.5".to_owned(),
        Some(0) => "9".to_owned(),
        Some(digits) => format!("9.{:0digits$}", 0, digits = digits as usize),
    }
}
