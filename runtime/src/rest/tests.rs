//! From query strings to asks, without a database.

mod filter;
mod order;
mod request;
mod select;
mod shape;

use auto_api_model::Case;

use super::fixture::{POSTS, zone};
use super::lower::{Lowering, Route};
use super::mistakes::in_place;
use super::request::Asked;
use super::shape::Shape;
use super::words::Words;
use crate::Error;
use crate::ask::{Args, Ask, Input, Root};

struct Lowered {
    ask: Ask,
    asked: Asked,
    slots: Vec<Input>,
    key: Vec<u8>,
}

fn lowered(case: Case, route: Route, query: &str) -> Result<Lowered, Vec<Error>> {
    let zone = zone(case);
    let words = Words::new(&zone);
    let prefix = [route as u8];
    let mut shape = Shape::of(&prefix, query, &words, &zone.limits).map_err(|error| vec![error])?;
    let first = shape.leaves(Vec::new());
    let mut lowering = Lowering::new((&zone, &words), POSTS, &shape, first.len());
    let (ask, asked) = lowering.request(route);
    if !lowering.errors.is_empty() {
        return Err(lowering.errors);
    }
    let slots = shape.fill(first, &lowering.takes, &zone.limits);
    let slots = slots.map_err(|error| vec![error])?;
    Ok(Lowered {
        ask,
        asked,
        slots,
        key: shape.key,
    })
}

fn list(query: &str) -> Lowered {
    lowered(Case::AsWritten, Route::List, query).unwrap_or_else(|e| panic!("{query}: {e:?}"))
}

fn args(lowered: &Lowered) -> Args {
    let Ask { mut roots, .. } = in_place(&lowered.ask, &lowered.slots);
    match roots.remove(0) {
        Root::Read(read) => read.args,
        Root::Fixed { .. } | Root::Write(_) | Root::Call(_) => Args::default(),
    }
}

/// The filter with its values in place, as text: raw text is `'x'`.
fn filter(query: &str) -> String {
    args(&list(query))
        .filter
        .map_or(String::new(), |input| shown(&input))
}

fn shown(input: &Input) -> String {
    let join = |items: Vec<String>| items.join(",");
    match input {
        Input::Raw(text) => format!("'{text}'"),
        Input::Text(text) => format!("{text:?}"),
        Input::Enum(name) => name.clone(),
        Input::Int(number) => number.to_string(),
        Input::Bool(value) => value.to_string(),
        Input::Null => "null".to_owned(),
        Input::List(items) => format!("[{}]", join(items.iter().map(shown).collect())),
        Input::Object(members) => {
            let each = members
                .iter()
                .map(|(name, input)| format!("{name}:{}", shown(input)));
            format!("{{{}}}", join(each.collect()))
        }
        other => format!("{other:?}"),
    }
}

fn errors(query: &str) -> Vec<Error> {
    errors_of(Route::List, query)
}

fn errors_of(route: Route, query: &str) -> Vec<Error> {
    match lowered(Case::AsWritten, route, query) {
        Ok(_) => panic!("{query} is accepted"),
        Err(errors) => errors,
    }
}
