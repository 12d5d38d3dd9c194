//! Values in the binary form of PostgreSQL's types, or as text where the server knows the type.

use bytes::{BufMut, BytesMut};
use chrono::{NaiveDate, NaiveTime, Timelike};
use tokio_postgres::types::{IsNull, Kind, Type};

use super::numeric;
use super::read::EPOCH_MICROS;
use crate::value::{Value, text};

/// Whether a value was written, or is null.
pub(super) type Answer = std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

/// Writes a value in the binary form of a type.
pub(super) fn put(value: &Value, ty: &Type, out: &mut BytesMut) -> Answer {
    match value {
        Value::Null => return Ok(IsNull::Yes),
        Value::Bool(value) => out.put_u8(u8::from(*value)),
        Value::Int(number) => match *ty {
            Type::INT2 => out.put_i16(i16::try_from(*number)?),
            Type::INT4 => out.put_i32(i32::try_from(*number)?),
            _ => out.put_i64(*number),
        },
        Value::Float32(number) => out.put_f64(f64::from(*number)),
        Value::Float(number) => out.put_f64(*number),
        Value::Text(text) => out.put_slice(text.as_bytes()),
        Value::Bytes(bytes) => out.put_slice(bytes),
        Value::Uuid(uuid) => out.put_slice(uuid.as_bytes()),
        Value::DateTime(time) => out.put_i64(time.timestamp_micros() - EPOCH_MICROS),
        Value::LocalDateTime(time) => {
            out.put_i64(time.and_utc().timestamp_micros() - EPOCH_MICROS);
        }
        Value::Date(date) => out.put_i32(days(*date)?),
        Value::Time(time) => out.put_i64(micros(*time)),
        Value::Duration(delta) => {
            out.put_i64(text::micros(*delta));
            out.put_i64(0);
        }
        Value::Decimal(number) => out.put_slice(&numeric::binary(*number)),
        Value::Ip(ip) => {
            let (family, bits, bytes): (u8, u8, Vec<u8>) = match ip {
                std::net::IpAddr::V4(four) => (2, 32, four.octets().to_vec()),
                std::net::IpAddr::V6(six) => (3, 128, six.octets().to_vec()),
            };
            out.put_slice(&[family, bits, 0, u8::try_from(bytes.len())?]);
            out.put_slice(&bytes);
        }
        Value::Json(json) => {
            if *ty == Type::JSONB {
                out.put_u8(1);
            }
            out.put_slice(json.to_string().as_bytes());
        }
        // A list of value structs is one document.
        Value::List(_) if *ty == Type::JSONB => return put(&Value::Json(value.to_json()), ty, out),
        Value::List(items) => return array(items.iter(), ty, out),
    }
    Ok(IsNull::No)
}

/// Writes values as an array.
pub(super) fn array<'v>(
    items: impl ExactSizeIterator<Item = &'v Value> + Clone,
    ty: &Type,
    out: &mut BytesMut,
) -> Answer {
    let Kind::Array(of) = ty.kind() else {
        return Err(format!("a list cannot be of type {ty}").into());
    };
    let has_null = items.clone().any(|item| *item == Value::Null);
    out.put_i32(i32::from(items.len() > 0));
    out.put_i32(i32::from(has_null));
    out.put_u32(of.oid());
    if items.len() == 0 {
        return Ok(IsNull::No);
    }
    out.put_i32(i32::try_from(items.len())?);
    out.put_i32(1);
    for item in items {
        let at = out.len();
        out.put_i32(-1);
        if let IsNull::No = put(item, of, out)? {
            let length = i32::try_from(out.len() - at - 4)?;
            out[at..at + 4].copy_from_slice(&length.to_be_bytes());
        }
    }
    Ok(IsNull::No)
}

/// The text that the server reads as whatever type the value is compared with.
pub(super) fn literal(value: &Value) -> String {
    let Value::List(items) = value else {
        return text::of(value);
    };
    let mut text = String::from("{");
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        if *item == Value::Null {
            text.push_str("NULL");
            continue;
        }
        let words = match item {
            Value::Bytes(bytes) => hex(bytes),
            other => text::of(other),
        };
        text.push('"');
        text.push_str(&words.replace('\\', "\\\\").replace('"', "\\\""));
        text.push('"');
    }
    text.push('}');
    text
}

/// Bytes as PostgreSQL writes them.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    std::iter::once("\\x".to_owned()).chain(digits).collect()
}

fn days(date: NaiveDate) -> std::result::Result<i32, Box<dyn std::error::Error + Sync + Send>> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).ok_or("no such day")?;
    Ok(i32::try_from((date - epoch).num_days())?)
}

fn micros(time: NaiveTime) -> i64 {
    let seconds = i64::from(time.num_seconds_from_midnight());
    seconds * 1_000_000 + i64::from(time.nanosecond() / 1000)
}
