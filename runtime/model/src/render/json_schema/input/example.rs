//! An example of a body: the fields that a row must have, or a field to change.
//!
//! Where a constraint may refuse whatever is made up, there is no example at all.

use serde_json::{Map, Value, json};

use super::super::leaf;
use crate::{Constraints, Entity, Field, InputField, InputOf, Kind, Scalar, Zone};

/// Levels of value structs in value structs.
const LEVELS: usize = 4;

/// A body of an entity's input.
pub(in crate::render) fn body(zone: &Zone, entity: &Entity, of: InputOf) -> Option<Value> {
    let mut example = Map::new();
    for field in zone.written(entity, of) {
        let InputField::Member(at, required) = field else {
            continue;
        };
        let member = &entity.members[at];
        if of == InputOf::Create && !required && !entity.needs(at) {
            continue;
        }
        let value = value(zone, &member.kind, &member.constraints, LEVELS);
        match (of, value) {
            (InputOf::Create, None) => return None,
            (InputOf::Update, Some(value)) => {
                example.insert(member.name.clone(), value);
                break;
            }
            (InputOf::Create, Some(value)) => {
                example.insert(member.name.clone(), value);
            }
            (InputOf::Update, None) => {}
        }
    }
    (!example.is_empty()).then_some(Value::Object(example))
}

fn value(zone: &Zone, kind: &Kind, constraints: &Constraints, levels: usize) -> Option<Value> {
    match kind {
        Kind::Enum(def) => {
            let mut all = def.variants.iter();
            let current = all.find(|variant| variant.deprecated.is_none());
            current.map(|variant| variant.name.into())
        }
        Kind::List(item) => {
            let one = value(zone, item, &Constraints::NONE, levels)?;
            let is_right = *constraints == Constraints::NONE;
            is_right.then(|| Value::Array(vec![one]))
        }
        Kind::Value(def) => {
            let mut example = Map::new();
            for field in def.fields.iter().filter(|field| is_needed(field)) {
                let kind = zone.kind(field);
                let inner = value(zone, &kind, &field.constraints, levels.checked_sub(1)?)?;
                example.insert(zone.spelled(field), inner);
            }
            Some(Value::Object(example))
        }
        Kind::Scalar(scalar) => self::scalar(zone, *scalar, constraints),
    }
}

fn is_needed(field: &Field) -> bool {
    field.is_writable() && !field.nullable && field.default.is_none()
}

fn scalar(zone: &Zone, scalar: Scalar, constraints: &Constraints) -> Option<Value> {
    if let Some(known) = leaf::example(scalar, constraints, zone.big_int) {
        return Some(known);
    }
    match scalar {
        Scalar::Bool => Some(true.into()),
        Scalar::String => text(constraints).map(Value::from),
        Scalar::Json if *constraints == Constraints::NONE => Some(json!({})),
        Scalar::I64 if zone.big_int == crate::BigIntFormat::String => None,
        Scalar::Decimal => None,
        _ if scalar.is_number() => {
            let least = constraints
                .minimum
                .map_or(Some(1), |text| text.parse().ok())?;
            let number: i64 = if least > 1 { least } else { 1 };
            let most = constraints.maximum.map(|text| text.parse::<f64>().ok());
            #[allow(clippy::cast_precision_loss)]
            let fits = most.is_none_or(|most| most.is_some_and(|most| most >= number as f64));
            fits.then(|| number.into())
        }
        _ => None,
    }
}

/// A word of the length that is asked for; none where it must match more than that.
fn text(constraints: &Constraints) -> Option<String> {
    if constraints.pattern.is_some() || constraints.format.is_some() {
        return None;
    }
    let least = usize::try_from(constraints.min_length.unwrap_or(0)).ok()?;
    let most = constraints
        .max_length
        .map_or(Ok(usize::MAX), usize::try_from);
    let word = "example".repeat(least.div_ceil("example".len()).max(1));
    let most = most.ok()?.max(least);
    Some(word.chars().take(most.min(word.len())).collect())
}
