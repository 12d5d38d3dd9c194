//! A document as YAML.
//!
//! Reference: <https://yaml.org/spec/1.2.2/>.
//! Block style around, and every text in double quotes: those have JSON's escapes, and no reader
//! takes `no`, `1.0` or a date in them for something else.

use serde_json::Value;

/// The document as YAML; the same text for the same document.
///
/// ```
/// use auto_api_model::render::yaml;
/// let document = serde_json::json!({ "info": { "version": "1.0" }, "tags": [], "200": [1, null] });
/// assert_eq!(yaml(&document), "info:\n  version: \"1.0\"\ntags: []\n\"200\":\n  - 1\n  - null\n");
/// ```
pub fn yaml(document: &Value) -> String {
    let mut out = String::new();
    match inline(document) {
        Some(text) => {
            out.push_str(&text);
            out.push('\n');
        }
        None => block(&mut out, document, 0),
    }
    out
}

/// What fits behind a key: anything but a list or an object that has something in it.
fn inline(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => self::number(&number.to_string()),
        Value::String(text) => quoted(text),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// A list or an object, a line for each item; the first line has its indentation already if it
/// stands behind a dash.
fn block(out: &mut String, value: &Value, indent: usize) {
    let pad = " ".repeat(indent);
    match value {
        Value::Array(items) => {
            for item in items {
                out.push_str(&pad);
                out.push_str("- ");
                behind_dash(out, item, indent + 2);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                out.push_str(&pad);
                pair(out, name, member, indent);
            }
        }
        _ => {}
    }
}

fn behind_dash(out: &mut String, item: &Value, indent: usize) {
    if let Some(text) = inline(item) {
        out.push_str(&text);
        out.push('\n');
        return;
    }
    let start = out.len();
    block(out, item, indent);
    // The dash is where the first line's indentation was.
    out.replace_range(start..start + indent, "");
}

fn pair(out: &mut String, name: &str, member: &Value, indent: usize) {
    out.push_str(&key(name));
    out.push(':');
    if let Some(text) = inline(member) {
        out.push(' ');
        out.push_str(&text);
        out.push('\n');
    } else {
        out.push('\n');
        block(out, member, indent + 2);
    }
}

/// A key needs no quotes if it is a name that no reader takes for another type.
fn key(name: &str) -> String {
    let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let first = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_taken = other.contains(&name.to_ascii_lowercase().as_str());
    if is_word && first && !is_taken {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A text in double quotes: JSON's form, with the characters escaped that YAML does not print.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let is_hidden = matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        );
        if is_hidden {
            let escape = format!("\\u{:04x}", u32::from(c));
            out.push_str(&escape);
        } else {
            out.push(c);
        }
    }
    out
}

/// A number as every version of YAML reads one: an exponent has a point before and a sign.
fn number(text: &str) -> String {
    let Some((digits, exponent)) = text.split_once('e') else {
        return text.to_owned();
    };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) {
        ""
    } else {
        "+"
    };
    format!("{digits}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::yaml;

    #[test]
    fn nested_lists_and_objects() {
        let document = json!({ "a": [{ "b": [1, [2, 3]], "c": {} }, []], "d": { "e": true } });
        let text =
            "a:\n  - b:\n      - 1\n      - - 2\n        - 3\n    c: {}\n  - []\nd:\n  e: true\n";
        assert_eq!(yaml(&document), text);
    }

    #[test]
    fn nothing_is_taken_for_another_type() {
        let document = json!({ "no": "no", "x-y": "1.0", "big": 1e30, "": "a\u{85}\n\"" });
        let text = r#""no": "no"
"x-y": "1.0"
big: 1.0e+30
"": "a\u0085\n\""
"#;
        assert_eq!(yaml(&document), text);
    }
}
