//! The schema of a field: its kind, constraints, null, docs and example together.

use serde_json::{Value, json};

use super::{Schema, Schemas, describe, keywords, leaf};
use crate::{Auto, Constraints, Field, Kind, Mode};

impl Schemas<'_> {
    /// The schema of a kind without null; notes are sentences that belong to its description.
    pub fn kind(&self, kind: &Kind, constraints: &Constraints) -> (Schema, Vec<String>) {
        let mut schema = match kind {
            Kind::Scalar(scalar) => leaf::scalar(*scalar, self.big_int),
            Kind::Enum(def) => self.reference(def.name),
            Kind::Value(def) => self.reference(def.name),
            Kind::List(item) => {
                let (item, _) = self.kind(item, &Constraints::NONE);
                keywords(json!({ "type": "array", "items": item }))
            }
        };
        let notes = super::constraint::apply(&mut schema, kind, constraints);
        (schema, notes)
    }

    /// The schema of a field of that kind.
    pub fn field(&self, field: &Field, kind: &Kind, constraints: &Constraints) -> Schema {
        let (mut schema, notes) = self.kind(kind, constraints);
        if field.nullable {
            schema = nullable(schema);
        }
        describe(&mut schema, &text(field, &notes));
        if let Some(example) = self.example(kind, constraints) {
            schema.insert("examples".to_owned(), Value::from(vec![example]));
        }
        let automatic = matches!(field.auto, Some(Auto::Now | Auto::NowAdd | Auto::Version));
        for (keyword, holds) in [
            ("readOnly", field.mode == Mode::ReadOnly || automatic),
            ("writeOnly", field.mode == Mode::WriteOnly),
            ("deprecated", field.deprecated.is_some()),
        ] {
            if holds {
                schema.insert(keyword.to_owned(), true.into());
            }
        }
        schema
    }

    /// The object of these fields; each is required, and null where it may be.
    pub fn object(&self, docs: &str, fields: Vec<(String, Schema)>) -> Schema {
        let names = fields.iter().map(|(name, _)| Value::from(name.as_str()));
        let names: Vec<Value> = names.collect();
        let mut schema = self.partial(docs, fields);
        if !names.is_empty() {
            schema.insert("required".to_owned(), Value::Array(names));
        }
        schema
    }

    /// The object of some of these fields.
    pub fn partial(&self, docs: &str, fields: Vec<(String, Schema)>) -> Schema {
        let mut schema = Schema::with_capacity(4);
        schema.insert("type".to_owned(), "object".into());
        describe(&mut schema, docs);
        let mut properties = Schema::with_capacity(fields.len());
        for (name, field) in fields {
            properties.insert(name, Value::Object(field));
        }
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema
    }

    fn example(&self, kind: &Kind, constraints: &Constraints) -> Option<Value> {
        let scalar = kind.scalar()?;
        leaf::example(scalar, constraints, self.big_int)
    }
}

/// The same schema, with null.
pub fn nullable(mut schema: Schema) -> Schema {
    if let Some(Value::String(ty)) = schema.get("type") {
        let types = json!([ty, "null"]);
        schema.insert("type".to_owned(), types);
        return schema;
    }
    // Any JSON has null already.
    if schema.is_empty() {
        return schema;
    }
    keywords(json!({ "anyOf": [schema, { "type": "null" }] }))
}

fn text(field: &Field, notes: &[String]) -> String {
    let mut parts = Vec::new();
    if !field.docs.trim().is_empty() {
        parts.push(field.docs.trim().to_owned());
    }
    if !notes.is_empty() {
        parts.push(notes.join(" "));
    }
    if let Some(reason) = field.deprecated.filter(|reason| !reason.trim().is_empty()) {
        parts.push(format!("Deprecated: {}", reason.trim()));
    }
    parts.join("\n\n")
}
