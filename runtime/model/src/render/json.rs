//! A document as JSON, indented by two blanks.
//!
//! The same text as `serde_json`'s own, written with less between a value and the text: build
//! scripts are not optimised.

use serde_json::{Map, Value};

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
    value(&mut out, document, 0);
    out.push_str("\n");
    out.finish()
}

/// An object of these members and of another one, whose own are written already.
pub(super) fn with(members: &Map<String, Value>, (name, written): (&str, &str)) -> String {
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
    out.push_str(": ");
    let is_empty = written.is_empty();
    if !is_empty {
        out.push_str("{");
        out.push_str(written.strip_prefix(',').unwrap_or(written));
    }
    end(&mut out, is_empty, "{}", 2);
    out.push_str("\n}\n");
    out.finish()
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
