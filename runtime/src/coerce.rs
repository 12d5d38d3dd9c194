//! From a value of a request to a value of a field: one place for all protocols.
//!
//! GraphQL gives typed literals, JSON gives its own, and a query string gives text only
//! ([`Input::Raw`]).

use auto_api_model::{EnumDef, Kind, Scalar};
use rust_decimal::Decimal;

use crate::ask::Input;
use crate::value::{Value, text};

/// The value that a request means for a field of this kind; the error says what is expected.
pub(crate) fn coerce(kind: &Kind, input: &Input) -> Result<Value, String> {
    match (kind, input) {
        (_, Input::Null) => Err("null is not a value here; use `is_null`".to_owned()),
        (Kind::Enum(def), input) => variant(def, input),
        (Kind::List(item), Input::List(items)) => {
            let items: Result<_, _> = items.iter().map(|input| coerce(item, input)).collect();
            items.map(Value::List)
        }
        (Kind::List(item), input) => coerce(item, input).map(|item| Value::List(vec![item])),
        (Kind::Value(_) | Kind::Scalar(Scalar::Json), input) => Ok(Value::Json(json(input))),
        (Kind::Scalar(scalar), input) => {
            self::scalar(*scalar, input).ok_or_else(|| expected(*scalar, input))
        }
    }
}

fn variant(def: &'static EnumDef, input: &Input) -> Result<Value, String> {
    let found = match input {
        Input::Enum(name) => def.variants.iter().find(|v| v.graphql == *name),
        Input::Raw(name) | Input::Text(name) => {
            let mut all = def.variants.iter();
            all.find(|v| v.name == *name || v.graphql == *name)
        }
        _ => None,
    };
    if let Some(variant) = found {
        return Ok(Value::Text(variant.name.to_owned()));
    }
    let names: Vec<_> = def.variants.iter().map(|v| v.name).collect();
    let (found, names) = (shown(input), names.join(", "));
    Err(format!("{found} is not one of {names}"))
}

fn scalar(scalar: Scalar, input: &Input) -> Option<Value> {
    match scalar {
        Scalar::Bool => truth(input).map(Value::Bool),
        Scalar::I16 => ranged(input, i64::from(i16::MIN), i64::from(i16::MAX)),
        Scalar::I32 => ranged(input, i64::from(i32::MIN), i64::from(i32::MAX)),
        Scalar::I64 => ranged(input, i64::MIN, i64::MAX),
        Scalar::U16 => ranged(input, 0, i64::from(u16::MAX)),
        Scalar::U32 => ranged(input, 0, i64::from(u32::MAX)),
        // The field holds the nearest 32-bit number, so that is what it is compared with.
        #[allow(clippy::cast_possible_truncation)]
        Scalar::F32 => float(input).map(|number| Value::Float32(number as f32)),
        Scalar::F64 => float(input).map(Value::Float),
        Scalar::Decimal => decimal(input).map(Value::Decimal),
        _ => from_text(scalar, words(input)?),
    }
}

fn from_text(scalar: Scalar, words: &str) -> Option<Value> {
    Some(match scalar {
        Scalar::String | Scalar::Url => Value::Text(words.to_owned()),
        Scalar::Uuid => Value::Uuid(words.parse().ok()?),
        Scalar::DateTime => Value::DateTime(text::parse_date_time(words)?),
        Scalar::LocalDateTime => Value::LocalDateTime(text::parse_local_date_time(words)?),
        Scalar::Date => Value::Date(text::parse_date(words)?),
        Scalar::Time => Value::Time(text::parse_clock(words)?),
        Scalar::Duration => Value::Duration(text::parse_duration(words)?),
        Scalar::Bytes => Value::Bytes(text::parse_bytes(words)?),
        Scalar::Ip => Value::Ip(words.parse().ok()?),
        _ => return None,
    })
}

