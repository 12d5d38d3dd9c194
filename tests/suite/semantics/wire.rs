//! The JSON of a value, from the table at `Scalar`.

use auto_api::Value;
use auto_api::ask::Shape;
use auto_api::model::{EnumDef, Kind, Scalar, Zone};
use auto_api_tests::support::literal::{clock, local};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// How a member is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'w> {
    pub(crate) zone: &'w Zone,
    pub(crate) shape: Shape,
    /// Digits after the point of a decimal.
    pub(crate) scale: Option<u32>,
}

/// The JSON of a value of a kind.
pub(crate) fn json(form: Form<'_>, kind: &Kind, value: &Value) -> Json {
    match (kind, value) {
        (_, Value::Null) => Json::Null,
        (Kind::List(item), Value::List(items)) => {
            let plain = Form {
                scale: None,
                ..form
            };
            items.iter().map(|value| json(plain, item, value)).collect()
        }
        (Kind::Enum(def), Value::Text(name)) => variant(form, def, name),
        (Kind::Value(_), Value::Json(stored)) => inner(form, kind, stored),
        (Kind::Scalar(Scalar::I64), Value::Int(number)) => json!(number.to_string()),
        (Kind::Scalar(_), value) => scalar(form, value),
        other => panic!("not of its kind: {other:?}"),
    }
}

fn scalar(form: Form<'_>, value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Int(number) => json!(number),
        // The shortest text that is this number among those of 32 bits.
        Value::Float32(number) => json!(number.to_string().parse::<f64>().unwrap()),
        Value::Float(number) if !number.is_finite() => Json::Null,
        Value::Float(number) => json!(number),
        Value::Text(words) => json!(words),
        Value::Bytes(bytes) => json!(base64(bytes)),
        Value::Uuid(uuid) => json!(uuid.hyphenated().to_string()),
        Value::DateTime(time) => json!(local(time.naive_utc(), 'T') + "Z"),
        Value::LocalDateTime(time) => json!(local(*time, 'T')),
        Value::Date(date) => json!(date.to_string()),
        Value::Time(time) => json!(clock(*time)),
        Value::Duration(delta) => json!(duration(delta.num_microseconds().unwrap())),
        Value::Decimal(number) => json!(decimal(*number, form.scale)),
        Value::Ip(ip) => json!(ip.to_string()),
        Value::Json(json) => document(json),
        other => panic!("no scalar: {other:?}"),
    }
}

/// A document as answers have it: a whole number is one, however it was spelled.
pub(crate) fn document(json: &Json) -> Json {
    match json {
        Json::Number(number) if number.is_f64() => {
            let float = number.as_f64().unwrap();
            if float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0 {
                // Every whole number up to there is a float's, too.
                #[allow(clippy::cast_possible_truncation)]
                return json!(float as i64);
            }
            json.clone()
        }
        Json::Array(items) => items.iter().map(document).collect(),
        Json::Object(members) => {
            let members = members.iter();
            Json::Object(
                members
                    .map(|(name, json)| (name.clone(), document(json)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// A decimal without trailing zeros, or with that many digits after the point.
pub(crate) fn decimal(number: Decimal, scale: Option<u32>) -> String {
    let Some(scale) = scale else {
        return number.normalize().to_string();
    };
    let mut number = number.round_dp(scale);
    number.rescale(scale);
    number.to_string()
}

fn variant(form: Form<'_>, def: &EnumDef, name: &str) -> Json {
    let variant = def.variants.iter().find(|v| v.name == name).unwrap();
    json!(match form.shape {
        Shape::Object => variant.graphql,
        Shape::Bare => variant.name,
    })
}

/// What is stored inside JSON has its wire form, but for enums and numbers of 64 bits.
fn inner(form: Form<'_>, kind: &Kind, stored: &Json) -> Json {
    match (kind, stored) {
        (_, Json::Null) => Json::Null,
        (Kind::Value(def), stored) => {
            let members = def.fields.iter().map(|field| {
                let value = inner(form, &form.zone.kind(field), &stored[field.name]);
                (field.name.to_owned(), value)
            });
            Json::Object(members.collect())
        }
        (Kind::List(item), Json::Array(items)) => items
            .iter()
            .map(|stored| inner(form, item, stored))
            .collect(),
        (Kind::Enum(def), Json::String(name)) => variant(form, def, name),
        (Kind::Scalar(Scalar::I64), Json::Number(number)) => json!(number.to_string()),
        (_, stored) => stored.clone(),
    }
}

/// ISO 8601 of hours, minutes and seconds.
fn duration(micros: i64) -> String {
    let all = micros.unsigned_abs();
    let (hours, minutes) = (all / 3_600_000_000, all / 60_000_000 % 60);
    let (seconds, fraction) = (all / 1_000_000 % 60, all % 1_000_000);
    let mut text = String::from(if micros < 0 { "-PT" } else { "PT" });
    let part = |number: u64, unit: &str| match number {
        0 => String::new(),
        number => format!("{number}{unit}"),
    };
    text.extend([part(hours, "H"), part(minutes, "M")]);
    let digits = format!("{fraction:06}");
    match digits.trim_end_matches('0') {
        "" if seconds == 0 && all != 0 => {}
        "" => text.extend([seconds.to_string(), "S".to_owned()]),
        digits => text.extend([seconds.to_string(), format!(".{digits}S")]),
    }
    text
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for at in 0..4 {
            let digit = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap();
            text.push(if at <= chunk.len() {
                char::from(DIGITS[digit])
            } else {
                '='
            });
        }
    }
    text
}
