//! Values that no plan depends on: what is written. Each is coerced as a whole, in one pass over
//! the JSON, and is one slot.

use super::super::inputs::{Enum, Field, Inputs, Leaf, Named, Object, Shape, Typed};
use super::super::json::Json;
use super::super::literal::Values;
use super::leaf;
use super::write::{Why, one_of, shown, unknown, unknown_value, within};
use crate::ask::Input;

/// The input that a JSON value is for a type.
///
/// A function for each shape rather than one for all: a list of rows goes through `value` once for
/// each field of each row, and takes nothing on the way but what the input itself needs.
pub(super) fn value(inputs: &Inputs, value: &Json<'_>, ty: &Typed) -> Result<Input, Why> {
    match (value, &ty.shape) {
        (Json::Null, _) if ty.required => Err("may not be null".to_owned()),
        (Json::Null, _) => Ok(Input::Null),
        (Json::List(items), Shape::List(item)) => list(inputs, items, item),
        // A single value is a list of itself.
        (value, Shape::List(item)) => list(inputs, std::slice::from_ref(value), item),
        (value, Shape::Named(Named::Leaf(leaf))) => scalar(*leaf, value),
        (Json::Text(name), Shape::Named(Named::Enum(def))) => variant(def, name),
        (Json::Object(members), Shape::Named(Named::Object(at))) => {
            object(inputs, inputs.get(*at), members)
        }
        (value, _) => Err(format!("cannot be {}", shown(value))),
    }
}

fn scalar(leaf: Leaf, value: &Json<'_>) -> Result<Input, Why> {
    leaf::from_json(leaf, value).ok_or_else(|| format!("cannot be {}", shown(value)))
}

fn variant(def: &Enum, name: &str) -> Result<Input, Why> {
    let known = def.values.iter().any(|value| value == name);
    known
        .then(|| Input::Enum(name.to_owned()))
        .ok_or_else(|| unknown_value(def, name))
}

fn list(inputs: &Inputs, items: &[Json<'_>], ty: &Typed) -> Result<Input, Why> {
    let items = items.iter().enumerate();
    let items =
        items.map(|(at, item)| value(inputs, item, ty).map_err(|why| format!("{why} (item {at})")));
    items.collect::<Result<_, _>>().map(Input::List)
}

fn object(
    inputs: &Inputs,
    def: &Object,
    given: &[(std::borrow::Cow<'_, str>, Json<'_>)],
) -> Result<Input, Why> {
    let mut members = Vec::with_capacity(given.len());
    let mut seen = Seen::new(def.fields.len());
    let mut next = 0;
    for (name, json) in given {
        let Some((at, field)) = field(def, name, next) else {
            return Err(unknown(def, name));
        };
        next = at + 1;
        if seen.mark(at) {
            return Err(format!("has `{}.{}` twice", def.name, field.name));
        }
        let input = value(inputs, json, &field.ty);
        let input = input.map_err(|why| within(&field.name, &why))?;
        if def.one_of && input == Input::Null {
            return Err(one_of(def));
        }
        members.push((field.name.clone(), input));
    }
    if def.one_of && given.len() != 1 {
        return Err(one_of(def));
    }
    for (at, field) in def.fields.iter().enumerate() {
        if seen.has(at) {
            continue;
        }
        match &field.default {
            Some(default) => {
                members.push((field.name.clone(), literal(inputs, default, &field.ty)?));
            }
            None if field.ty.required => {
                return Err(format!("lacks `{}.{}`", def.name, field.name));
            }
            None => {}
        }
    }
    Ok(Input::Object(members))
}

/// The field of that name: the one at `next` where the caller keeps the order of the schema.
fn field<'d>(def: &'d Object, name: &str, next: usize) -> Option<(usize, &'d Field)> {
    match def.fields.get(next) {
        Some(field) if field.name == name => Some((next, field)),
        _ => def.field(name),
    }
}

/// The input that a literal is for a type: a default.
pub(super) fn literal(
    inputs: &Inputs,
    value: &apollo_compiler::Node<apollo_compiler::ast::Value>,
    ty: &Typed,
) -> Result<Input, Why> {
    let values = Values {
        inputs,
        variables: &[],
        given: &[],
    };
    let input = values.input(value, ty).map_err(|(why, _)| why)?;
    Ok(input.unwrap_or(Input::Null))
}

/// Which fields of an object were given: a few bits for nearly every type.
struct Seen {
    first: u64,
    rest: Vec<bool>,
}

impl Seen {
    const BITS: usize = 64;

    fn new(fields: usize) -> Self {
        Self {
            first: 0,
            rest: vec![false; fields.saturating_sub(Self::BITS)],
        }
    }

    fn has(&self, at: usize) -> bool {
        match at.checked_sub(Self::BITS) {
            None => self.first & (1 << at) != 0,
            Some(at) => self.rest.get(at).copied().unwrap_or(false),
        }
    }