/// `true` or `false`.
pub(crate) fn truth(input: &Input) -> Option<bool> {
    match input {
        Input::Bool(value) => Some(*value),
        Input::Raw(text) => match text.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number. GraphQL has no 64-bit literal, so text of digits is one too.
pub(crate) fn whole(input: &Input) -> Option<i64> {
    match input {
        Input::Int(number) => Some(*number),
        Input::Raw(text) | Input::Text(text) => text.parse().ok(),
        // Such as 1.0 or 1e3, which JSON does not tell apart from 1 and 1000.
        #[allow(clippy::cast_possible_truncation)]
        Input::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Some(*number as i64)
        }
        _ => None,
    }
}

fn ranged(input: &Input, low: i64, high: i64) -> Option<Value> {
    whole(input)
        .filter(|n| (low..=high).contains(n))
        .map(Value::Int)
}

fn float(input: &Input) -> Option<f64> {
    match input {
        Input::Float(number) => Some(*number),
        // As JSON has it: past 2^53 the nearest number.
        #[allow(clippy::cast_precision_loss)]
        Input::Int(number) => Some(*number as f64),
        Input::Raw(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn decimal(input: &Input) -> Option<Decimal> {
    match input {
        Input::Int(number) => Some(Decimal::from(*number)),
        Input::Float(number) => {
            let shortest = zmij::Buffer::new().format(*number).to_owned();
            parse_decimal(&shortest)
        }
        Input::Raw(text) | Input::Text(text) => parse_decimal(text),
        _ => None,
    }
}

/// Reads a decimal, with or without an exponent.
pub(crate) fn parse_decimal(text: &str) -> Option<Decimal> {
    let plain = text.parse().ok();
    plain.or_else(|| Decimal::from_scientific(text).ok())
}

fn words(input: &Input) -> Option<&str> {
    match input {
        Input::Text(text) | Input::Raw(text) => Some(text),
        _ => None,
    }
}

/// The JSON of any input; text of a query string is JSON if it reads as such, else a string.
pub(crate) fn json(input: &Input) -> serde_json::Value {
    use serde_json::Value as Json;
    match input {
        Input::Null | Input::Slot(_) => Json::Null,
        Input::Bool(value) => Json::from(*value),
        Input::Int(number) => Json::from(*number),
        Input::Float(number) => Json::from(*number),
        Input::Text(text) | Input::Enum(text) => Json::from(text.as_str()),
        Input::Raw(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::from(text.as_str()))
        }
        Input::List(items) => Json::Array(items.iter().map(json).collect()),
        Input::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), json(value)));
            Json::Object(members.collect())
        }
        Input::Json(value) => value.clone(),
    }
}

fn expected(scalar: Scalar, input: &Input) -> String {
    let what = match scalar {
        Scalar::Bool => "`true` or `false`",
        Scalar::I16 => "a whole number from -32768 to 32767",
        Scalar::I32 => "a whole number of 32 bits",
        Scalar::I64 => "a whole number of 64 bits",
        Scalar::U16 => "a whole number from 0 to 65535",
        Scalar::U32 => "a whole number from 0 to 4294967295",
        Scalar::F32 | Scalar::F64 => "a number",
        Scalar::String => "a text",
        Scalar::Uuid => "a UUID",
        Scalar::DateTime => "a point in time such as 2024-02-29T12:30:00Z",
        Scalar::LocalDateTime => "a date and time such as 2024-02-29T12:30:00",
        Scalar::Date => "a date such as 2024-02-29",
        Scalar::Time => "a time of day such as 12:30:00",
        Scalar::Duration => "a duration such as PT1H30M",
        Scalar::Decimal => "a decimal number",
        Scalar::Bytes => "base64",
        Scalar::Json => "JSON",
        Scalar::Url => "a URL",
        Scalar::Ip => "an IP address",
    };
    format!("expected {what}, found {}", shown(input))
}

/// An input as an error names it: short, and never a structure.
pub(crate) fn shown(input: &Input) -> String {
    let text = match input {
        Input::List(_) => return "a list".to_owned(),
        Input::Object(_) => return "an object".to_owned(),
        other => json(other).to_string(),
    };
    let short: String = text.chars().take(60).collect();
    if short.len() == text.len() {
        text
    } else {
        format!("{short}…")
    }
}
