//! A document as JSON, indented by two blanks.
//!
//! The same text as `serde_json`'s own, written with less between a value and the text: build
//! scripts are not optimised.

use serde_json::Value;

use super::json_schema::PLACE;
use super::node::{Node, Pair, Syntax};
use super::out::Out;
use super::plain::{is_plain, line};

/// The document as JSON, with a line's end behind it.
///
/// ```
/// use auto_api_model::render::json;
/// let document = serde_json::json!({ "a": [1, {}], "b": "\u{e9}\n" });
/// assert_eq!(json(&document), format!("{document:#}\n"));
/// ```
pub fn json(document: &Value) -> String {
    let mut out = Out::default();
    value(&mut out, document, 0, None);
    out.push_str("\n");
    out.finish()
}

/// The same for a document of nodes; each is given once.
pub(super) fn of_node(document: &Node) -> String {
    let mut out = Out::default();
    node(&mut out, document, 0);
    out.push_str("\n");
    out.finish()
}

/// An object of these members, in which references to components lead to another place.
pub(super) fn moved(members: &[(&str, &Value)], place: &str) -> String {
    let mut out = Out::default();
    let mut next = "{";
    for (name, member) in members {
        out.push_str(next);
        line(&mut out, 2);
        quoted(&mut out, name);
        out.push_str(": ");
        value(&mut out, member, 2, Some(place));
        next = ",";
    }
    end(&mut out, members.is_empty(), "{}", 0);
    out.push_str("\n");
    out.finish()
}

fn node(out: &mut Out, node: &Node, indent: usize) {
    match node {
        Node::Value(value) => self::value(out, value, indent, None),
        Node::Known(value) => self::value(out, value, indent, None),
        Node::Text(text) => quoted(out, text),
        Node::List(shared, own) => {
            let items = |out: &mut Out, items: &[Node], mut next: &'static str| {
                for item in items {
                    out.push_str(next);
                    line(out, indent + 2);
                    self::node(out, item, indent + 2);
                    next = ",";
                }
            };
            let shared = shared.as_ref().filter(|shared| !shared.all.is_empty());
            if let Some(shared) = shared {
                shared.write(out, (Syntax::Json, indent), |out, all| items(out, all, "["));
            }
            items(out, own, if shared.is_some() { "," } else { "[" });
            end(out, shared.is_none() && own.is_empty(), "[]", indent);
        }
        Node::Object(own, shared) => {
            let members = |out: &mut Out, members: &[Pair], mut next: &'static str| {
                for (name, member) in members {
                    out.push_str(next);
                    line(out, indent + 2);
                    quoted(out, name);
                    out.push_str(": ");
                    self::node(out, member, indent + 2);
                    next = ",";
                }
            };
            members(out, own, "{");
            if let Some(shared) = shared {
                shared.write(out, (Syntax::Json, indent), |out, all| {
                    members(out, all, ",");
                });
            }
            end(out, own.is_empty(), "{}", indent);
        }
    }
}

/// References to components lead to another place, if one is given.
fn value(out: &mut Out, value: &Value, indent: usize, place: Option<&str>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => quoted(out, text),
        Value::Array(items) => {
            let mut next = "[";
            for item in items {
                out.push_str(next);
                line(out, indent + 2);
                self::value(out, item, indent + 2, place);
                next = ",";
            }
            end(out, items.is_empty(), "[]", indent);
        }
        Value::Object(members) => {
            let mut next = "{";
            for (name, member) in members {
                out.push_str(next);
                line(out, indent + 2);
                quoted(out, name);
                out.push_str(": ");
                match (place, member) {
                    (Some(place), Value::String(text)) if name == "$ref" => {
                        quoted(
                            out,
                            &[place, text.strip_prefix(PLACE).unwrap_or(text)].concat(),
                        );
                    }
                    _ => self::value(out, member, indent + 2, place),
                }
                next = ",";
            }
            end(out, members.is_empty(), "{}", indent);
        }
    }
}

/// Ends a list or an object.
fn end(out: &mut Out, is_empty: bool, brackets: &str, indent: usize) {
    if is_empty {
        out.push_str(brackets);
    } else {
        line(out, indent);
        out.push_str(&brackets[1..]);
    }
}

/// Writes a text as JSON.
///
/// ```
/// use auto_api_model::render::{Out, json};
/// let mut out = Out::default();
/// json::quoted(&mut out, "a \"b\"");
/// assert_eq!(out.finish(), r#""a \"b\"""#);
/// ```
pub fn quoted(out: &mut Out, text: &str) {
    if is_plain(text) {
        out.push_str("\"");
        out.push_str(text);
        out.push_str("\"");
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn as_serde_json_writes_it() {
        for text in [
            "null",
            "[]",
            "{}",
            "[[],{},[[1]],{\"a\":{}}]",
            "{\"a\":\"\\u0001\\u007f\\\"\\\\é\\u2028\",\"\":-1.5e300,\"x\":[true,false,null,18446744073709551615]}",
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(json(&value), format!("{value:#}\n"));
        }
    }
}
