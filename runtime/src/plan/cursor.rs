//! Keyset cursors: the values of an order's keys in one row, sealed to the list they came from.
//!
//! A cursor is the base64url of a JSON array: the seal, then the values as SQLite holds them.
//! Whoever changes it reaches no row that the list would not show, only another place in it.

use auto_api_model::{Direction, ErrorCode, Nulls};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sea_query::{Expr, ExprTrait};

use super::order::Key;
use super::param::{CursorInput, CursorValue, Param, Seal, Stored};
use super::sql::{Sql, never};
use crate::ask::Input;
use crate::error::{Error, Result};
use std::sync::Arc;

impl CursorInput {
    /// One of the cursor's values.
    pub(crate) fn value(&self, index: usize, slots: &[Input]) -> Result<Stored> {
        let values = self.decode(slots).ok_or_else(|| self.foreign())?;
        Ok(values.into_iter().nth(index).unwrap_or(Stored::Null))
    }

    /// It is another list's.
    pub(crate) fn foreign(&self) -> Error {
        let message = "the cursor was not made for this list, its filter and its order";
        let mut error = Error::new(ErrorCode::InvalidCursor, message);
        error.path = self.path.to_vec();
        error
    }

    fn decode(&self, slots: &[Input]) -> Option<Vec<Stored>> {
        let (Input::Text(text) | Input::Raw(text)) = resolved(&self.value, slots) else {
            return None;
        };
        let json: Vec<serde_json::Value> =
            serde_json::from_slice(&BASE64.decode(text).ok()?).ok()?;
        let (seal, values) = json.split_first()?;
        if seal.as_str()? != self.seal.text(slots) || values.len() != self.kinds.len() {
            return None;
        }
        values.iter().map(from_json).collect()
    }
}

impl Seal {
    /// The seal of an order: whose rows, which of them are left out, and the keys with their
    /// directions.
    pub(crate) fn new(
        (entity, distinct): (&str, &[&str]),
        keys: &[Key],
        filter: Option<&Input>,
    ) -> Self {
        let mut hash = Fnv::default();
        hash.add(entity.as_bytes());
        for name in distinct {
            // No key begins so.
            hash.add(format!("=\0{name}").as_bytes());
        }
        for key in keys {
            hash.add(format!("{} {:?} {:?}", key.name, key.direction, key.nulls).as_bytes());
        }
        Self {
            order: hash.0,
            filter: filter.cloned(),
        }
    }

    /// The seal's text, with the values of the run's slots.
    pub(crate) fn text(&self, slots: &[Input]) -> String {
        let mut hash = Fnv(self.order);
        if let Some(filter) = &self.filter {
            hash.input(filter, slots);
        }
        BASE64.encode(&hash.0.to_be_bytes()[..6])
    }
}

/// The cursor of a row whose keys have these values.
pub(crate) fn encode(seal: &str, values: &[Stored]) -> String {
    let mut array = vec![serde_json::Value::from(seal)];
    array.extend(values.iter().map(to_json));
    BASE64.encode(serde_json::Value::Array(array).to_string())
}

fn to_json(value: &Stored) -> serde_json::Value {
    match value {
        Stored::Null => serde_json::Value::Null,
        Stored::Int(number) => serde_json::Value::from(*number),
        // JSON has no infinity; no key is a truth value, which SQLite has none of.
        Stored::Real(number) if number.is_infinite() => serde_json::Value::from(*number > 0.0),
        Stored::Real(number) => serde_json::Value::from(*number),
        Stored::Text(text) => serde_json::Value::from(text.as_str()),
        // No key is of bytes; a column of another type than its field's might be.
        Stored::Blob(bytes) => serde_json::Value::from(String::from_utf8_lossy(bytes).as_ref()),
    }
}

fn from_json(value: &serde_json::Value) -> Option<Stored> {
    Some(match value {
        serde_json::Value::Null => Stored::Null,
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(number) => Stored::Int(number),
            None => Stored::Real(number.as_f64()?),
        },
        serde_json::Value::Bool(true) => Stored::Real(f64::INFINITY),
        serde_json::Value::Bool(false) => Stored::Real(f64::NEG_INFINITY),
        serde_json::Value::String(text) => Stored::Text(text.clone()),
        _ => return None,
    })
}

/// The rows behind a cursor: for some key, all keys before it are equal and it comes after.
pub(crate) fn behind(sql: &mut Sql, keys: &[Key], cursor: &Arc<CursorInput>) -> Expr {
    let value = |sql: &mut Sql, index| {
        sql.bind(Param::Cursor(CursorValue {
            cursor: cursor.clone(),
            index,
        }))
    };
    if let [first, ..] = keys
        && keys
            .iter()
            .all(|key| !key.nullable && key.direction == first.direction)
    {
        return row_values(sql, keys, value);
    }
    // From the last key to the first: this one decides, or it is equal and the rest decides.
    let mut behind: Option<Expr> = None;
    for at in (0..keys.len()).rev() {
        let after = after(&keys[at], value(sql, at), value(sql, at));
        behind = Some(match behind {
            None => after,
            Some(rest) => {
                let key = keys[at].expr.clone();
                let equal = sql.dialect.same(key, value(sql, at));
                after.or(equal.and(rest))
            }
        });
    }
    behind.unwrap_or_else(never)
}

/// `(a, b) > (?, ?)`, which an index answers.
fn row_values(sql: &mut Sql, keys: &[Key], value: impl Fn(&mut Sql, usize) -> Expr) -> Expr {
    let left = keys.iter().map(|key| key.expr.clone());
    let right: Vec<Expr> = (0..keys.len()).map(|at| value(sql, at)).collect();
    let (left, right) = match keys {
        [one] => (
            one.expr.clone(),
            right.into_iter().next().unwrap_or_else(never),
        ),
        _ => (Expr::tuple(left), Expr::tuple(right)),
    };
    match keys.first().map(|key| key.direction) {
        Some(Direction::Desc) => left.lt(right),
        _ => left.gt(right),
    }
}

/// This key comes after the value, of which it is not known whether it is null.
fn after(key: &Key, value: Expr, again: Expr) -> Expr {
    let expr = key.expr.clone();
    let beyond = match key.direction {
        Direction::Asc => expr.clone().gt(value),
        Direction::Desc => expr.clone().lt(value),
    };
    match key.nulls {
        _ if !key.nullable => beyond,
        Nulls::Last => beyond.or(expr.is_null().and(again.is_not_null())),
        Nulls::First => beyond.or(again.is_null().and(expr.is_not_null())),
    }
}

/// An input, or what the run has in its slot.
pub(crate) fn resolved<'i>(input: &'i Input, slots: &'i [Input]) -> &'i Input {
    match input {
        Input::Slot(slot) => slots.get(*slot).unwrap_or(&Input::Null),
        other => other,
    }
}

/// FNV-1a, of 64 bits: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        // The zero keeps `ab`, `c` and `a`, `bc` apart.
        for &byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn input(&mut self, input: &Input, slots: &[Input]) {
        match resolved(input, slots) {
            Input::List(items) => {
                self.add(b"[");
                for item in items {
                    self.input(item, slots);
                }
                self.add(b"]");
            }
            Input::Object(members) => {
                self.add(b"{");
                for (name, input) in members {
                    self.add(name.as_bytes());
                    self.input(input, slots);
                }
                self.add(b"}");
            }
            Input::Text(text) | Input::Raw(text) | Input::Enum(text) => self.add(text.as_bytes()),
            other => self.add(format!("{other:?}").as_bytes()),
        }
    }
}
