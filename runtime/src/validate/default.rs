//! What a field is if nobody says: a literal of the model, or the default of its type.

use auto_api_model::{DefaultValue, Scalar};
use serde_json::{Map, Value as Json};

use super::rules::{FieldRule, Rule, Rules, Shape, Told};
use crate::ask::Input;
use crate::value::Value;

/// Types that hold each other end somewhere; data that somebody made need not.
const LEVELS: usize = 32;

/// Reads the defaults of value structs' members.
pub(super) fn fill_values(rules: &mut Rules) {
    for at in 0..rules.values.len() {
        let members = &rules.values[at].members;
        let defaults: Vec<_> = (members.iter())
            .map(|member| default(rules, member, 0).ok().flatten())
            .collect();
        for (member, default) in rules.values[at].members.iter_mut().zip(defaults) {
            member.default = default;
        }
    }
}

/// Reads the defaults of a model's fields; tells of those that are not valid.
pub(super) fn fill(rules: &Rules, members: &mut [FieldRule]) -> Vec<Told> {
    let mut told = Vec::new();
    for member in members {
        match default(rules, member, 0) {
            Ok(default) => member.default = default,
            Err(message) => told.push((member.field.rust_name, message)),
        }
    }
    told
}

/// The default of a field, as valid as any other value; nothing if it has none.
fn default(rules: &Rules, member: &FieldRule, level: usize) -> Result<Option<Value>, String> {
    let Some(default) = member.field.default else {
        return Ok(None);
    };
    let invalid = |cause: &str| format!("the default is not valid: {cause}");
    if default == DefaultValue::OfType {
        if member.field.nullable {
            return Ok(Some(Value::Null));
        }
        let value = zero(rules, &member.rule, level);
        let value = value.ok_or_else(|| invalid("its type has none"))?;
        let mut cause = None;
        for limits in &member.rule.limits {
            limits.check(&value, &mut |message| cause = Some(message));
        }
        return match cause {
            None => Ok(Some(value)),
            Some(cause) => Err(invalid(&cause)),
        };
    }
    let taken = rules.take(&member.rule, &literal(default));
    taken.map(Some).map_err(|errors| {
        let causes: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
        invalid(&causes.join("; "))
    })
}

fn literal(default: DefaultValue) -> Input {
    match default {
        DefaultValue::OfType => Input::Null,
        DefaultValue::Bool(value) => Input::Bool(value),
        DefaultValue::Int(number) => Input::Int(number),
        DefaultValue::Number(text) | DefaultValue::Text(text) => Input::Raw(text.to_owned()),
    }
}

/// `Default::default()` of a type; nothing if it has none.
fn zero(rules: &Rules, rule: &Rule, level: usize) -> Option<Value> {
    match &rule.shape {
        Shape::List(_) => Some(Value::List(Vec::new())),
        Shape::Enum(def) => {
            let variant = def.default_variant()?;
            Some(Value::Text(variant.name.to_owned()))
        }
        Shape::Value(at) => {
            let mut members = Map::new();
            for member in &rules.values[*at].members {
                let value = match default(rules, member, level + 1).ok()? {
                    Some(value) => value,
                    None if member.field.nullable => Value::Null,
                    None if level < LEVELS => zero(rules, &member.rule, level + 1)?,
                    None => return None,
                };
                members.insert(member.field.name.to_owned(), value.to_json());
            }
            Some(Value::Json(Json::Object(members)))
        }
        Shape::Scalar(scalar) => of_scalar(*scalar),
    }
}

fn of_scalar(scalar: Scalar) -> Option<Value> {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
    Some(match scalar {
        Scalar::Bool => Value::Bool(false),
        Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 => Value::Int(0),
        Scalar::F32 => Value::Float32(0.0),
        Scalar::F64 => Value::Float(0.0),
        Scalar::String => Value::Text(String::new()),
        Scalar::Uuid => Value::Uuid(uuid::Uuid::nil()),
        Scalar::DateTime => Value::DateTime(DateTime::default()),
        Scalar::LocalDateTime => Value::LocalDateTime(NaiveDateTime::default()),
        Scalar::Date => Value::Date(NaiveDate::default()),
        Scalar::Time => Value::Time(NaiveTime::default()),
        Scalar::Duration => Value::Duration(TimeDelta::default()),
        Scalar::Decimal => Value::Decimal(rust_decimal::Decimal::ZERO),
        Scalar::Bytes => Value::Bytes(Vec::new()),
        Scalar::Json => Value::Json(Json::Null),
        Scalar::Url | Scalar::Ip => return None,
    })
}