    /// Notes a field; `true` if it was noted before.
    fn mark(&mut self, at: usize) -> bool {
        let was = self.has(at);
        match at.checked_sub(Self::BITS) {
            None => self.first |= 1 << at,
            Some(at) => {
                if let Some(place) = self.rest.get_mut(at) {
                    *place = true;
                }
            }
        }
        was
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::super::document::Document;
    use super::super::super::json::Json;
    use super::super::super::sample::zone;
    use super::super::super::schema::Schema;
    use super::super::{Bound, bind};
    use super::Seen;
    use auto_api_model::Case;

    fn bound(query: &str, given: &str) -> Bound {
        let schema = Schema::of(&zone(Case::AsWritten)).unwrap();
        let limits = auto_api_model::Limits::default();
        let document = Document::of(&schema, query, &limits, true).unwrap();
        let (_, operation) = document.operation(None).unwrap();
        let Json::Object(members) = serde_json::from_str(given).unwrap() else {
            panic!("variables are an object");
        };
        bind(&schema.inputs, &operation.variables, &members, Vec::new()).unwrap()
    }

    #[test]
    fn what_is_written_is_no_part_of_the_shape() {
        let query = "mutation ($i: UpdatePostInput!, $r: [CreateAuthorInput!]!) {
            update_post(id: \"1\", input: $i) { ok } create_authors(inputs: $r) { ok } }";
        let row = r#"{"birth_year": 1, "email": "e", "first_name": "f"}"#;
        let shapes = [
            format!(r#"{{"i": {{}}, "r": [{row}]}}"#),
            r#"{"i": {"published": true, "extra": null}, "r": []}"#.to_owned(),
            format!(r#"{{"i": {{"status": "LIVE", "extra": [1]}}, "r": [{row}, {row}]}}"#),
        ]
        .map(|given| bound(query, &given).shape);
        assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{shapes:?}");
    }

    #[test]
    fn lists_that_are_written_are_no_operands() {
        let query = "mutation ($r: [CreateAuthorInput!]!) { create_authors(inputs: $r) { ok } }";
        let row = r#"{"email": "e", "first_name": "f", "birth_year": 1}"#;
        let rows = vec![row; 2000].join(",");
        assert_eq!(bound(query, &format!(r#"{{"r": [{rows}]}}"#)).longest, 0);
        let query = "mutation ($r: [Int!]!) { delete_authors(filter: {id: {in: $r}}) { ok } }";
        assert_eq!(bound(query, r#"{"r": [1, 2, 3]}"#).longest, 3);
    }

    #[test]
    fn fields_past_the_first_bits_are_seen_too() {
        let mut seen = Seen::new(130);
        for at in [0, 63, 64, 129] {
            assert!(
                !seen.has(at) && !seen.mark(at) && seen.has(at) && seen.mark(at),
                "{at}"
            );
        }
        assert!(!seen.has(1) && !seen.has(65) && !seen.has(128));
    }

    /// `cargo test -p auto-api --lib -- --ignored --nocapture ten_thousand_rows`, optimised.
    #[test]
    #[ignore = "a measurement"]
    fn ten_thousand_rows() {
        let schema = Schema::of(&zone(Case::AsWritten)).unwrap();
        let limits = auto_api_model::Limits::default();
        let query = "mutation ($r: [CreatePostInput!]!) { create_posts(inputs: $r) { ok } }";
        let document = Document::of(&schema, query, &limits, true).unwrap();
        let (_, operation) = document.operation(None).unwrap();
        let rows: Vec<String> = (0..10_000)
            .map(|n| {
                format!(
                    r#"{{"title": "title {n}", "status": "LIVE", "published": true, "views": {n}, "price": "1.{n}", "extra": {n}, "author_id": {n}, "place": null}}"#
                )
                .replace(r#", "place": null"#, "")
                .replace(r#""extra": "#, r#""place": {"city": "c", "country_code": "d"}, "extra": "#)
            })
            .collect();
        let text = format!(r#"{{"r": [{}]}}"#, rows.join(","));
        let mut best = [f64::MAX; 2];
        for _ in 0..20 {
            let start = Instant::now();
            let Json::Object(members) = serde_json::from_str(&text).unwrap() else {
                panic!("variables are an object");
            };
            let read = start.elapsed().as_secs_f64() * 1e3;
            let start = Instant::now();
            let bound = bind(&schema.inputs, &operation.variables, &members, Vec::new()).unwrap();
            let coerced = start.elapsed().as_secs_f64() * 1e3;
            assert_eq!((bound.slots.len(), bound.shape.len()), (1, 1));
            best = [best[0].min(read), best[1].min(coerced)];
        }
        let [read, coerced] = best;
        println!(
            "{} bytes: read in {read:.2} ms, coerced in {coerced:.2} ms",
            text.len()
        );
    }
}
