//! Parameters of operations that write: conditions, keys of requests, guards.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::super::parameters as read;
use super::super::reference;
use crate::operation::Action;
use crate::render::WriteArgument as Argument;
use crate::render::node::Node;
use crate::render::write::ON_ERROR;
use crate::{Entity, Zone};

const IF_MATCH: &str = "If-Match";
const IF_ABSENT: &str = "If-None-Match";
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// Parameters that several operations have, by name; those that some operation of the zone has.
pub(in super::super) fn shared(zone: &Zone) -> Vec<(Cow<'static, str>, Node)> {
    let operations = zone.operations();
    let any = |takes: fn(Action) -> bool| operations.iter().any(|own| takes(own.action));
    let mut all = Vec::new();
    let mut add = |name: &'static str, is_there: bool, parameter: Value| {
        if is_there {
            all.push((name.into(), parameter.into()));
        }
    };
    let required = zone.require_if_match;
    add(
        IF_MATCH,
        any(has_match),
        json!({
            "name": IF_MATCH,
            "in": "header",
            "required": required,
            "description": "The `ETag` that the row must have, as `GET` of the same path and query gives it: any other is a 412.",
            "schema": { "type": "string" },
            "example": "\"7\"",
        }),
    );
    add(
        IF_ABSENT,
        any(|action| action == Action::Upsert),
        json!({
            "name": IF_ABSENT,
            "in": "header",
            "description": "`*`: the row is made, and one that is there is a 412.",
            "schema": { "type": "string", "enum": ["*"] },
        }),
    );
    add(
        IDEMPOTENCY_KEY,
        any(|action| !action.is_read()),
        json!({
            "name": IDEMPOTENCY_KEY,
            "in": "header",
            "description": Argument::IdempotencyKey.docs(),
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        }),
    );
    add(
        Argument::All.name(),
        any(is_filtered),
        json!({
            "name": Argument::All.name(),
            "in": "query",
            "description": Argument::All.docs(),
            "schema": { "type": "boolean", "default": false },
        }),
    );
    add(
        Argument::AtMost.name(),
        any(is_filtered),
        json!({
            "name": zone.case.apply(Argument::AtMost.name()),
            "in": "query",
            "description": Argument::AtMost.docs(),
            "schema": { "type": "integer", "minimum": 0, "maximum": u32::MAX },
        }),
    );
    let names: Vec<&str> = ON_ERROR.iter().map(|(name, _)| *name).collect();
    add(
        Argument::OnError.name(),
        any(is_each),
        json!({
            "name": zone.case.apply(Argument::OnError.name()),
            "in": "query",
            "description": "What becomes of the other rows where one cannot be written; the body may say it, too.",
            "schema": { "type": "string", "enum": names, "default": names[0] },
        }),
    );
    all
}

fn has_match(action: Action) -> bool {
    !action.is_read() && action.is_by_key()
}

fn is_filtered(action: Action) -> bool {
    matches!(action, Action::UpdateMany | Action::DeleteMany)
}

fn is_each(action: Action) -> bool {
    matches!(action, Action::UpdateMany | Action::CreateMany)
}

/// The parameters of an operation, filters apart.
pub(super) fn of(zone: &Zone, entity: &Entity, action: Action) -> Vec<Node> {
    let mut all = Vec::new();
    if action.is_by_key() {
        all.extend(read::key(zone, entity).into_iter().map(Node::from));
    }
    if action == Action::Upsert {
        all.push(on(zone, entity).into());
    }
    for (name, is_there) in [
        (Argument::All.name(), is_filtered(action)),
        (Argument::AtMost.name(), is_filtered(action)),
        (Argument::OnError.name(), is_each(action)),
    ] {
        all.extend(is_there.then(|| reference("parameters", name)));
    }
    if action != Action::Delete {
        all.push(read::fields(entity));
        all.extend(read::include(entity));
    }
    if has_match(action) {
        all.push(reference("parameters", IF_MATCH));
    }
    if action == Action::Upsert {
        all.push(reference("parameters", IF_ABSENT));
    }
    all.push(reference("parameters", IDEMPOTENCY_KEY));
    all
}

/// `on`: the unique key that an upsert goes by.
fn on(zone: &Zone, entity: &Entity) -> Value {
    let keys = zone.upsert_keys(entity).map(|key| {
        let names = key.iter().map(|&at| entity.members[at].name.as_str());
        names.collect::<Vec<_>>().join(",")
    });
    json!({
        "name": Argument::On.name(),
        "in": "query",
        "required": true,
        "description": "The unique key by which the row is found.",
        "schema": { "type": "string", "enum": keys.collect::<Vec<_>>() },
    })
}
