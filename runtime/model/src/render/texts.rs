//! A document as it is written, in both syntaxes at once: what is made is read once, and what is
//! large, regular and known to stand in one place is written of prepared pieces.
//!
//! An indentation is that of keys in YAML; in JSON, whose document has brackets around it, they
//! stand two further in.

mod written;

use serde_json::Value;

use super::json_schema::{DEFINITIONS, PLACE};
use super::node::{Node, Pair};
use super::out::Out;
use super::plain::{is_plain, line};
use super::{json, yaml};
pub(super) use written::Written;

/// Members of an object or items of a list in the making. Each begins behind the end of the one
/// before; in JSON with a comma, but for the first within brackets that were opened here.
#[derive(Debug, Default)]
pub(super) struct Texts {
    json: Out,
    yaml: Out,
    /// JSON that stands two columns further out, whose references to components lead to
    /// definitions.
    definitions: Option<Out>,
    /// Whether brackets were just opened.
    is_open: bool,
    /// Whether an item was just begun, in YAML with a dash that something stands behind.
    is_item: bool,
}

impl Texts {
    /// With the JSON of definitions beside it.
    pub(super) fn with_definitions() -> Self {
        Self {
            definitions: Some(Out::default()),
            ..Self::default()
        }
    }

    /// Appends prepared pieces of JSON and of YAML.
    pub(super) fn push(&mut self, [json, yaml]: [&str; 2]) {
        self.json.push_str(json);
        self.yaml.push_str(yaml);
    }

    /// Appends what was written as this is.
    pub(super) fn append(&mut self, written: &Written) {
        self.push(written.pieces());
        if let Some(definitions) = &mut self.definitions {
            definitions.push_str(written.definitions());
        }
    }

    /// Appends a piece that is the same everywhere.
    pub(super) fn both(&mut self, piece: &str) {
        self.push([piece, piece]);
        if let Some(definitions) = &mut self.definitions {
            definitions.push_str(piece);
        }
    }

    /// Begins a member.
    pub(super) fn key(&mut self, name: &str, indent: usize) {
        let comma = if std::mem::take(&mut self.is_open) {
            ""
        } else {
            ","
        };
        if !std::mem::take(&mut self.is_item) {
            line(&mut self.yaml, indent);
        }
        let is_bare = yaml::is_bare(name);
        if is_bare {
            self.yaml.push_str(name);
        } else {
            yaml::quoted(&mut self.yaml, name);
        }
        self.yaml.push_str(":");
        member(&mut self.json, comma, indent + 2, (name, is_bare));
        if let Some(definitions) = &mut self.definitions {
            member(definitions, comma, indent, (name, is_bare));
        }
    }

    /// Begins an item of the list behind a key of this indentation.
    pub(super) fn item(&mut self, indent: usize) {
        if !std::mem::take(&mut self.is_open) {
            self.bracket(",");
        }
        self.break_brackets(indent + 2);
        if !std::mem::replace(&mut self.is_item, true) {
            line(&mut self.yaml, indent + 2);
        }
        self.yaml.push_str("- ");
    }

    /// Begins an object or a list.
    pub(super) fn open(&mut self, bracket: &str) {
        if !self.is_item {
            self.bracket(" ");
        }
        self.bracket(bracket);
        self.is_open = true;
    }

    /// Ends the object or the list behind a key of this indentation; `none` is an empty one.
    pub(super) fn close(&mut self, none: &str, indent: usize) {
        if std::mem::take(&mut self.is_open) {
            self.yaml.push_str(if self.is_item { "" } else { " " });
            self.yaml.push_str(none);
        } else {
            self.break_brackets(indent);
        }
        self.is_item = false;
        self.bracket(&none[1..]);
    }

    /// Appends a piece of JSON alone.
    fn bracket(&mut self, piece: &str) {
        self.json.push_str(piece);
        if let Some(definitions) = &mut self.definitions {
            definitions.push_str(piece);
        }
    }

    /// Ends the line in JSON.
    fn break_brackets(&mut self, indent: usize) {
        line(&mut self.json, indent + 2);
        if let Some(definitions) = &mut self.definitions {
            line(definitions, indent);
        }
    }

