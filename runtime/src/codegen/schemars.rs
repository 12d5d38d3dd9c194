//! `schemars::JsonSchema` of models and of the types of their fields.
//!
//! The schemas are those of [`auto_api_model::render::json_schema()`]. They stand by themselves: an
//! impl of `JsonSchema` is handed on without the definitions around it, so what they name is
//! written in place.

use auto_api_model::render::json_schema::Schemas;
use auto_api_model::{Model, TypeDef, Types};
use serde_json::{Map, Value, json};

// Generated code names the crate as `codegen::schemars`.
#[doc(no_inline)]
pub use ::schemars::*;

/// What stands before a name that is to be written in place.
const PLACE: &str = "#/$defs/";

/// The schema of a model's own fields.
pub fn schemars_model(model: &'static Model, types: fn(&mut Types)) -> ::schemars::Schema {
    inline(types, |schemas| schemas.model(model))
}

/// The schema of an enum, a value struct or a newtype.
pub fn schemars_type(def: &'static TypeDef, types: fn(&mut Types)) -> ::schemars::Schema {
    inline(types, |schemas| schemas.type_def(def))
}

fn inline(
    types: fn(&mut Types),
    schema: impl FnOnce(&Schemas<'_>) -> Map<String, Value>,
) -> ::schemars::Schema {
    let mut found = Types::default();
    types(&mut found);
    let schemas = Schemas::of_types(found.defs(), PLACE);
    let named = schemas
        .named()
        .into_iter()
        .map(|(name, schema)| (format!("{PLACE}{name}"), schema));
    let mut inliner = Inliner {
        named: named.collect(),
        open: Vec::new(),
    };
    let mut schema = schema(&schemas);
    inliner.object(&mut schema);
    schema.into()
}

/// Puts schemas in the place of references to them.
struct Inliner {
    named: Vec<(String, Map<String, Value>)>,
    /// The references that are being replaced, from the outside in.
    open: Vec<String>,
}

impl Inliner {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) => self.object(members),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            _ => {}
        }
    }

    fn object(&mut self, members: &mut Map<String, Value>) {
        let Some(Value::String(target)) = members.get("$ref") else {
            members.values_mut().for_each(|inner| self.value(inner));
            return;
        };
        let target = target.clone();
        members.remove("$ref");
        for (keyword, value) in self.named(&target) {
            // What stands beside a reference is about this use of it.
            members.entry(keyword).or_insert(value);
        }
    }

    /// The schema behind a reference; a type within itself is not written a second time.
    fn named(&mut self, target: &str) -> Map<String, Value> {
        let found = self.named.iter().find(|(name, _)| name == target);
        let Some((_, schema)) = found.filter(|_| !self.open.iter().any(|open| open == target))
        else {
            return Map::from_iter([("type".to_owned(), json!("object"))]);
        };
        let mut schema = schema.clone();
        self.open.push(target.to_owned());
        self.object(&mut schema);
        self.open.pop();
        schema
    }
}
