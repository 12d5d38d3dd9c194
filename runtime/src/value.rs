//! A value of a field as the engine has it, and its one text and JSON form.

mod impls;
pub(crate) mod text;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use std::net::IpAddr;
use uuid::Uuid;

/// A value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// `bool`
    Bool(bool),
    /// `i16` to `i64`, `u16`, `u32`
    Int(i64),
    /// `f32`
    Float32(f32),
    /// `f64`
    Float(f64),
    /// `String`, `Url`, and an enum's variant by its wire name
    Text(String),
    /// `Vec<u8>`
    Bytes(Vec<u8>),
    /// `Uuid`
    Uuid(Uuid),
    /// `DateTime<Utc>`
    DateTime(DateTime<Utc>),
    /// `NaiveDateTime`
    LocalDateTime(NaiveDateTime),
    /// `NaiveDate`
    Date(NaiveDate),
    /// `NaiveTime`
    Time(NaiveTime),
    /// `TimeDelta`
    Duration(TimeDelta),
    /// `Decimal`
    Decimal(Decimal),
    /// `IpAddr`
    Ip(IpAddr),
    /// `serde_json::Value` and value structs
    Json(serde_json::Value),
    /// `Vec<_>`
    List(Vec<Value>),
}

/// Why a value does not fit a Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueError {
    /// A row has fewer values than its model fields.
    Missing,
    /// Another type was expected.
    Mismatch {
        /// What the Rust type takes.
        expected: &'static str,
        /// What was there.
        found: String,
    },
}

impl ValueError {
    /// Another type was expected.
    pub fn mismatch(expected: &'static str, found: &impl std::fmt::Debug) -> Self {
        Self::Mismatch {
            expected,
            found: format!("{found:?}"),
        }
    }
}

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("the row has too few values"),
            Self::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
        }
    }
}

impl std::error::Error for ValueError {}

impl Value {
    /// The JSON form, as every answer has it. 64-bit integers are numbers here: whether the wire
    /// has them as text is the zone's setting, which the writer of answers knows.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::from(*value),
            Self::Int(value) => Json::from(*value),
            Self::Float32(value) => {
                let shortest = zmij::Buffer::new().format(*value).parse::<f64>();
                Json::from(shortest.unwrap_or(f64::from(*value)))
            }
            Self::Float(value) => Json::from(*value),
            Self::Json(value) => value.clone(),
            Self::List(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            other => Json::from(text::of(other)),
        }
    }
}
