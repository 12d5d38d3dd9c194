//! Headers of answers.

use serde_json::{Value, json};

use super::reference;
use crate::render::node::Node;

pub(super) fn shared() -> Value {
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
