//! What writes do to rows and what they answer, on both databases.

#[path = "writes/audit.rs"]
mod audit;
#[path = "writes/bulk.rs"]
mod bulk;
#[path = "writes/deferred.rs"]
mod deferred;
#[path = "writes/hooks.rs"]
mod hooks;
#[path = "writes/idempotent.rs"]
mod idempotent;
#[path = "writes/nested.rs"]
mod nested;
#[path = "writes/one.rs"]
mod one;
#[path = "writes/recursive.rs"]
mod recursive;
#[path = "writes/replay.rs"]
mod replay;
#[path = "writes/several.rs"]
mod several;
#[path = "writes/typed.rs"]
mod typed;
#[path = "writes/valid.rs"]
mod valid;

use std::sync::Arc;

use auto_api::model::{WriteAction, Zone};
use auto_api_tests::support::blog::{database, zone_of};
use auto_api_tests::support::changes::Changes;
use serde_json::Value as Json;

/// The blog with its rows, as callers see it.
async fn blog() -> Changes {
    let database = database().await;
    let zone = Arc::new(zone_of(Zone::new("admin")));
    Changes { zone, database }
}

/// The errors of an answer: code, path joined by dots, index, message.
fn told(answer: &Json) -> Vec<String> {
    assert_eq!(
        answer["ok"],
        Json::from(answer["errors"] == Json::from(Vec::<Json>::new()))
    );
    let errors = answer["errors"].as_array().unwrap().iter();
    errors
        .map(|error| {
            let steps = error["path"].as_array().unwrap().iter();
            let path = steps.map(|step| step.as_str().unwrap()).collect::<Vec<_>>();
            let index = error["index"].as_u64();
            let index = index.map_or_else(String::new, |at| format!(" [{at}]"));
            format!(
                "{} {}{index}: {}",
                error["code"].as_str().unwrap(),
                path.join("."),
                error["message"].as_str().unwrap()
            )
        })
        .collect()
}

/// How many rows of a model there are.
async fn count(changes: &Changes, model: &str) -> u64 {
    use auto_api::ask::{AggregateItem, Args, Form};
    let form = Form::Aggregate(vec![AggregateItem::Count("count".into())]);
    let ask = auto_api_tests::support::asks::ask(&changes.zone, model, form, Args::default());
    let plan = auto_api::plan::plan(&changes.zone, &ask, changes.database.dialect()).unwrap();
    let answer = changes
        .database
        .run(&Arc::new(plan), Vec::new())
        .await
        .unwrap();
    let json: Json = serde_json::from_slice(&answer.body).unwrap();
    json["root"]["count"].as_u64().unwrap()
}

const CREATE: WriteAction = WriteAction::Create;
const CREATE_MANY: WriteAction = WriteAction::CreateMany;
const UPDATE: WriteAction = WriteAction::Update;
const UPDATE_MANY: WriteAction = WriteAction::UpdateMany;
const UPSERT: WriteAction = WriteAction::Upsert;
const DELETE: WriteAction = WriteAction::Delete;
const DELETE_MANY: WriteAction = WriteAction::DeleteMany;

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
