//! Headers of answers.

use serde_json::{Value, json};

use super::reference;
use crate::Zone;
use crate::operation::Action;
use crate::render::node::Node;

pub(super) fn shared(zone: &Zone) -> Value {
    let mut all = of_reads();
    let makes = [Action::Create, Action::Upsert];
    let operations = zone.operations();
    for (action, name, docs) in [
        (makes[0], "Location", "The path of the new row."),
        (
            makes[1],
            "Content-Location",
            "The path of the row that was changed.",
        ),
    ] {
        let mut shown = operations.iter().filter(|own| own.action == action);
        if shown.any(|own| zone.entities[own.entity].path(Action::Get).is_some()) {
            let schema = json!({ "type": "string", "format": "uri-reference" });
            all[name] = json!({ "description": docs, "schema": schema });
        }
    }
    all
}

fn of_reads() -> Value {
    json!({
        "ETag": {
            "description": "Changes when the answer does: for `If-None-Match`.",
            "schema": { "type": "string" },
        },
        "Link": {
            "description": "Where the neighbouring pages are (RFC 8288): `rel` is `first`, `prev`, `next` or `last`.",
            "schema": { "type": "string" },
        },
        "X-Total-Count": {
            "description": "The number of rows on all pages, if `count=true` asked for it.",
            "schema": { "type": "integer", "minimum": 0 },
        },
        "Retry-After": {
            "description": "Seconds after which it may work.",
            "schema": { "type": "integer", "minimum": 0 },
        },
        "Content-Disposition": {
            "description": "The name for a file of it.",
            "schema": { "type": "string" },
        },
    })
}

/// References to headers, by name.
pub(super) fn headers(names: &[&'static str]) -> Node {
    let each = names.iter();
    let all = each.map(|name| ((*name).into(), reference("headers", name)));
    Node::Object(all.collect())
}
