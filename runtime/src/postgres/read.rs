//! A column's value as the engine has it, for Rust code, cursors and what is not in its wire form.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta};
use std::net::IpAddr;
use tokio_postgres::Row;
use tokio_postgres::types::{Kind, Type};

use super::numeric;
use super::raw;
use super::raw::{int4, int8, items, whole};
use crate::coerce::parse_decimal;
use crate::error::{Error, Result};
use crate::plan::node::Encoding;
use crate::value::Value;

/// The value of a row's column.
pub(crate) fn column(row: &Row, at: usize, encoding: &Encoding) -> Result<Value> {
    let Some(raw) = raw::of(row, at) else {
        return Ok(Value::Null);
    };
    let described = row.columns().get(at);
    let ty = described.ok_or_else(|| Error::internal(format!("a row has no column {at}")))?;
    let ty = ty.type_();
    value(encoding, ty, raw).ok_or_else(|| {
        Error::internal(format!("column {at} of type {ty} should hold {encoding:?}"))
    })
}

/// The value of a column; `None` if it cannot be of the kind that the encoding is for.
pub(crate) fn value(encoding: &Encoding, ty: &Type, raw: &[u8]) -> Option<Value> {
    Some(match encoding {
        Encoding::Bool => Value::Bool(*raw.first()? != 0),
        Encoding::Int | Encoding::IntText => match *ty {
            Type::NUMERIC => Value::Text(numeric::text(raw)?),
            _ => Value::Int(whole(raw)?),
        },
        // The column holds what the field had, which is a 32-bit number.
        #[allow(clippy::cast_possible_truncation)]
        Encoding::Float32 => Value::Float32(float(ty, raw)? as f32),
        Encoding::Float => Value::Float(float(ty, raw)?),
        // The same on both databases, however many zeros are stored.
        Encoding::Decimal(_) => Value::Decimal(decimal(ty, raw)?.normalize()),
        Encoding::Text | Encoding::Enum(..) => Value::Text(text(raw)?.to_owned()),
        Encoding::Bytes => Value::Bytes(raw.to_vec()),
        Encoding::Uuid => Value::Uuid(uuid::Uuid::from_slice(raw).ok()?),
        Encoding::Ip => Value::Ip(ip(raw)?),
        Encoding::DateTime => Value::DateTime(moment(raw)?),
        Encoding::LocalDateTime => Value::LocalDateTime(moment(raw)?.naive_utc()),
        Encoding::Date => Value::Date(date(raw)?),
        Encoding::Time => Value::Time(clock(raw)?),
        Encoding::Duration => Value::Duration(interval(raw)?),
        Encoding::Json | Encoding::Value(_) => {
            Value::Json(serde_json::from_slice(json(ty, raw)).ok()?)
        }
        Encoding::List(item) => Value::List(list(item, ty, raw)?),
    })
}

fn list(item: &Encoding, ty: &Type, raw: &[u8]) -> Option<Vec<Value>> {
    if let Kind::Array(of) = ty.kind() {
        let found = items(raw)?.into_iter();
        return found
            .map(|raw| raw.map_or(Some(Value::Null), |raw| value(item, of, raw)))
            .collect();
    }
    let found: Vec<serde_json::Value> = serde_json::from_slice(json(ty, raw)).ok()?;
    Some(found.into_iter().map(Value::Json).collect())
}

/// JSON text; the binary form begins with its version.
pub(crate) fn json<'a>(ty: &Type, raw: &'a [u8]) -> &'a [u8] {
    match (ty, raw) {
        (&Type::JSONB, [1, text @ ..]) => text,
        _ => raw,
    }
}

fn text(raw: &[u8]) -> Option<&str> {
    std::str::from_utf8(raw).ok()
}

/// A number of either width, or of another program's `numeric` or whole numbers.
pub(crate) fn float(ty: &Type, raw: &[u8]) -> Option<f64> {
    Some(match *ty {
        Type::FLOAT8 => f64::from_be_bytes(raw.try_into().ok()?),
        Type::FLOAT4 => f32::from_be_bytes(raw.try_into().ok()?).into(),
        Type::NUMERIC => numeric::text(raw)?.parse().ok()?,
        // As JSON has it.
        #[allow(clippy::cast_precision_loss)]
        _ => whole(raw)? as f64,
    })
}

/// The decimal of a column of numbers.
pub(crate) fn decimal(ty: &Type, raw: &[u8]) -> Option<rust_decimal::Decimal> {
    match *ty {
        Type::NUMERIC => numeric::decimal(raw),
        Type::FLOAT4 | Type::FLOAT8 => parse_decimal(zmij::Buffer::new().format(float(ty, raw)?)),
        _ => whole(raw).map(Into::into),
    }
}

/// Microseconds since the start of 2000.
pub(crate) fn moment(raw: &[u8]) -> Option<DateTime<chrono::Utc>> {
    DateTime::from_timestamp_micros(int8(raw, 0)?.checked_add(EPOCH_MICROS)?)
}

/// Days since the start of 2000.
pub(crate) fn date(raw: &[u8]) -> Option<NaiveDate> {
    let days = int4(raw, 0)?;
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let far = Days::new(days.unsigned_abs().into());
    if days < 0 {
        epoch.checked_sub_days(far)
    } else {
        epoch.checked_add_days(far)
    }
}

/// Microseconds since midnight; `24:00` is the last of them.
pub(crate) fn clock(raw: &[u8]) -> Option<NaiveTime> {
    let micros = int8(raw, 0)?.min(86_399_999_999);
    let nanos = u32::try_from(micros % 1_000_000).ok()? * 1000;
    NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(micros / 1_000_000).ok()?, nanos)
}

/// Microseconds, days of 24 hours and months of 30 days.
pub(crate) fn interval(raw: &[u8]) -> Option<TimeDelta> {
    let days = i64::from(int4(raw, 8)?) + i64::from(int4(raw, 12)?) * 30;
    let micros = days
        .checked_mul(86_400_000_000)?
        .checked_add(int8(raw, 0)?)?;
    Some(TimeDelta::microseconds(micros))
}

/// An address, whatever its network.
pub(crate) fn ip(raw: &[u8]) -> Option<IpAddr> {
    match raw.get(4..)? {
        four if four.len() == 4 => Some(<[u8; 4]>::try_from(four).ok()?.into()),
        sixteen => Some(<[u8; 16]>::try_from(sixteen).ok()?.into()),
    }
}

/// From the start of 1970 to that of 2000.
pub(super) const EPOCH_MICROS: i64 = 946_684_800_000_000;
