//! What operations are sent.

use serde_json::{Value, json};

use super::super::reference;
use crate::operation::Action;
use crate::render::WriteArgument as Argument;
use crate::render::json_schema::input_example;
use crate::render::node::Node;
use crate::render::write::ON_ERROR;
use crate::{Entity, InputOf, Zone};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";

/// The body of an operation, if it has one.
pub(super) fn body(zone: &Zone, entity: &Entity, action: Action) -> Option<Node> {
    let create = || schema(&entity.input_name(InputOf::Create));
    let update = || schema(&entity.input_name(InputOf::Update));
    let new = || input_example(zone, entity, InputOf::Create);
    let changes = || input_example(zone, entity, InputOf::Update);
    let content = match action {
        Action::Create | Action::Upsert | Action::Replace => {
            json!({ JSON: media(&create(), new()) })
        }
        Action::CreateMany => {
            let example = new().map(|row| json!({ Argument::Inputs.name(): [row] }));
            json!({ JSON: media(&many(zone, Argument::Inputs, &create()), example) })
        }
        Action::Update => json!({
            JSON: media(&update(), changes()),
            MERGE_PATCH: media(&update(), changes()),
        }),
        Action::UpdateMany => {
            let items = many(zone, Argument::Items, &schema(&entity.update_item_name()));
            let either = json!({ "anyOf": [update(), items] });
            json!({
                JSON: media(&either, changes()),
                MERGE_PATCH: media(&update(), changes()),
            })
        }
        _ => return None,
    };
    Some(json!({ "required": true, "content": content }).into())
}

/// Rows as a list, or as an object that says more.
fn many(zone: &Zone, argument: Argument, row: &Value) -> Value {
    let most = zone.limits.bulk_rows;
    let rows = json!({ "type": "array", "items": row, "maxItems": most });
    let names: Vec<&str> = ON_ERROR.iter().map(|(name, _)| *name).collect();
    let on_error = json!({
        "type": "string",
        "enum": names,
        "default": names[0],
        "description": Argument::OnError.docs(),
    });
    let whole = json!({
        "type": "object",
        "properties": {
            argument.name(): rows.clone(),
            zone.case.apply(Argument::OnError.name()): on_error,
        },
        "required": [argument.name()],
        "additionalProperties": false,
    });
    json!({ "anyOf": [whole, rows] })
}

fn media(schema: &Value, example: Option<Value>) -> Value {
    let mut media = json!({ "schema": schema });
    if let Some(example) = example {
        media["example"] = example;
    }
    media
}

fn schema(name: &str) -> Value {
    reference("schemas", name).value()
}
