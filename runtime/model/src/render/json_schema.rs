//! JSON Schema of everything a zone's REST answers and filters are made of.
//!
//! Reference: <https://json-schema.org/draft/2020-12>.
//! One place decides the schema of a field: [`Schemas`], which the `OpenAPI` document, the JSON
//! Schema and the derived `schemars` and `utoipa` impls all read.

mod components;
mod constraint;
mod field;
mod filter;
mod groups;
mod input;
mod leaf;
mod page;
mod problem;
mod row;

use serde_json::{Map, Value, json};

use crate::{BigIntFormat, Case, Field, TypeDef, Zone};

pub use components::{Components, PLACE};
pub use field::nullable;
pub(super) use input::{example as input_example, is_required};
pub(super) use leaf::example;

/// A schema in the making: an object of keywords.
pub type Schema = Map<String, Value>;

/// What schemas depend on besides what they are of.
#[derive(Debug, Clone, Copy)]
pub struct Schemas<'a> {
    /// The enums, value structs and newtypes that fields may name.
    pub types: &'a [&'static TypeDef],
    /// How members of value structs are spelled.
    pub case: Case,
    /// How 64-bit integers look.
    pub big_int: BigIntFormat,
    /// What stands before a component's name in a reference, such as `#/$defs/`.
    pub place: &'static str,
}

impl<'a> Schemas<'a> {
    /// Those of a zone.
    pub fn of(zone: &'a Zone, place: &'static str) -> Self {
        Self {
            types: &zone.types,
            case: zone.case,
            big_int: zone.big_int,
            place,
        }
    }

    /// A reference to a component.
    pub fn reference(&self, name: &str) -> Schema {
        // Without `json!`, which writes with `serde`: there are thousands.
        let mut schema = Schema::with_capacity(1);
        let target = [self.place, name].concat();
        schema.insert("$ref".to_owned(), Value::String(target));
        schema
    }

    fn spelled(&self, field: &Field) -> String {
        if field.verbatim {
            field.name.to_owned()
        } else {
            self.case.apply(field.name)
        }
    }
}

/// The zone's JSON Schema: each component is a definition.
///
/// ```
/// use auto_api_model::{Field, FieldType, Model, Zone, render};
/// static POST: Model = Model {
///     name: "Post",
///     rust_name: "Post",
///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
///     ..Model::DEFAULT
/// };
/// let zone = Zone::new("public").add(&POST).build().unwrap();
/// let schema = render::json_schema(&zone);
/// assert_eq!(schema["$defs"]["Post"]["properties"]["id"]["type"], "integer");
/// ```
pub fn json_schema(zone: &Zone) -> Value {
    let text = json_schema_text(&Components::of(zone));
    // What is written is JSON.
    serde_json::from_str(&text).unwrap_or_default()
}

/// The text that [`json`](super::json()) makes of [`json_schema`], of components that are there.
pub fn json_schema_text(components: &Components<'_>) -> String {
    let head = head(components.zone);
    let definitions = components.written();
    super::json::with(&head, ("$defs", definitions.definitions()))
}

/// Where definitions are referred to from.
pub(super) const DEFINITIONS: &str = "#/$defs/";

/// All but the definitions.
fn head(zone: &Zone) -> Schema {
    let mut schema = keywords(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": zone.title,
    }));
    describe(&mut schema, &zone.description);
    schema
}

/// The members of a JSON object.
pub(super) fn keywords(value: Value) -> Schema {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Adds a description, if there is one.
pub(super) fn describe(schema: &mut Schema, docs: &str) {
    let docs = docs.trim();
    if !docs.is_empty() {
        schema.insert("description".to_owned(), Value::from(docs));
    }
}
