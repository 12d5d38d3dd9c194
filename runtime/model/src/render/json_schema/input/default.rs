//! What a new row has in a field that is not given, as JSON.

use serde_json::{Number, Value};

use super::super::Schema;
use crate::{BigIntFormat, Constraints, DefaultValue, Kind, Member, Scalar};

/// Adds the default of a member, if JSON can say it.
pub(super) fn add(schema: &mut Schema, member: &Member, big_int: BigIntFormat) {
    let value = match member.field.default {
        Some(default) => of(member, default, big_int),
        None => return,
    };
    if let Some(value) = value {
        schema.insert("default".to_owned(), value);
    }
}

fn of(member: &Member, default: DefaultValue, big_int: BigIntFormat) -> Option<Value> {
    match (&member.kind, default) {
        (_, DefaultValue::Bool(value)) => Some(value.into()),
        (Kind::Scalar(scalar), DefaultValue::Int(whole)) => {
            number(*scalar, &whole.to_string(), big_int)
        }
        (Kind::Scalar(scalar), DefaultValue::Number(text)) => number(*scalar, text, big_int),
        (_, DefaultValue::Text(text)) => Some(text.into()),
        // Zero and nothing are not sure to satisfy a constraint.
        (_, DefaultValue::OfType) if member.constraints != Constraints::NONE => None,
        (Kind::List(_), DefaultValue::OfType) => Some(Value::Array(Vec::new())),
        (Kind::Scalar(Scalar::Bool), DefaultValue::OfType) => Some(false.into()),
        (Kind::Scalar(Scalar::String), DefaultValue::OfType) => Some("".into()),
        (Kind::Scalar(scalar), DefaultValue::OfType) if scalar.is_number() => {
            number(*scalar, "0", big_int)
        }
        _ => None,
    }
}

fn number(scalar: Scalar, text: &str, big_int: BigIntFormat) -> Option<Value> {
    let is_text =
        scalar == Scalar::Decimal || scalar == Scalar::I64 && big_int == BigIntFormat::String;
    if is_text {
        return Some(text.into());
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    Number::from_f64(text.parse().ok()?).map(Value::Number)
}
