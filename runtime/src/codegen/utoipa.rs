//! `utoipa::ToSchema` of models and of the types of their fields.
//!
//! The schemas are those of [`auto_api_model::render::json_schema()`], read by `utoipa`'s own types.

use ::utoipa::openapi::RefOr;
use ::utoipa::openapi::schema::Schema;
use auto_api_model::render::json_schema::Schemas;
use auto_api_model::{Model, TypeDef, Types};
use serde_json::{Map, Value};

// Generated code names the crate as `codegen::utoipa`.
#[doc(no_inline)]
pub use ::utoipa::*;

const PLACE: &str = "#/components/schemas/";

/// The schema of a model's own fields.
pub fn utoipa_model(model: &'static Model, types: fn(&mut Types)) -> RefOr<Schema> {
    with(types, |schemas| read(schemas.model(model)))
}

/// The schema of an enum, a value struct or a newtype.
pub fn utoipa_type(def: &'static TypeDef, types: fn(&mut Types)) -> RefOr<Schema> {
    with(types, |schemas| read(schemas.type_def(def)))
}

/// Adds the schemas that those refer to, by name.
pub fn utoipa_schemas(types: fn(&mut Types), out: &mut Vec<(String, RefOr<Schema>)>) {
    with(types, |schemas| {
        for (name, schema) in schemas.named() {
            if !out.iter().any(|(known, _)| known == name) {
                out.push((name.to_owned(), read(schema)));
            }
        }
    });
}

fn with<T>(types: fn(&mut Types), then: impl FnOnce(&Schemas<'_>) -> T) -> T {
    let mut found = Types::default();
    types(&mut found);
    then(&Schemas::of_types(found.defs(), PLACE))
}

/// `utoipa` knows every keyword that is written here but `deprecated` beside a reference, which
/// the description says in words; a test reads all others back.
fn read(mut schema: Map<String, Value>) -> RefOr<Schema> {
    any_type(&mut schema);
    serde_json::from_value(Value::Object(schema)).unwrap_or_default()
}

/// `utoipa` reads a schema without a type only if it says so with null.
fn any_type(schema: &mut Map<String, Value>) {
    for keyword in ["properties", "items", "anyOf"] {
        match (keyword, schema.get_mut(keyword)) {
            ("properties", Some(Value::Object(all))) => all.values_mut().for_each(any_type_of),
            (_, Some(Value::Array(all))) => all.iter_mut().for_each(any_type_of),
            (_, Some(one)) => any_type_of(one),
            _ => {}
        }
    }
    let has_shape = ["type", "$ref", "anyOf"]
        .iter()
        .any(|keyword| schema.contains_key(*keyword));
    if !has_shape {
        schema.insert("type".to_owned(), Value::Null);
    }
}

fn any_type_of(value: &mut Value) {
    if let Value::Object(schema) = value {
        any_type(schema);
    }
}
