//! `filter={"title": {"eq": "x"}}`: a whole filter as JSON, spelled as GraphQL has it.
//!
//! What it says is checked by the planner; here its values are told apart from its shape.

use serde_json::Value as Json;

use crate::Error;
use crate::ask::Input;

/// A filter whose values are slots, and those values.
#[derive(Debug, PartialEq)]
pub(super) struct Lifted {
    pub(super) input: Input,
    pub(super) leaves: Vec<Input>,
}

/// Reads a filter, or another condition, and appends its shape to `key`.
///
/// Values are texts, numbers, and lists of them. Truth values and nulls are few, and the planner
/// wants to see them, so they are shape; so are named ranges and what a JSON path is compared with.
///
/// # Errors
///
/// If it is not JSON.
pub(super) fn lift(what: &str, text: &str, key: &mut Vec<u8>) -> Result<Lifted, Error> {
    let json: Json = serde_json::from_str(text)
        .map_err(|error| Error::filter(format!("`{what}` is not JSON: {error}")))?;
    let mut leaves = Vec::new();
    let input = value("", &json, key, &mut leaves);
    Ok(Lifted { input, leaves })
}

fn value(name: &str, json: &Json, key: &mut Vec<u8>, leaves: &mut Vec<Input>) -> Input {
    let is_leaf = |json: &Json| json.is_string() || json.is_number();
    match json {
        Json::Object(members) if name == "path" && members.get("path").is_some_and(is_leaf) => {
            fixed(json, key)
        }
        Json::Object(members) => {
            key.push(b'{');
            let members = members.iter().map(|(name, json)| {
                key.extend_from_slice(Json::from(name.as_str()).to_string().as_bytes());
                (name.clone(), value(name, json, key, leaves))
            });
            let input = Input::Object(members.collect());
            key.push(b'}');
            input
        }
        Json::Array(items) if !items.is_empty() && items.iter().all(is_leaf) => {
            key.push(b'*');
            let items = items.iter().map(plain).collect();
            slot(Input::List(items), leaves)
        }
        Json::Array(items) => {
            key.push(b'[');
            let items = items.iter().map(|json| value("", json, key, leaves));
            let input = Input::List(items.collect());
            key.push(b']');
            input
        }
        json if is_leaf(json) && name != "range" => {
            key.push(b'?');
            slot(plain(json), leaves)
        }
        json => fixed(json, key),
    }
}

fn fixed(json: &Json, key: &mut Vec<u8>) -> Input {
    key.extend_from_slice(json.to_string().as_bytes());
    plain(json)
}

fn slot(value: Input, leaves: &mut Vec<Input>) -> Input {
    leaves.push(value);
    Input::Slot(leaves.len() - 1)
}

/// Moves the slots of an input behind as many others.
pub(super) fn shift(input: &mut Input, by: usize) {
    match input {
        Input::Slot(at) => *at += by,
        Input::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Input::Object(members) => members.iter_mut().for_each(|(_, item)| shift(item, by)),
        _ => {}
    }
}

/// A JSON value as it stands.
fn plain(json: &Json) -> Input {
    match json {
        Json::Null => Input::Null,
        Json::Bool(value) => Input::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Input::Int(whole),
            (None, Some(float)) => Input::Float(float),
            (None, None) => Input::Raw(number.to_string()),
        },
        Json::String(text) => Input::Text(text.clone()),
        Json::Array(items) => Input::List(items.iter().map(plain).collect()),
        Json::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, json)| (name.clone(), plain(json)));
            Input::Object(members.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        let mut key = Vec::new();
        lift("filter", text, &mut key).unwrap();
        String::from_utf8(key).unwrap()
    }

    #[test]
    fn values_are_not_shape() {
        let one = key(r#"{"title": {"eq": "a"}, "id": {"in": [1, 2]}}"#);
        let other = key(r#"{"title": {"eq": "}\"?"}, "id": {"in": [3]}}"#);
        assert_eq!(one, other);
    }

    #[test]
    fn what_the_planner_wants_to_see_is_shape() {
        for (one, other) in [
            (r#"{"a":{"is_null":true}}"#, r#"{"a":{"is_null":false}}"#),
            (r#"{"a":{"eq":null}}"#, r#"{"a":{"eq":"null"}}"#),
            (
                r#"{"a":{"range":"TODAY"}}"#,
                r#"{"a":{"range":"LAST_WEEK"}}"#,
            ),
            (r#"{"a":{"in":[]}}"#, r#"{"a":{"in":[1]}}"#),
            (
                r#"{"a":{"path":{"path":"x","eq":1}}}"#,
                r#"{"a":{"path":{"path":"x","eq":2}}}"#,
            ),
            (r#"{"a":1,"b":2}"#, r#"{"a":{"b":2}}"#),
            (r#"{"a\":?\"b":1}"#, r#"{"a":1,"b":1}"#),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn slots_in_order() {
        let mut key = Vec::new();
        let lifted = lift(
            "filter",
            r#"{"or":[{"n":{"gt":5}},{"t":{"in":["a","b"]}}]}"#,
            &mut key,
        )
        .unwrap();
        let text = |text: &str| Input::Text(text.to_owned());
        assert_eq!(
            lifted.leaves,
            [Input::Int(5), Input::List(vec![text("a"), text("b")])]
        );
        assert!(format!("{:?}", lifted.input).contains("Slot(1)"));
        let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(lift("filter", &deep, &mut key).is_err());
    }
}
