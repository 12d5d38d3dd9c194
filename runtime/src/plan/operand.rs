//! From a value of a request to what SQLite holds: when planning for literals, with each run for
//! slots.

use auto_api_model::{ErrorCode, Kind, Scalar};

use super::param::{Operand, OperandForm, Stored};
use super::search::{fts5, search_words};
use crate::ask::Input;
use crate::coerce::{coerce, json, shown, whole};
use crate::error::{Error, Result};
use crate::value::{Value, text};

impl Operand {
    /// The stored value of the slot's value.
    pub(crate) fn resolve(&self, slots: &[Input]) -> Result<Stored> {
        let input = self.within_limits(slots)?;
        store(&self.kind, self.form, input).map_err(|message| {
            let mut error = Error::filter(message);
            error.path = self.path.to_vec();
            error
        })
    }

    /// The slot's value, if it is not too long a list.
    pub(super) fn within_limits<'s>(&self, slots: &'s [Input]) -> Result<&'s Input> {
        let input = slots.get(self.slot).unwrap_or(&Input::Null);
        if items(input).len() > self.longest {
            let name = self.path.last().map_or("list", String::as_str);
            let message = format!("`{name}` takes {} values at most", self.longest);
            let mut error = Error::new(ErrorCode::LimitExceeded, message);
            error.path = self.path.to_vec();
            return Err(error);
        }
        Ok(input)
    }
}

/// The stored value of a request's value; the error says what is expected.
pub(crate) fn store(kind: &Kind, form: OperandForm, input: &Input) -> Result<Stored, String> {
    match form {
        OperandForm::Value => coerce(kind, input).map(|value| stored(&value)),
        OperandForm::Many => many(kind, input),
        OperandForm::OfTwo(which) => {
            let two = two(input)?;
            coerce(kind, &two[which]).map(|value| stored(&value))
        }
        OperandForm::Folded => words(input).map(|words| Stored::Text(fold(&words))),
        OperandForm::PrefixEnd => words(input).map(|words| prefix_end(&words)),
        OperandForm::Whole => match whole(input) {
            Some(number) => Ok(Stored::Int(number)),
            None => Err(format!("expected a whole number, found {}", shown(input))),
        },
        OperandForm::Json => Ok(Stored::Text(json(input).to_string())),
        OperandForm::Words => search_words(input).map(|words| Stored::Text(fts5(&words))),
        OperandForm::Pattern | OperandForm::Steps => words(input).map(Stored::Text),
    }
}

/// The items of a list operand, or the one item that is not in a list.
pub(crate) fn items(input: &Input) -> &[Input] {
    match input {
        Input::List(items) => items,
        other => std::slice::from_ref(other),
    }
}

pub(super) fn two(input: &Input) -> Result<&[Input], String> {
    match input {
        Input::List(items) if items.len() == 2 => Ok(items),
        _ => Err("expected a list of two values, the smallest and the largest".to_owned()),
    }
}

pub(super) fn words(input: &Input) -> Result<String, String> {
    let text = Kind::Scalar(Scalar::String);
    match coerce(&text, input)? {
        Value::Text(words) => Ok(words),
        _ => Err(format!("expected a text, found {}", shown(input))),
    }
}

/// A JSON array of stored values, for `json_each`. Bytes are in hex, for `unhex()`; floats are the
/// whole number of their bits, for `auto_float()`, since SQLite may read digits as a neighbour.
fn many(kind: &Kind, input: &Input) -> Result<Stored, String> {
    let mut array = Vec::new();
    for item in items(input) {
        array.push(match stored(&coerce(kind, item)?) {
            Stored::Int(number) => serde_json::Value::from(number),
            Stored::Real(number) => serde_json::Value::from(number.to_bits().cast_signed()),
            Stored::Text(text) => serde_json::Value::from(text),
            Stored::Blob(bytes) => serde_json::Value::from(hex(&bytes)),
            Stored::Null => serde_json::Value::Null,
        });
    }
    Ok(Stored::Text(serde_json::Value::Array(array).to_string()))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The project's one case folding: each character's full lower case by itself, whatever the
/// language and whatever stands around it, so that a part of a text is a part of its folding. Both
/// small sigmas are one, since which is written depends on the place in the word.
pub(crate) fn fold(words: &str) -> String {
    let lower = words.chars().flat_map(char::to_lowercase);
    lower
        .map(|char| if char == 'ς' { 'σ' } else { char })
        .collect()
}

/// The smallest text that is larger than every text with this prefix. Where there is none, an
/// empty blob, which SQLite puts after all text.
fn prefix_end(prefix: &str) -> Stored {
    after_prefix(prefix).map_or(Stored::Blob(Vec::new()), Stored::Text)
}

/// The smallest text that is larger than every text with this prefix, if there is one.
pub(super) fn after_prefix(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            other => char::from_u32(u32::from(other) + 1),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

/// What SQLite holds for a value: see the table at [`Scalar`].
pub(crate) fn stored(value: &Value) -> Stored {
    match value {
        Value::Null => Stored::Null,
        Value::Bool(value) => Stored::Int(i64::from(*value)),
        Value::Int(number) => Stored::Int(*number),
        Value::Float32(number) => Stored::Real(f64::from(*number)),
        Value::Float(number) => Stored::Real(*number),
        Value::Text(text) => Stored::Text(text.clone()),
        Value::Bytes(bytes) => Stored::Blob(bytes.clone()),
        Value::DateTime(time) => Stored::Text(text::moment(*time)),
        Value::LocalDateTime(time) => Stored::Text(text::local_date_time(*time, ' ')),
        Value::Duration(delta) => Stored::Int(text::micros(*delta)),
        Value::Json(json) => Stored::Text(json.to_string()),
        Value::List(_) => Stored::Text(value.to_json().to_string()),
        other => Stored::Text(text::of(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_ends() {
        assert_eq!(prefix_end("ab"), Stored::Text("ac".into()));
        assert_eq!(prefix_end("a\u{10ffff}"), Stored::Text("b".into()));
        assert_eq!(prefix_end(""), Stored::Blob(Vec::new()));
        assert_eq!(prefix_end("\u{d7ff}"), Stored::Text("\u{e000}".into()));
    }
}
