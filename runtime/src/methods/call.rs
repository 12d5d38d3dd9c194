//! What queries and mutations share while they run: the caller's values, and the rows that are
//! answered, in the method's order.

use std::any::Any;
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::panic::AssertUnwindSafe;
use std::pin::pin;

use auto_api_model::{Entity, Procedure, Zone};
use serde_json::value::RawValue;

use crate::ask::Input;
use crate::coerce::coerce;
use crate::error::{Error, Result};
use crate::plan::call::CallNode;
use crate::plan::node::Encoding;
use crate::value::Value;
use crate::write::{Key, as_input, filled};
use crate::{answer, validate};

/// The values of a method's arguments, every mistake at once.
pub(crate) fn arguments(
    zone: &Zone,
    node: &CallNode,
    slots: &[Input],
) -> Result<Vec<Value>, Vec<Error>> {
    let entity = &zone.entities[node.entity];
    let rules = validate::of(zone, entity).map_err(|error| vec![error])?;
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for (at, argument) in entity.procedures[node.method].arguments.iter().enumerate() {
        let given = node.arguments.get(at).and_then(Option::as_ref);
        let given = given.map(|input| filled(input, slots));
        match rules.argument(node.method, at, given.as_deref()) {
            Ok(value) => values.push(value),
            Err(told) => errors.extend(told.into_iter().map(|error| {
                let mut error = error.within(argument.name.as_str());
                error.field.get_or_insert_with(|| argument.name.clone());
                error
            })),
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

/// The key of the row that a method is about.
pub(crate) fn key(
    entity: &Entity,
    given: &[(usize, Input)],
    slots: &[Input],
) -> Result<Vec<(usize, Value)>> {
    let one = |(at, input): &(usize, Input)| {
        let member = &entity.members[*at];
        let value = coerce(&member.kind, &filled(input, slots));
        let value = value.map_err(|message| {
            let mut error = Error::validation(message).within(member.name.as_str());
            error.field = Some(member.name.clone());
            error
        })?;
        Ok((*at, value))
    };
    given.iter().map(one).collect()
}

/// An error of a method: the paths of its own writes mean nothing to callers, who gave none of
/// their values.
pub(crate) fn of_method(mut error: Error, procedure: &Procedure) -> Error {
    let first = error.path.first();
    let is_argument = first.is_some_and(|first| {
        let mut arguments = procedure.arguments.iter();
        arguments.any(|argument| argument.name == *first)
    });
    if !is_argument {
        error.path.clear();
    }
    error
}

/// Runs a method; what it panics with is for the log.
pub(crate) async fn caught<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let mut future = pin!(future);
    poll_fn(|context| {
        let poll = || future.as_mut().poll(context);
        match std::panic::catch_unwind(AssertUnwindSafe(poll)) {
            Ok(poll) => poll,
            Err(payload) => {
                let text = text(&*payload);
                let error = Error::internal(format!("a method panicked: {text}"));
                std::task::Poll::Ready(Err(error))
            }
        }
    })
    .await
}

fn text(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    text.or(owned).unwrap_or("no message")
}

/// The keys of rows, as the operand of `in`.
pub(crate) fn any_of(keys: &[Key]) -> Input {
    let keys = keys.iter().filter_map(|key| key.first());
    Input::List(keys.map(as_input).collect())
}

/// Writes rows, each of which begins with its key as a member without a name, in the order of
/// their keys and without that member. A row that is not there any more is left out.
pub(crate) fn in_order(
    out: &mut Vec<u8>,
    found: &[u8],
    keys: &[Key],
    encoding: &Encoding,
) -> Result<()> {
    let rows: Vec<&RawValue> = serde_json::from_slice(found).map_err(Error::internal)?;
    let mut by_key: HashMap<&str, &str> = HashMap::with_capacity(rows.len());
    for row in rows {
        let row = row.get();
        let inside = row.strip_prefix(NAMELESS);
        let inside = inside.ok_or_else(|| Error::internal("a row without its key"))?;
        let mut values = serde_json::Deserializer::from_str(inside).into_iter::<&RawValue>();
        let key = values.next().transpose().map_err(Error::internal)?;
        let rest = &inside[values.byte_offset()..];
        by_key.insert(key.map_or("", RawValue::get), rest);
    }
    let mut rows = Vec::with_capacity(keys.len());
    for key in keys {
        let mut text = Vec::new();
        answer::value::write(&mut text, encoding, key.first().unwrap_or(&Value::Null))?;
        let rest = std::str::from_utf8(&text)
            .ok()
            .and_then(|key| by_key.get(key));
        if let Some(rest) = rest {
            let members = rest.strip_prefix(',').unwrap_or(rest);
            rows.push([b"{", members.as_bytes()].concat());
        }
    }
    list(out, &rows);
    Ok(())
}

/// How an object begins whose first member has no name.
const NAMELESS: &str = "{\"\":";

/// Writes rows that are written.
pub(crate) fn list(out: &mut Vec<u8>, rows: &[Vec<u8>]) {
    out.push(b'[');
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend_from_slice(row);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_the_order_of_their_keys() {
        let ordered = |found: &str, keys: &[i64]| {
            let keys: Vec<Key> = keys.iter().map(|key| vec![Value::Int(*key)]).collect();
            let mut out = Vec::new();
            in_order(&mut out, found.as_bytes(), &keys, &Encoding::IntText).unwrap();
            String::from_utf8(out).unwrap()
        };
        let found = r#"[{"":"1","a":"}"},{"":"2","a":[{}]}]"#;
        assert_eq!(ordered(found, &[2, 1]), r#"[{"a":[{}]},{"a":"}"}]"#);
        assert_eq!(ordered(found, &[1, 3, 1]), r#"[{"a":"}"},{"a":"}"}]"#);
        assert_eq!(ordered(r#"[{"":"7"}]"#, &[7]), "[{}]");
        assert_eq!(ordered("[]", &[7]), "[]");
    }
}
