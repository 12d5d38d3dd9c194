//! Changes as text, from process to process: JSON, in parts that are short enough for PostgreSQL.
//!
//! ```text
//! 3f…c0:0/2:[["post","C",[{"u":"0190…"}]],["post","D",[{"u":"0191…"}],[{"u":"0191…"},"Title",…
//! ```
//!
//! A row that is gone cannot be read any more, so that its values go along; of any other its key.

use std::sync::Arc;

use auto_api_model::{Kind, Scalar};
use serde_json::{Value as Json, json};

use super::{Change, EventKind};
use crate::ask::Input;
use crate::coerce::coerce;
use crate::value::{Value, text};

/// Bytes of a part: a notification has less than 8,000.
const PART: usize = 7_900;

/// Parts of one transaction; with more of them, listeners are told to read anew.
const PARTS: usize = 1_024;

/// What stands for changes that are too many to be told.
const TOO_MANY: &str = "[]";

/// The parts of a transaction's changes.
pub(crate) fn parts(changes: &[Change]) -> Vec<String> {
    let all: Vec<Json> = changes.iter().map(written).collect();
    let text = Json::Array(all).to_string();
    let mut pieces = pieces(&text);
    if pieces.len() > PARTS {
        pieces = vec![TOO_MANY];
    }
    let (id, count) = (uuid::Uuid::new_v4().simple(), pieces.len());
    let pieces = pieces.into_iter().enumerate();
    pieces
        .map(|(at, piece)| format!("{id}:{at}/{count}:{piece}"))
        .collect()
}

fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(rest.floor_char_boundary(PART));
        pieces.push(piece);
        rest = others;
    }
    pieces
}

fn written(change: &Change) -> Json {
    let kind = &change.kind.as_str()[..1];
    let values = |values: &[Value]| values.iter().map(value).collect::<Vec<_>>();
    let key = values(&change.key);
    match &change.before {
        Some(before) => json!([&*change.table, kind, key, values(before)]),
        None => json!([&*change.table, kind, key]),
    }
}

/// Values that JSON has no type for are objects of one member, which says the type.
fn value(value: &Value) -> Json {
    let tag = match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Text(_) => return value.to_json(),
        Value::List(items) => return items.iter().map(self::value).collect(),
        Value::Json(json) => return json!({ "j": json }),
        Value::Float32(_) => "f",
        Value::Float(_) => "d",
        Value::Bytes(_) => "b",
        Value::Uuid(_) => "u",
        Value::DateTime(_) => "t",
        Value::LocalDateTime(_) => "l",
        Value::Date(_) => "y",
        Value::Time(_) => "c",
        Value::Duration(_) => "p",
        Value::Decimal(_) => "n",
        Value::Ip(_) => "i",
    };
    json!({ tag: text::of(value) })
}

/// A value; null if it is none that this release knows.
fn read(json: Json) -> Value {
    match json {
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(items.into_iter().map(read).collect()),
        Json::Object(members) => members.into_iter().next().map_or(Value::Null, tagged),
        Json::Null => Value::Null,
    }
}

fn tagged((tag, json): (String, Json)) -> Value {
    let scalar = match tag.as_str() {
        "j" => return Value::Json(json),
        "f" => Scalar::F32,
        "d" => Scalar::F64,
        "b" => Scalar::Bytes,
        "u" => Scalar::Uuid,
        "t" => Scalar::DateTime,
        "l" => Scalar::LocalDateTime,
        "y" => Scalar::Date,
        "c" => Scalar::Time,
        "p" => Scalar::Duration,
        "n" => Scalar::Decimal,
        "i" => Scalar::Ip,
        _ => return Value::Null,
    };
    let Json::String(text) = json else {
        return Value::Null;
    };
    coerce(&Kind::Scalar(scalar), &Input::Raw(text)).unwrap_or(Value::Null)
}

/// What a part leads to.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    /// More parts are to come.
    Part,
    /// The changes of a transaction.
    Changes(Vec<Change>),
    /// Changes that cannot be told.
    Lost,
}

/// Puts parts together: those of one transaction come one after another.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    id: String,
    text: String,
    next: usize,
}

impl Assembly {
    /// Adds a part.
    pub(crate) fn add(&mut self, part: &str) -> Heard {
        let Some((id, at, count, piece)) = split(part) else {
            return Heard::Lost;
        };
        if at == 0 {
            id.clone_into(&mut self.id);
            self.text.clear();
            self.next = 0;
        }
        if self.id != id || self.next != at {
            return Heard::Lost;
        }
        self.text.push_str(piece);
        self.next += 1;
        if self.next < count {
            return Heard::Part;
        }
        let text = std::mem::take(&mut self.text);
        if text == TOO_MANY {
            return Heard::Lost;
        }
        changes(&text).map_or(Heard::Lost, Heard::Changes)
    }
}

