//! What the impls of enums and value structs call.

use auto_api_model::{DefaultValue, Field, TypeDef, Variant};
use serde_json::{Map, Value as Json};

use crate::record::{FieldValue, Record};
use crate::value::{Value, ValueError};

fn variants(def: &'static TypeDef) -> &'static [Variant] {
    match def {
        TypeDef::Enum(def) => def.variants,
        TypeDef::Value(_) | TypeDef::Newtype(_) => &[],
    }
}

fn fields(def: &'static TypeDef) -> &'static [Field] {
    match def {
        TypeDef::Value(def) => def.fields,
        TypeDef::Enum(_) | TypeDef::Newtype(_) => &[],
    }
}

/// The values of a row, in the order of the model's fields.
pub fn values<T: Record>(record: &T) -> Vec<Value> {
    let positions = 0..T::MODEL.fields.len();
    positions.map(|position| record.value(position)).collect()
}

/// The value of the variant at a position.
pub fn variant_value(def: &'static TypeDef, position: usize) -> Value {
    let name = variants(def).get(position).map_or("", |v| v.name);
    Value::Text(name.to_owned())
}

/// The position of the variant of a value.
pub fn variant(def: &'static TypeDef, value: &Value) -> Result<usize, ValueError> {
    let position = match value {
        Value::Text(text) => variants(def).iter().position(|v| v.name == text),
        _ => None,
    };
    position.ok_or_else(|| ValueError::mismatch(def.rust_name(), value))
}

/// The text of a variant in JSON.
pub fn variant_text(def: &'static TypeDef, json: Json) -> Result<Value, ValueError> {
    match json {
        Json::String(text) => Ok(Value::Text(text)),
        other => Err(ValueError::mismatch(def.rust_name(), &other)),
    }
}

/// The value of a value struct whose fields have these values.
pub fn object(def: &'static TypeDef, values: impl IntoIterator<Item = Value>) -> Value {
    let names = fields(def).iter().map(|field| field.name.to_owned());
    let values = values.into_iter().map(|value| value.to_json());
    Value::Json(Json::Object(names.zip(values).collect()))
}

/// The members of a value struct's JSON, taken in the order of its fields.
#[derive(Debug)]
pub struct Members {
    def: &'static TypeDef,
    object: Map<String, Json>,
    next: usize,
}

impl Members {
    /// The members of a JSON object.
    pub fn new(def: &'static TypeDef, json: Json) -> Result<Self, ValueError> {
        match json {
            Json::Object(object) => Ok(Self {
                def,
                object,
                next: 0,
            }),
            other => Err(ValueError::mismatch(def.rust_name(), &other)),
        }
    }

    /// The next member; if it is not there, its default, or null if it may be null.
    // Like `Row::next`, it yields another type at each call, so it is no iterator.
    #[allow(clippy::should_implement_trait)]
    pub fn next<T: FieldValue>(&mut self) -> Result<T, ValueError> {
        let field = self.field()?;
        match (self.object.remove(field.name), field.default) {
            (Some(json), _) => T::from_json(json),
            (None, Some(default)) => T::from_json(literal(default)),
            (None, None) if T::NULLABLE => T::from_json(Json::Null),
            (None, None) => Err(ValueError::mismatch(field.name, &"nothing")),
        }
    }

    /// The next member; if it is not there, the type's default.
    pub fn next_or_default<T: FieldValue + Default>(&mut self) -> Result<T, ValueError> {
        let field = self.field()?;
        let json = self.object.remove(field.name);
        json.map_or_else(|| Ok(T::default()), T::from_json)
    }

    fn field(&mut self) -> Result<&'static Field, ValueError> {
        let field = fields(self.def).get(self.next);
        self.next += 1;
        field.ok_or(ValueError::Missing)
    }
}

fn literal(default: DefaultValue) -> Json {
    match default {
        DefaultValue::OfType => Json::Null,
        DefaultValue::Bool(value) => Json::from(value),
        DefaultValue::Int(value) => Json::from(value),
        DefaultValue::Number(text) => text.parse().map_or_else(|_| Json::from(text), Json::Number),
        DefaultValue::Text(text) => Json::from(text),
    }
}
