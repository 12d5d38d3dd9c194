//! From 3.1 to 3.0.3: the same document for older tools, and what it could not keep.
//!
//! Reference: <https://spec.openapis.org/oas/v3.0.3>.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::SCHEMAS;

/// The document in 3.0.3, and a sentence for each loss.
pub(super) fn lower(mut document: Value) -> (Value, Vec<String>) {
    let mut losses = Vec::new();
    document["openapi"] = "3.0.3".into();
    if let Some(Value::Object(license)) = document.pointer_mut("/info/license")
        && let Some(identifier) = license.remove("identifier")
    {
        // Tools want a place; the list of SPDX is where the missing identifier would be looked up.
        license.insert("url".to_owned(), "https://spdx.org/licenses/".into());
        let identifier = identifier.as_str().unwrap_or("");
        losses.push(format!(
            "/info/license: the SPDX identifier `{identifier}` has no place"
        ));
    }
    let types = component_types(&document);
    let mut lowering = Lowering { types, losses };
    lowering.walk(&mut document, &Place::root());
    (document, lowering.losses)
}

/// The types of the components, by the reference to them: null may only stand beside a type.
fn component_types(document: &Value) -> BTreeMap<String, Value> {
    let components = document.pointer("/components/schemas");
    let components = components.and_then(Value::as_object);
    components
        .into_iter()
        .flatten()
        .filter_map(|(name, schema)| {
            Some((format!("{SCHEMAS}{name}"), schema.get("type")?.clone()))
        })
        .collect()
}

struct Lowering {
    types: BTreeMap<String, Value>,
    losses: Vec<String>,
}

/// Where a value is.
struct Place {
    /// As a JSON pointer.
    path: String,
    /// Whether it is an object whose members are named by the user, and so are no keywords.
    is_map: bool,
}

impl Place {
    fn root() -> Self {
        Self {
            path: String::new(),
            is_map: false,
        }
    }

    fn below(&self, name: &str) -> Self {
        Self {
            path: format!(
                "{}/{}",
                self.path,
                name.replace('~', "~0").replace('/', "~1")
            ),
            is_map: !self.is_map && matches!(name, "properties" | "schemas"),
        }
    }
}

/// Keywords whose values are data, whatever their members are called.
const DATA: [&str; 4] = ["example", "examples", "enum", "default"];

impl Lowering {
    /// Rewrites every schema, the inner ones first.
    fn walk(&mut self, value: &mut Value, place: &Place) {
        match value {
            Value::Object(members) => {
                for (name, inner) in members.iter_mut() {
                    if place.is_map || !DATA.contains(&name.as_str()) {
                        self.walk(inner, &place.below(name));
                    }
                }
                if !place.is_map {
                    self.schema(members, &place.path);
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.walk(item, &place.below(&at.to_string()));
                }
            }
            _ => {}
        }
    }

    fn schema(&mut self, members: &mut Map<String, Value>, path: &str) {
        if let Some(ty) = nullable_type(members) {
            members.insert("type".to_owned(), ty);
            members.insert("nullable".to_owned(), true.into());
        }
        if let Some(inner) = nullable_reference(members) {
            let ty = inner["$ref"]
                .as_str()
                .and_then(|target| self.types.get(target));
            members.remove("anyOf");
            members.extend(ty.map(|ty| ("type".to_owned(), ty.clone())));
            members.insert("nullable".to_owned(), true.into());
            members.insert("allOf".to_owned(), json!([inner]));
            self.lose(
                path,
                "whether null may stand for what is referred to is left to the reader",
            );
        }
        if path.starts_with("/components/schemas/")
            && members.len() > 1
            && let Some(target) = members.remove("$ref")
        {
            members.insert("allOf".to_owned(), json!([{ "$ref": target }]));
        }
        if let Some(Value::Array(examples)) = members.remove("examples") {
            let first = examples.into_iter().next();
            members.extend(first.map(|first| ("example".to_owned(), first)));
        }
        if members.remove("contentEncoding").is_some() {
            members.insert("format".to_owned(), "byte".into());
            self.lose(path, "`contentEncoding: base64` is only `format: byte`");
        }
    }

    fn lose(&mut self, path: &str, what: &str) {
        self.losses.push(format!("{path}: {what}"));
    }
}

/// The one type of `type: [T, "null"]`.
fn nullable_type(members: &Map<String, Value>) -> Option<Value> {
    match members.get("type")?.as_array()?.as_slice() {
        [ty, null] if null == "null" => Some(ty.clone()),
        _ => None,
    }
}

/// The schema beside null of `anyOf: [S, {type: null}]`.
fn nullable_reference(members: &Map<String, Value>) -> Option<Value> {
    match members.get("anyOf")?.as_array()?.as_slice() {
        [inner, null] if null.get("type").is_some_and(|ty| ty == "null") => Some(inner.clone()),
        _ => None,
    }
}
