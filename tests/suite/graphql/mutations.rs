//! Mutations, from the text of a request to the rows of the database.

#[path = "mutations/bulk.rs"]
mod bulk;
#[path = "mutations/limits.rs"]
mod limits;
#[path = "mutations/one.rs"]
mod one;
#[path = "mutations/several.rs"]
mod several;

use std::sync::Arc;

use auto_api::graphql::Request;
use auto_api::{Case, Service};
use serde_json::{Value as Json, json};

use super::app::{data, of_zone, zone_named};

/// A zone that shows all that new rows need.
async fn app() -> Arc<Service> {
    of_zone(zone_named("admin", Case::AsWritten)).await
}

/// What a mutation is answered with.
async fn run(service: &Arc<Service>, query: &str, variables: Json) -> Json {
    data(service, Request::new(query).variables(variables)).await
}

/// The errors of a payload: code, path joined by dots, index.
fn told(payload: &Json) -> Vec<String> {
    let errors = payload["errors"].as_array().unwrap();
    assert_eq!(payload["ok"], json!(errors.is_empty()), "{payload}");
    let told = errors.iter().map(|error| {
        assert!(!error["message"].as_str().unwrap().is_empty());
        let steps = error["path"].as_array().unwrap().iter();
        let path: Vec<&str> = steps.map(|step| step.as_str().unwrap()).collect();
        let index = error["index"].as_u64();
        let index = index.map_or_else(String::new, |at| format!(" [{at}]"));
        format!(
            "{} {}{index}",
            error["code"].as_str().unwrap(),
            path.join(".")
        )
    });
    told.collect()
}

/// How many tags there are.
async fn tags(service: &Arc<Service>) -> u64 {
    let answer = run(service, "{ tags_aggregate { count } }", Json::Null).await;
    answer["tags_aggregate"]["count"].as_u64().unwrap()
}
