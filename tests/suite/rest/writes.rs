//! Writes by REST: rows and their tags, conditions, many rows, and what bad input gets.

#[path = "writes/bodies.rs"]
mod bodies;
#[path = "writes/conditions.rs"]
mod conditions;
#[path = "writes/many.rs"]
mod many;
#[path = "writes/one.rs"]
mod one;

use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
use serde_json::{Value as Json, json};

use super::app::{App, Reply, app, uuid};

/// The app, with counters of keys behind the rows that are there.
async fn seeded() -> App {
    let app = app().await;
    count_on(&app).await;
    app
}

async fn count_on(app: &App) {
    if on() == Dialect::Postgres {
        let sql = "SELECT setval(pg_get_serial_sequence('tags', 'id'), 1000); \
                   SELECT setval(pg_get_serial_sequence('comments', 'id'), 1000);";
        app.database.execute_batch(sql).await.unwrap();
    }
}

fn post(slug: &str) -> Json {
    json!({"slug": slug, "title": "New", "body": "text", "author_id": uuid(1)})
}

/// The path of a post that the seed made.
fn path_of(number: u32) -> String {
    format!("/posts/{}", uuid(number))
}

/// Code and path of each error.
fn mistakes(reply: &Reply) -> Vec<String> {
    let problem = reply.json();
    let errors = problem["errors"]
        .as_array()
        .unwrap_or_else(|| panic!("{problem}"));
    let each = errors.iter().map(|error| {
        let path = error["path"].as_array().unwrap().iter();
        let path: Vec<&str> = path.map(|step| step.as_str().unwrap()).collect();
        format!("{} {}", error["code"].as_str().unwrap(), path.join("."))
    });
    each.collect()
}

/// How many posts there are.
async fn count(app: &App) -> u64 {
    let page = app.json("/posts?count=true&per_page=1").await;
    page["page_info"]["total_count"].as_u64().unwrap()
}
