//! A part of a document as it is written, in both syntaxes at once: for what is large, regular and
//! known to stand in one place. Nothing is made first that would have to be thrown away.
//!
//! An indentation is that of keys in YAML; in JSON, whose document has brackets around it, they
//! stand two further in.

use serde_json::Value;

use super::out::Out;
use super::plain::{is_plain, line};
use super::{json, yaml};

/// Members of an object or items of a list in the making. Each begins behind the end of the one
/// before; in JSON with a comma, but for the first within brackets that were opened here.
#[derive(Debug, Default)]
pub(super) struct Texts {
    json: Out,
    yaml: Out,
    /// Whether brackets were just opened.
    is_open: bool,
}

/// The same, done.
#[derive(Debug, Default)]
pub(super) struct Written {
    json: String,
    yaml: String,
}

impl Texts {
    /// Appends prepared pieces of JSON and of YAML.
    pub(super) fn push(&mut self, [json, yaml]: [&str; 2]) {
        self.json.push_str(json);
        self.yaml.push_str(yaml);
    }

    /// Appends a piece that is the same in both.
    pub(super) fn both(&mut self, piece: &str) {
        self.push([piece, piece]);
    }

    /// Begins a member.
    pub(super) fn key(&mut self, name: &str, indent: usize) {
        if !std::mem::take(&mut self.is_open) {
            self.json.push_str(",");
        }
        line(&mut self.json, indent + 2);
        json::quoted(&mut self.json, name);
        self.json.push_str(":");
        line(&mut self.yaml, indent);
        yaml::key(&mut self.yaml, name);
        self.yaml.push_str(":");
    }

    /// Begins an object behind a key.
    pub(super) fn open(&mut self) {
        self.json.push_str(" {");
        self.is_open = true;
    }

    /// Ends the object behind a key of this indentation.
    pub(super) fn close(&mut self, indent: usize) {
        if std::mem::take(&mut self.is_open) {
            self.push(["}", " {}"]);
        } else {
            line(&mut self.json, indent + 2);
            self.json.push_str("}");
        }
    }

    /// A text behind a key.
    pub(super) fn text(&mut self, text: &str) {
        if is_plain(text) {
            self.both(" \"");
            self.both(text);
            self.both("\"");
        } else {
            self.both(" ");
            json::quoted(&mut self.json, text);
            yaml::quoted(&mut self.yaml, text);
        }
    }

    /// Any value behind a key of this indentation.
    pub(super) fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::String(text) => self.text(text),
            Value::Object(members) => {
                self.open();
                for (name, member) in members {
                    self.key(name, indent + 2);
                    self.value(member, indent + 2);
                }
                self.close(indent);
            }
            other => {
                self.json.push_str(" ");
                json::value(&mut self.json, other, indent + 2);
                yaml::behind_key(&mut self.yaml, other, indent);
            }
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> Written {
        Written {
            json: self.json.finish(),
            yaml: self.yaml.finish(),
        }
    }
}

impl Written {
    /// What stands in double quotes for a text: in JSON, and in YAML.
    pub(super) fn escaped(text: &str) -> Self {
        if is_plain(text) {
            let [json, yaml] = [text, text].map(str::to_owned);
            return Self { json, yaml };
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
    pub(super) fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    /// Both as they are, to be appended.
    pub(super) fn pieces(&self) -> [&str; 2] {
        [&self.json, &self.yaml]
    }

    /// The first of all members or items in JSON, from the end of the line that opens the brackets
    /// to the end of the last one's.
    pub(super) fn json(&self) -> &str {
        self.json.strip_prefix(',').unwrap_or(&self.json)
    }

    /// The same in YAML.
    pub(super) fn yaml(&self) -> &str {
        &self.yaml
    }

    /// The object of the members.
    pub(super) fn object(&self) -> Value {
        parsed(["{", self.json(), "}"])
    }

    /// The list of the items.
    pub(super) fn items(&self) -> Vec<Value> {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Texts, Written};

    #[test]
    fn what_is_written_is_what_was_meant() {
        let document = json!({
            "a b": { "yes": [1, { "c": null }], "empty": {}, "none": [] },
            "text": "say \"a\"\u{85}\n",
            "x": true,
        });
        let mut texts = Texts::default();
        for (name, value) in document.as_object().unwrap() {
            texts.key(name, 0);
            texts.value(value, 0);
        }
        let written = texts.finish();
        assert_eq!(written.object(), document);
        let json = format!("{{{}\n}}\n", written.json());
        assert_eq!(json, crate::render::json(&document));
        let yaml = format!("{}\n", written.yaml());
        assert_eq!(yaml.trim_start(), crate::render::yaml(&document));
    }

    #[test]
    fn a_text_stands_in_quotes_as_it_would_whole() {
        let escaped = Written::escaped("a\"\u{85}");
        assert_eq!(escaped.pieces(), ["a\\\"\u{85}", "a\\\"\\u0085"]);
        assert_eq!(Written::escaped("plain").pieces(), ["plain", "plain"]);
    }
}
