//! What was written, to be put where it belongs.

use serde_json::Value;

use super::{Texts, json, yaml};
use crate::render::plain::is_plain;

/// Members or items as JSON and as YAML, each from the end of the line before; those of JSON begin
/// with a comma.
#[derive(Debug, Default)]
pub(in crate::render) struct Written {
    json: String,
    yaml: String,
    definitions: String,
}

impl Written {
    pub(super) fn new([json, yaml]: [String; 2], definitions: Option<String>) -> Self {
        Self {
            json,
            yaml,
            definitions: definitions.unwrap_or_default(),
        }
    }

    /// What stands in double quotes for a text.
    pub(in crate::render) fn escaped(text: &str) -> Self {
        if is_plain(text) {
            return Self::new([text, text].map(str::to_owned), None);
        }
        let mut whole = Texts::default();
        json::quoted(&mut whole.json, text);
        yaml::quoted(&mut whole.yaml, text);
        let mut whole = whole.finish();
        for text in [&mut whole.json, &mut whole.yaml] {
            text.pop();
            text.remove(0);
        }
        whole
    }

    /// Whether nothing was written.
    pub(in crate::render) fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    /// JSON and YAML as they are, to be appended.
    pub(in crate::render) fn pieces(&self) -> [&str; 2] {
        [&self.json, &self.yaml]
    }

    /// All members or items in JSON, to stand between brackets.
    pub(in crate::render) fn json(&self) -> &str {
        self.json.strip_prefix(',').unwrap_or(&self.json)
    }

    /// The same in YAML.
    pub(in crate::render) fn yaml(&self) -> &str {
        &self.yaml
    }

    /// The same in JSON, as definitions; nothing where they were not asked for.
    pub(in crate::render) fn definitions(&self) -> &str {
        &self.definitions
    }

    /// The object of the members.
    pub(in crate::render) fn object(&self) -> Value {
        parsed(["{", self.json(), "}"])
    }

    /// The list of the items.
    pub(in crate::render) fn items(&self) -> Vec<Value> {
        match parsed(["[", self.json(), "]"]) {
            Value::Array(items) => items,
            _ => Vec::new(),
        }
    }
}

/// What was written is JSON.
fn parsed(parts: [&str; 3]) -> Value {
    serde_json::from_str(&parts.concat()).unwrap_or_default()
}