    /// The blank behind a key; an item has its own.
    fn space(&mut self) {
        if !std::mem::take(&mut self.is_item) {
            self.both(" ");
        }
    }

    /// A text, behind a key or as an item.
    pub(super) fn text(&mut self, text: &str) {
        self.space();
        if is_plain(text) {
            self.both("\"");
            self.both(text);
            self.both("\"");
        } else {
            json::quoted(&mut self.json, text);
            yaml::quoted(&mut self.yaml, text);
            if let Some(definitions) = &mut self.definitions {
                json::quoted(definitions, text);
            }
        }
    }

    /// What refers to a component.
    pub(super) fn reference(&mut self, name: &str) {
        self.push([" \"", " \""]);
        self.push([PLACE, PLACE]);
        self.push([name, name]);
        self.push(["\"", "\""]);
        if let Some(definitions) = &mut self.definitions {
            for piece in [" \"", DEFINITIONS, name, "\""] {
                definitions.push_str(piece);
            }
        }
    }

    /// Any value, behind a key of this indentation or as an item within one.
    pub(super) fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::String(text) => self.text(text),
            Value::Object(members) => {
                self.open("{");
                for (name, member) in members {
                    self.key(name, indent + 2);
                    match member {
                        Value::String(text) if name == "$ref" => match text.strip_prefix(PLACE) {
                            Some(name) => self.reference(name),
                            None => self.text(text),
                        },
                        _ => self.value(member, indent + 2),
                    }
                }
                self.close("{}", indent);
            }
            Value::Array(items) => {
                self.open("[");
                for item in items {
                    self.item(indent);
                    self.value(item, indent + 2);
                }
                self.close("[]", indent);
            }
            word => self.word(word),
        }
    }

    /// Null, a number, true or false.
    fn word(&mut self, word: &Value) {
        self.space();
        json::value(&mut self.json, word, 0);
        yaml::word(&mut self.yaml, word);
        if let Some(definitions) = &mut self.definitions {
            json::value(definitions, word, 0);
        }
    }

    /// Any node, behind a key of this indentation or as an item within one.
    pub(super) fn node(&mut self, node: &Node, indent: usize) {
        match node {
            Node::Value(value) => self.value(value, indent),
            Node::Text(text) => self.text(text),
            Node::List(written, own) => {
                self.open("[");
                self.first(written.as_deref());
                for item in own {
                    self.item(indent);
                    self.node(item, indent + 2);
                }
                self.close("[]", indent);
            }
            Node::Object(members) => {
                self.open("{");
                for (name, member) in members {
                    self.key(name, indent + 2);
                    self.node(member, indent + 2);
                }
                self.close("{}", indent);
            }
            Node::Members(written) => {
                self.open("{");
                self.first(Some(written));
                self.close("{}", indent);
            }
        }
    }

    /// What was written as the first within brackets.
    fn first(&mut self, written: Option<&Written>) {
        if let Some(written) = written.filter(|written| !written.is_empty()) {
            self.push([written.json(), written.yaml()]);
            self.is_open = false;
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> Written {
        Written::new(
            [self.json, self.yaml].map(Out::finish),
            self.definitions.map(Out::finish),
        )
    }
}

/// Begins a member in JSON; a bare name needs no escape.
fn member(out: &mut Out, comma: &str, indent: usize, (name, is_bare): (&str, bool)) {
    out.push_str(comma);
    line(out, indent);
    if is_bare {
        out.push_str("\"");
        out.push_str(name);
        out.push_str("\":");
    } else {
        json::quoted(out, name);
        out.push_str(":");
    }
}

/// A document as JSON and as YAML, each with a line's end behind it.
pub(super) fn document(members: &[Pair]) -> [String; 2] {
    let mut texts = Texts {
        is_open: true,
        ..Texts::default()
    };
    texts.json.push_str("{");
    for (name, member) in members {
        texts.key(name, 0);
        texts.node(member, 0);
    }
    texts.push(["\n}\n", "\n"]);
    let [json, yaml] = [texts.json, texts.yaml].map(Out::finish);
    // The first line had none before.
    let yaml = yaml.strip_prefix('\n').map(str::to_owned).unwrap_or(yaml);
    [json, yaml]
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
