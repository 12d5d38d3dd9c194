//! Values as SQL, in the form that the table at `Scalar` says SQLite holds them in.
//!
//! Written from the table, not from the engine: a value that the engine stores or reads another
//! way is found out.

use auto_api::Value;
use chrono::{NaiveDateTime, NaiveTime, Timelike as _};
use std::fmt::Write as _;

pub mod postgres;

/// The SQL expression of a value, for SQLite.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(value) => i32::from(*value).to_string(),
        Value::Int(i64::MIN) => "(-9223372036854775807 - 1)".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float32(number) => real(f64::from(*number)),
        Value::Float(number) => real(*number),
        Value::Text(words) => text(words),
        Value::Bytes(bytes) => blob(bytes),
        Value::Uuid(uuid) => text(&uuid.hyphenated().to_string()),
        Value::DateTime(time) => text(&time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()),
        Value::LocalDateTime(time) => text(&local(*time, ' ')),
        Value::Date(date) => text(&date.to_string()),
        Value::Time(time) => text(&clock(*time)),
        Value::Duration(delta) => literal(&Value::Int(delta.num_microseconds().unwrap())),
        Value::Decimal(decimal) => text(&decimal.normalize().to_string()),
        Value::Ip(ip) => text(&ip.to_string()),
        Value::Json(json) => text(&json.to_string()),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(Value::to_json).collect();
            text(&serde_json::Value::Array(items).to_string())
        }
    }
}

/// A date and a time, with a fraction of 3 or 6 digits if it is not zero.
pub fn local(time: NaiveDateTime, separator: char) -> String {
    format!("{}{separator}{}", time.date(), clock(time.time()))
}

/// A time of day, with a fraction of 3 or 6 digits if it is not zero.
pub fn clock(time: NaiveTime) -> String {
    // A leap second has more than a second's nanoseconds.
    let (leap, micros) = (
        time.nanosecond() / 1_000_000_000,
        time.nanosecond() / 1000 % 1_000_000,
    );
    let (hours, minutes, seconds) = (time.hour(), time.minute(), time.second() + leap);
    let whole = format!("{hours:02}:{minutes:02}:{seconds:02}");
    match micros {
        0 => whole,
        _ if micros % 1000 == 0 => format!("{whole}.{:03}", micros / 1000),
        _ => format!("{whole}.{micros:06}"),
    }
}

/// Text by its bytes: a NUL would end the statement.
fn text(words: &str) -> String {
    format!("CAST({} AS TEXT)", blob(words.as_bytes()))
}

fn blob(bytes: &[u8]) -> String {
    let mut hex = String::from("x'");
    for byte in bytes {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex + "'"
}

/// A number by exact steps, since SQLite may read a long literal as a neighbour of it.
fn real(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "9e999" } else { "-9e999" }.to_owned();
    }
    let bits = number.to_bits();
    let (sign, exponent) = (bits >> 63, (bits >> 52) & 0x7ff);
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, mut exponent) = match exponent {
        0 => (fraction, -1074),
        exponent => (
            fraction | (1 << 52),
            i64::try_from(exponent).unwrap() - 1075,
        ),
    };
    let mut sql = format!(
        "{}CAST({mantissa} AS REAL)",
        if sign == 1 { "-" } else { "" }
    );
    while exponent != 0 {
        let step = exponent.abs().min(30);
        let operator = if exponent > 0 { '*' } else { '/' };
        write!(sql, " {operator} {}.0", 1_u64 << step).unwrap();
        exponent -= exponent.signum() * step;
    }
    sql
}
