//! Whether values satisfy what their model says.

use auto_api_model::{Entity, ValueDef};

use crate::error::Error;
use crate::value::Value;

/// Checks the values of a record; `tell` gets each mistake with the position of its member.
pub(crate) fn record(
    entity: &Entity,
    values: &[Option<Value>],
    tell: &mut dyn FnMut(usize, Error),
) {
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let limits = &entity.members[at].constraints;
        if let Value::Text(text) = value
            && let Some(most) = limits.max_length
            && text.chars().count() > most as usize
        {
            tell(
                at,
                Error::validation(format!("takes {most} characters at most")),
            );
        }
    }
}

/// Whether a text has the character that PostgreSQL stores in none.
pub(crate) fn has_nul(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(has_nul),
        Value::Json(json) => json_has_nul(json),
        _ => false,
    }
}

fn json_has_nul(json: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(items) => items.iter().any(json_has_nul),
        Json::Object(members) => {
            let mut members = members.iter();
            members.any(|(name, value)| name.contains('\0') || json_has_nul(value))
        }
        _ => false,
    }
}

/// A value struct whose members all have their defaults.
pub(crate) fn default_object(def: &ValueDef) -> serde_json::Value {
    let members = def
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), serde_json::Value::Null));
    serde_json::Value::Object(members.collect())
}
