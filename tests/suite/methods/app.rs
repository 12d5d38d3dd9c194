//! A served zone of models with methods, and known rows.

use std::sync::Arc;

use auto_api::graphql::{Outcome, Request};
use auto_api::{Case, Service, Zone};
use auto_api_tests::models::methods::{Essay, Writer};
use auto_api_tests::support::both::empty;
use serde_json::{Value as Json, json};

/// Two writers; three essays by the first, one by the second.
const SEED: &str = "
    INSERT INTO writers (id, name) VALUES (1, 'Ann'), (2, 'Bob');
    INSERT INTO essays (id, title, body, summary, stage, published_at, reads, writer_id, version) VALUES
        (1, 'One', 'a longer text', 'short', 'Draft', NULL, 3, 1, 1),
        (2, 'Two', '', NULL, 'Draft', NULL, 0, 1, 1),
        (3, 'Three', 'words', NULL, 'Published', NULL, 1, 1, 1),
        (4, 'Four', 'an unspeakable word', NULL, 'Draft', NULL, 0, 2, 1);";

pub(crate) fn zone(name: &str, case: Case) -> Zone {
    let zone = Zone::new(name).case(case);
    zone.model::<Writer>().model::<Essay>().build().unwrap()
}

pub(crate) async fn app() -> Arc<Service> {
    of_zone(zone("public", Case::AsWritten)).await
}

pub(crate) async fn of_zone(zone: Zone) -> Arc<Service> {
    let database = empty().await;
    database.migrate(&zone).await.unwrap();
    database.execute_batch(SEED).await.unwrap();
    Service::start(zone, database).await.unwrap()
}

/// What a request is answered with, whole.
pub(crate) async fn answer(service: &Arc<Service>, query: &str, variables: Json) -> Json {
    let request = Request::new(query).variables(variables);
    let response = service.execute(&request).await;
    serde_json::from_slice(&response.body).unwrap()
}

/// The `data` of a request that must succeed.
pub(crate) async fn data(service: &Arc<Service>, query: &str) -> Json {
    with(service, query, json!({})).await
}

/// The same with variables.
pub(crate) async fn with(service: &Arc<Service>, query: &str, variables: Json) -> Json {
    let request = Request::new(query).variables(variables);
    let response = service.execute(&request).await;
    let text = String::from_utf8(response.body).unwrap();
    assert_eq!(response.outcome, Outcome::Data, "{query}: {text}");
    let mut json: Json = serde_json::from_str(&text).unwrap();
    json["data"].take()
}

/// The first error of a request: code, path and message.
pub(crate) async fn error(service: &Arc<Service>, query: &str) -> String {
    let json = answer(service, query, json!({})).await;
    let error = &json["errors"][0];
    let path: Vec<&str> = (error["path"].as_array().into_iter().flatten())
        .filter_map(Json::as_str)
        .collect();
    format!(
        "{} {}: {}",
        error["extensions"]["code"].as_str().unwrap(),
        path.join("."),
        error["message"].as_str().unwrap()
    )
}