fn split(part: &str) -> Option<(&str, usize, usize, &str)> {
    let (id, rest) = part.split_once(':')?;
    let (place, piece) = rest.split_once(':')?;
    let (at, count) = place.split_once('/')?;
    Some((id, at.parse().ok()?, count.parse().ok()?, piece))
}

fn changes(text: &str) -> Option<Vec<Change>> {
    let all: Vec<Json> = serde_json::from_str(text).ok()?;
    all.into_iter().map(change).collect()
}

fn change(json: Json) -> Option<Change> {
    let Json::Array(parts) = json else {
        return None;
    };
    let mut parts = parts.into_iter();
    let table: Arc<str> = parts.next()?.as_str()?.into();
    let kind = parts.next()?;
    let mut known = EventKind::ALL.into_iter();
    let kind = known.find(|known| known.as_str().get(..1) == kind.as_str())?;
    let values = |json: Json| match json {
        Json::Array(items) => Some(items.into_iter().map(read).collect::<Vec<_>>()),
        _ => None,
    };
    Some(Change {
        table,
        kind,
        key: values(parts.next()?)?,
        before: parts.next().and_then(values),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(values: Vec<Value>) -> Change {
        Change {
            table: "Größe".into(),
            kind: EventKind::Deleted,
            key: vec![Value::Int(i64::MAX), Value::Text("a:b/c'\\".into())],
            before: Some(values),
        }
    }

    fn through(changes: &[Change]) -> (usize, Heard) {
        let parts = parts(changes);
        let mut assembly = Assembly::default();
        let mut heard = Heard::Lost;
        for (at, part) in parts.iter().enumerate() {
            assert!(part.len() < 8_000);
            heard = assembly.add(part);
            assert_eq!(heard == Heard::Part, at + 1 < parts.len());
        }
        (parts.len(), heard)
    }

    #[test]
    fn every_value_comes_through() {
        let values = vec![
            Value::Null,
            Value::Bool(true),
            Value::Int(i64::MIN),
            Value::Float32(0.1),
            Value::Float(1.0e-300),
            Value::Float(2.0),
            Value::Text("ü\u{1}\"".into()),
            Value::Bytes(vec![0, 255]),
            Value::Uuid(uuid::Uuid::from_u128(7)),
            Value::DateTime("2024-02-29T12:30:00.000001Z".parse().unwrap()),
            Value::LocalDateTime("2024-02-29T12:30:00".parse().unwrap()),
            Value::Date("2024-02-29".parse().unwrap()),
            Value::Time("12:30:00.5".parse().unwrap()),
            Value::Duration(chrono::TimeDelta::milliseconds(-1500)),
            Value::Decimal("123456789012345678.01".parse().unwrap()),
            Value::Ip("::1".parse().unwrap()),
            Value::Json(json!({"u": [1, null]})),
            Value::List(vec![Value::Float(1.5), Value::List(vec![Value::Null])]),
        ];
        let change = gone(values);
        assert_eq!(
            through(std::slice::from_ref(&change)),
            (1, Heard::Changes(vec![change]))
        );
    }

    #[test]
    fn long_ones_come_in_parts() {
        let long = gone(vec![Value::Text("ü€".repeat(10_000))]);
        let all = vec![long.clone(), long];
        let (count, heard) = through(&all);
        assert_eq!(heard, Heard::Changes(all));
        assert_eq!(count, 13);
        let huge = gone(vec![Value::Text("x".repeat(10_000_000))]);
        assert_eq!(through(&[huge]), (1, Heard::Lost));
    }

    #[test]
    fn what_is_incomplete_is_lost() {
        let parts = parts(&[gone(vec![Value::Text("x".repeat(20_000))])]);
        let mut assembly = Assembly::default();
        assert_eq!(assembly.add(&parts[0]), Heard::Part);
        assert_eq!(assembly.add(&parts[2]), Heard::Lost);
        assert_eq!(Assembly::default().add(&parts[1]), Heard::Lost);
        assert_eq!(Assembly::default().add("by somebody else"), Heard::Lost);
        assert_eq!(Assembly::default().add("a:0/1:[[]]"), Heard::Lost);
    }
}
