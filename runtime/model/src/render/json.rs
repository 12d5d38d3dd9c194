//! A document as JSON, indented by two blanks.
//!
//! The same text as `serde_json`'s own, written with less between a value and the text: build
//! scripts are not optimised.

use serde_json::{Map, Value};

use super::node::Node;
use super::out::Out;
use super::plain::{is_plain, line};
use super::texts::Written;

/// The document as JSON, with a line's end behind it.
///
/// ```
/// use auto_api_model::render::json;
/// let document = serde_json::json!({ "a": [1, {}], "b": "\u{e9}\n" });
/// assert_eq!(json(&document), format!("{document:#}\n"));
/// ```
pub fn json(document: &Value) -> String {
    let mut out = Out::default();
    value(&mut out, document, 0);
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

/// How a line begins that refers to a component. `PLACE` stands in it.
const REFERENCE: &str = "\"$ref\": \"#/components/schemas/";

/// An object of these members and of another one, which has those of `written` two columns further
/// out; references to components lead to another place.
pub(super) fn moved(
    members: &Map<String, Value>,
    (name, written): (&str, &Written),
    place: &str,
) -> String {
    let mut out = Out::default();
    let mut next = "{";
    for (name, member) in members {
        out.push_str(next);
        line(&mut out, 2);
        quoted(&mut out, name);
        out.push_str(": ");
        value(&mut out, member, 2);
        next = ",";
    }
    out.push_str(next);
    line(&mut out, 2);
    quoted(&mut out, name);
    out.push_str(if written.is_empty() { ": " } else { ": {" });
    outdented(&mut out, written.json(), place);
    end(&mut out, written.is_empty(), "{}", 2);
    out.push_str("\n}\n");
    out.finish()
}

/// Lines that each begin behind the end of the one before, two columns further out.
fn outdented(out: &mut Out, lines: &str, place: &str) {
    let bytes = lines.as_bytes();
    let mut at = 0;
    // Loops: what looks for a byte is not optimised in a build script.
    while at < bytes.len() {
        out.push_str("\n");
        let start = at + 3;
        at = start;
        while at < bytes.len() && bytes[at] == b' ' {
            at += 1;
        }
        let text = at;
        while at < bytes.len() && bytes[at] != b'\n' {
            at += 1;
        }
        let line = lines.get(start..at).unwrap_or_default();
        let may_refer = bytes.get(text + 1) == Some(&b'$');
        let pair = lines.get(text..at).filter(|_| may_refer);
        if let Some(target) = pair.and_then(|pair| pair.strip_prefix(REFERENCE)) {
            out.push_str(&line[..text - start]);
            out.push_str("\"$ref\": \"");
            out.push_str(place);
            out.push_str(target);
        } else {
            out.push_str(line);
        }
    }
}

fn node(out: &mut Out, node: &Node, indent: usize) {
    match node {
        Node::Value(value) => self::value(out, value, indent),
        Node::Text(text) => quoted(out, text),
        Node::List(written, own) => {
            let mut next = "[";
            let written = written.as_ref().filter(|written| !written.is_empty());
            if let Some(written) = written {
                out.push_str(next);
                out.push_str(written.json());
                next = ",";
            }
            for item in own {
                out.push_str(next);
                line(out, indent + 2);
                self::node(out, item, indent + 2);
                next = ",";
            }
            end(out, next == "[", "[]", indent);
        }
        Node::Object(own) => {
            let mut next = "{";
            for (name, member) in own {
                out.push_str(next);
                line(out, indent + 2);
                quoted(out, name);
                out.push_str(": ");
                self::node(out, member, indent + 2);
                next = ",";
            }
            end(out, own.is_empty(), "{}", indent);
        }
        Node::Members(written) => {
            if !written.is_empty() {
                out.push_str("{");
                out.push_str(written.json());
            }
            end(out, written.is_empty(), "{}", indent);
        }
    }
}

pub(super) fn value(out: &mut Out, value: &Value, indent: usize) {
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
                self::value(out, item, indent + 2);
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
                self::value(out, member, indent + 2);
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
