//! A document as YAML.
//!
//! Reference: <https://yaml.org/spec/1.2.2/>.
//! Block style around, and every text in double quotes: those have JSON's escapes, and no reader
//! takes `no`, `1.0` or a date in them for something else.

use serde_json::Value;

use super::out::Out;
use super::plain::{Bytes, all, is_plain, line};

/// The document as YAML; the same text for the same document.
///
/// ```
/// use auto_api_model::render::yaml;
/// let document = serde_json::json!({ "info": { "version": "1.0" }, "tags": [], "200": [1, null] });
/// assert_eq!(yaml(&document), "info:\n  version: \"1.0\"\ntags: []\n\"200\":\n  - 1\n  - null\n");
/// ```
pub fn yaml(document: &Value) -> String {
    let mut out = Out::default();
    if !inline(&mut out, "", document) {
        block(&mut out, document, 0);
    }
    out.push_str("\n");
    out.finish()
}

/// Writes what fits behind a key, with what stands before: anything but a list or an object that
/// has something in it.
fn inline(out: &mut Out, before: &str, value: &Value) -> bool {
    let number;
    let word = match value {
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Number(any) => {
            number = self::number(&any.to_string());
            &number
        }
        Value::String(text) => {
            out.push_str(before);
            quoted(out, text);
            return true;
        }
        Value::Array(items) if items.is_empty() => "[]",
        Value::Object(members) if members.is_empty() => "{}",
        Value::Array(_) | Value::Object(_) => return false,
    };
    out.push_str(before);
    out.push_str(word);
    true
}

/// Null, a number, true or false.
pub(super) fn word(out: &mut Out, value: &Value) {
    inline(out, "", value);
}

/// A list or an object, a line for each item. The first is written where the text is now: the
/// document begins there, or a dash stands before it.
fn block(out: &mut Out, value: &Value, indent: usize) {
    let mut is_first = true;
    let mut next = |out: &mut Out| {
        if !std::mem::take(&mut is_first) {
            line(out, indent);
        }
    };
    match value {
        Value::Array(items) => {
            for item in items {
                next(out);
                out.push_str("- ");
                if !inline(out, "", item) {
                    block(out, item, indent + 2);
                }
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                next(out);
                pair(out, name, member, indent);
            }
        }
        _ => {}
    }
}

fn pair(out: &mut Out, name: &str, member: &Value, indent: usize) {
    key(out, name);
    if !inline(out, ": ", member) {
        out.push_str(":");
        line(out, indent + 2);
        block(out, member, indent + 2);
    }
}

fn key(out: &mut Out, name: &str) {
    if is_bare(name) {
        out.push_str(name);
    } else {
        quoted(out, name);
    }
}

/// A key needs no quotes if it is a name that no reader takes for another type.
pub(super) fn is_bare(name: &str) -> bool {
    is_name(name) && !is_taken(name)
}

fn is_name(name: &str) -> bool {
    let first = name.as_bytes().first();
    first.is_some_and(u8::is_ascii_alphabetic) && all(name, &WORD)
}

/// The bytes of names.
static WORD: Bytes = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < b'z' {
        byte += 1;
        bytes[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
    }
    bytes
};

/// Words of another type. All are short.
fn is_taken(name: &str) -> bool {
    let words: &[&str] = match name.len() {
        1 => &["y", "n"],
        2 => &["no", "on"],
        3 => &["yes", "off"],
        4 => &["true", "null"],
        5 => &["false"],
        _ => &[],
    };
    words.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// A text in double quotes: JSON's form, with the characters escaped that YAML does not print.
pub(super) fn quoted(out: &mut Out, text: &str) {
    if is_plain(text) {
        out.push_str("\"");
        out.push_str(text);
        out.push_str("\"");
        return;
    }
    for c in Value::from(text).to_string().chars() {
        let is_hidden = matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        );
        if is_hidden {
            let escape = format!("\\u{:04x}", u32::from(c));
            out.push_str(&escape);
        } else {
            out.push_str(c.encode_utf8(&mut [0; 4]));
        }
    }
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
