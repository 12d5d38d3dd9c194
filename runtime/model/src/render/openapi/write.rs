//! Operations that write: what they are sent, what they answer, how they fail.

mod body;
mod parameters;

use std::rc::Rc;

use serde_json::json;

use super::headers::headers;
use super::parameters as read;
use super::paths::{Operation, json, words};
use super::responses::responses;
use crate::operation::Action;
use crate::render::node::Node;
use crate::render::texts::Written;
use crate::render::{payload, type_name};
use crate::{Entity, Zone};

pub(super) use parameters::shared as parameters;

/// An operation that writes.
pub(super) fn operation(
    zone: &Zone,
    entity: &Entity,
    action: Action,
    filters: &Rc<Written>,
) -> Node {
    let operation = Operation {
        entity,
        verb: action.verb(),
        summary: summary(entity, action),
        description: description(zone, entity, action),
        body: body::body(zone, entity, action),
    };
    let own = parameters::of(zone, entity, action);
    let is_filtered = matches!(action, Action::UpdateMany | Action::DeleteMany);
    let all = Node::List(is_filtered.then(|| Rc::clone(filters)), own);
    let answers = responses(answers(entity, action), &failures(zone, action));
    operation.with(zone, all, answers)
}

/// The statuses of how an operation may fail, `default` apart.
pub(super) fn failures(zone: &Zone, action: Action) -> Vec<&'static str> {
    let mut all = vec!["400", "406", "503"];
    if action.is_read() {
        return all;
    }
    all.push("409");
    if action.is_by_key() {
        all.extend(["404", "412"]);
        all.extend(zone.require_if_match.then_some("428"));
    }
    if action == Action::Upsert {
        all.push("412");
    }
    if !matches!(action, Action::Delete | Action::DeleteMany) {
        all.extend(["413", "415", "422"]);
    }
    all
}

fn summary(entity: &Entity, action: Action) -> String {
    let (one, many) = (words(&entity.singular), words(&entity.plural));
    match action {
        Action::CreateMany => format!("Create {many}"),
        Action::Update => format!("Change one {one}"),
        Action::Replace => format!("Replace one {one}"),
        Action::Upsert => format!("Create or change one {one}"),
        Action::UpdateMany => format!("Change {many}"),
        Action::Delete => format!("Delete one {one}"),
        Action::DeleteMany => format!("Delete {many}"),
        _ => format!("Create one {one}"),
    }
}

fn description(zone: &Zone, entity: &Entity, action: Action) -> String {
    let name = entity.type_name();
    let on_error = zone.case.apply("on_error");
    let at_most = zone.case.apply("at_most");
    match action {
        Action::CreateMany => format!(
            "New rows of `{name}`: all or none of them, unless `{on_error}` is `SKIP_INVALID`, which leaves out those that are not valid. The answer has the rows in the order of the body, and null for one that was left out."
        ),
        Action::Update => {
            format!("Changes the row of `{name}` with that key: what the body does not give stays.")
        }
        Action::Replace => format!(
            "Changes all fields of the row of `{name}` with that key: what the body does not give has its default, or null. Relations that are not given stay."
        ),
        Action::Upsert => format!(
            "Changes the row of `{name}` that has the body's values of the key that `on` names, or makes it. With `If-None-Match: *` it is only made."
        ),
        Action::UpdateMany => format!(
            "Changes rows of `{name}`: those of the filter, all by the patch that is the body; without any filter, those that the body names, each by its own patch. A filter that means every row is refused unless `all=true`; if more than `{at_most}` rows match, none is changed."
        ),
        Action::Delete => format!("Deletes the row of `{name}` with that key."),
        Action::DeleteMany => format!(
            "Deletes the rows of `{name}` that match. A filter that means every row is refused unless `all=true`; if more than `{at_most}` rows match, none is deleted."
        ),
        _ => format!("A new row of `{name}`, with what belongs to it."),
    }
}

/// The answers of an operation that did what it was asked for.
fn answers(entity: &Entity, action: Action) -> Vec<(&'static str, Node)> {
    let has_path = entity.path(Action::Get).is_some();
    let place = |name| has_path.then_some(name).into_iter();
    let row = |docs: &'static str, place: Option<&'static str>| {
        let names: Vec<&'static str> = place.into_iter().chain(["ETag"]).collect();
        Node::of([
            ("description", docs.into()),
            ("headers", headers(&names)),
            ("content", json(read::schema(entity.type_name()))),
        ])
    };
    match action {
        Action::Create => vec![("201", row("The new row.", place("Location").next()))],
        Action::Upsert => vec![
            (
                "200",
                row("The changed row.", place("Content-Location").next()),
            ),
            ("201", row("The new row.", place("Location").next())),
        ],
        Action::Update | Action::Replace => vec![("200", row("The changed row.", None))],
        Action::Delete => {
            let gone = Node::of([("description", "The row is deleted.".into())]);
            vec![("204", gone)]
        }
        Action::CreateMany => vec![
            ("200", rows(entity, "No row was made.", true, true)),
            ("201", rows(entity, "The new rows.", true, true)),
        ],
        Action::UpdateMany => {
            vec![(
                "200",
                rows(entity, "How many rows were changed.", false, true),
            )]
        }
        _ => vec![(
            "200",
            rows(entity, "How many rows were deleted.", false, false),
        )],
    }
}

/// What became of many rows.
// What is there of three members: nobody calls it with values that are not written out.
#[allow(clippy::fn_params_excessive_bools)]
fn rows(entity: &Entity, docs: &'static str, has_rows: bool, has_errors: bool) -> Node {
    let row = read::schema(entity.type_name()).value();
    let item = read::schema(type_name::PROBLEM_ITEM).value();
    let objects = json!({
        "type": "array",
        "items": if has_errors { json!({ "anyOf": [row, { "type": "null" }] }) } else { row },
        "description": match (has_rows, has_errors) {
            (true, _) => "The rows, in the order of the body; null for one that was left out.",
            (false, true) => {
                "The rows, if `fields` or `include` asks for them; null for one that was left out."
            }
            (false, false) => "The rows as they were, if `fields` or `include` asks for them.",
        },
    });
    let affected = json!({ "type": "integer", "minimum": 0, "description": "How many rows." });
    let mut properties = serde_json::Map::new();
    properties.insert(payload::OBJECTS.to_owned(), objects);
    properties.insert(payload::AFFECTED.to_owned(), affected);
    let mut required = vec![payload::AFFECTED];
    if has_rows {
        required.insert(0, payload::OBJECTS);
    }
    if has_errors {
        let errors = json!({
            "type": "array",
            "items": item,
            "description": "Why rows were left out; there if rows were given one by one.",
        });
        properties.insert(payload::ERRORS.to_owned(), errors);
        if has_rows {
            required.push(payload::ERRORS);
        }
    }
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    Node::of([
        ("description", docs.into()),
        ("content", json(schema.into())),
    ])
}
