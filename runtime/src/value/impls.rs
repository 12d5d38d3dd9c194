//! [`FieldValue`] of the built-in types.

use auto_api_model::{FieldType, Types};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::net::IpAddr;
use uuid::Uuid;

use super::{Value, ValueError, text};
use crate::record::FieldValue;

/// A whole number: checked into range both ways.
macro_rules! int {
    ($($rust:ty => $ty:ident),* $(,)?) => {$(
        impl FieldValue for $rust {
            const TYPE: FieldType = FieldType::$ty;

            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }

            fn from_value(value: Value) -> Result<Self, ValueError> {
                match value {
                    Value::Int(number) => Self::try_from(number)
                        .map_err(|_| ValueError::mismatch(stringify!($rust), &number)),
                    other => Err(ValueError::mismatch(stringify!($rust), &other)),
                }
            }

            fn from_json(json: Json) -> Result<Self, ValueError> {
                let number = match &json {
                    Json::String(digits) => digits.parse().ok(),
                    other => other.as_i64(),
                };
                let found = number.ok_or_else(|| ValueError::mismatch(stringify!($rust), &json))?;
                Self::from_value(Value::Int(found))
            }
        }
    )*};
}

int! { i16 => I16, i32 => I32, i64 => I64, u16 => U16, u32 => U32 }

/// A type that is one variant of [`Value`], and a text in JSON.
macro_rules! texts {
    ($($rust:ty => $variant:ident, $ty:ident, $read:expr);* $(;)?) => {$(
        impl FieldValue for $rust {
            const TYPE: FieldType = FieldType::$ty;

            fn to_value(&self) -> Value {
                Value::$variant(self.clone())
            }

            fn from_value(value: Value) -> Result<Self, ValueError> {
                match value {
                    Value::$variant(value) => Ok(value),
                    other => Err(ValueError::mismatch(stringify!($rust), &other)),
                }
            }

            fn from_json(json: Json) -> Result<Self, ValueError> {
                let read: fn(&str) -> Option<Self> = $read;
                let value = json.as_str().and_then(read);
                value.ok_or_else(|| ValueError::mismatch(stringify!($rust), &json))
            }
        }
    )*};
}

texts! {
    String => Text, String, |text| Some(text.to_owned());
    Vec<u8> => Bytes, Bytes, text::parse_bytes;
    Uuid => Uuid, Uuid, |text| text.parse().ok();
    DateTime<Utc> => DateTime, DateTime, text::parse_date_time;
    NaiveDateTime => LocalDateTime, LocalDateTime, text::parse_local_date_time;
    NaiveDate => Date, Date, text::parse_date;
    NaiveTime => Time, Time, text::parse_clock;
    TimeDelta => Duration, Duration, text::parse_duration;
    Decimal => Decimal, Decimal, |text| text.parse().ok();
    IpAddr => Ip, Ip, |text| text.parse().ok();
}

impl FieldValue for bool {
    const TYPE: FieldType = FieldType::Bool;

    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Bool(value) => Ok(value),
            other => Err(ValueError::mismatch("bool", &other)),
        }
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        json.as_bool()
            .ok_or_else(|| ValueError::mismatch("bool", &json))
    }
}

impl FieldValue for f64 {
    const TYPE: FieldType = FieldType::F64;

    fn to_value(&self) -> Value {
        Value::Float(*self)
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Float(value) => Ok(value),
            other => Err(ValueError::mismatch("f64", &other)),
        }
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        json.as_f64()
            .ok_or_else(|| ValueError::mismatch("f64", &json))
    }
}

impl FieldValue for f32 {
    const TYPE: FieldType = FieldType::F32;

    fn to_value(&self) -> Value {
        Value::Float32(*self)
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Float32(value) => Ok(value),
            other => Err(ValueError::mismatch("f32", &other)),
        }
    }

    // A number of JSON has no width; the nearest `f32` is what the field holds.
    #[allow(clippy::cast_possible_truncation)]
    fn from_json(json: Json) -> Result<Self, ValueError> {
        f64::from_json(json).map(|wide| wide as Self)
    }
}

impl FieldValue for Json {
    const TYPE: FieldType = FieldType::Json;

    fn to_value(&self) -> Value {
        Value::Json(self.clone())
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Json(value) => Ok(value),
            other => Err(ValueError::mismatch("JSON", &other)),
        }
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        Ok(json)
    }
}

impl FieldValue for bytes::Bytes {
    const TYPE: FieldType = FieldType::Bytes;

    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        Vec::from_value(value).map(Self::from)
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        <Vec<u8>>::from_json(json).map(Self::from)
    }
}

#[cfg(feature = "url2")]
impl FieldValue for url::Url {
    const TYPE: FieldType = FieldType::Url;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let text = String::from_value(value)?;
        Self::parse(&text).map_err(|_| ValueError::mismatch("a URL", &text))
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        Self::from_value(Value::Text(String::from_json(json)?))
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const NULLABLE: bool = true;
    const FINGERPRINT: u64 = T::FINGERPRINT;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        match json {
            Json::Null => Ok(None),
            json => T::from_json(json).map(Some),
        }
    }

    fn types(types: &mut Types) {
        T::types(types);
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    const TYPE: FieldType = FieldType::List(&T::TYPE);
    const FINGERPRINT: u64 = T::FINGERPRINT;

    fn to_value(&self) -> Value {
        Value::List(self.iter().map(T::to_value).collect())
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        match value {
            Value::List(items) => items.into_iter().map(T::from_value).collect(),
            other => Err(ValueError::mismatch("a list", &other)),
        }
    }

    fn from_json(json: Json) -> Result<Self, ValueError> {
        match json {
            Json::Array(items) => items.into_iter().map(T::from_json).collect(),
            other => Err(ValueError::mismatch("a list", &other)),
        }
    }

    fn types(types: &mut Types) {
        T::types(types);
    }
}
