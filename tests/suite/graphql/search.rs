//! Full-text search, by the index of either database.

use std::sync::Arc;

use auto_api::graphql::Request;
use auto_api::{AutoApi, Database, Service, Zone};
use auto_api_tests::support::both::empty;
use serde_json::{Value as Json, json};

/// Something to read.
#[derive(AutoApi)]
#[api(search(title, body))]
struct Article {
    #[api(id)]
    id: i32,
    title: String,
    body: Option<String>,
}

/// A text, a part of which only the other zone shows.
#[derive(AutoApi)]
#[api(search(open, closed))]
struct Letter {
    #[api(id)]
    id: i32,
    open: String,
    #[api(zones(internal))]
    closed: String,
}

const ROWS: &str = "
INSERT INTO articles VALUES (1, 'Rust''s async book', 'Waiting, without threads.');
INSERT INTO articles VALUES (2, 'KÖLN', NULL);
INSERT INTO articles VALUES (3, 'snake_case and kebab-case', 'Köln und Bonn');
INSERT INTO articles VALUES (4, 'ΟΔΟΣ', 'Asynchronous rust');
INSERT INTO articles VALUES (5, '', '1984 \"quoted\"');
";

async fn database() -> Database {
    let database = empty().await;
    database.migrate(&zone()).await.unwrap();
    database.execute_batch(ROWS).await.unwrap();
    database
}

fn zone() -> Zone {
    Zone::new("public")
        .model::<Article>()
        .model::<Letter>()
        .build()
        .unwrap()
}

async fn found(service: &Arc<Service>, words: &str) -> Json {
    let query = "query ($words: String!) { articles(filter: { search: $words }) { id } }";
    let request = Request::new(query).variables(json!({ "words": words }));
    let json: Json = serde_json::from_slice(&service.execute(&request).await.body).unwrap();
    let Some(rows) = json["data"]["articles"].as_array() else {
        return json["errors"][0]["message"].clone();
    };
    rows.iter().map(|row| row["id"].clone()).collect()
}

#[tokio::test]
async fn all_words_wherever_they_are() {
    let service = Service::start(zone(), database().await).await.unwrap();
    for (words, ids) in [
        ("rust", json!([1, 4])),
        ("RUST async", json!([1])),
        ("rust asyn*", json!([1, 4])),
        ("köln", json!([2, 3])),
        ("koln", json!([])),
        ("bonn köln", json!([3])),
        ("case", json!([3])),
        ("kebab-case snake_case", json!([3])),
        ("οδος", json!([4])),
        ("198*", json!([5])),
        ("'quoted\" & ) rust", json!([])),
        ("quoted", json!([5])),
        ("threads OR", json!([])),
        ("-*", json!("`search` needs a word of letters or digits")),
    ] {
        assert_eq!(found(&service, words).await, ids, "{words}");
    }
}

#[tokio::test]
async fn the_index_follows_the_rows() {
    let database = database().await;
    let changes =
        "UPDATE articles SET body = 'Bees' WHERE id = 1; DELETE FROM articles WHERE id = 4;";
    database.execute_batch(changes).await.unwrap();
    // What is there already is not made again.
    database.migrate(&zone()).await.unwrap();
    let rows = Article::query()
        .search("rust bees")
        .all(&database)
        .await
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [1]);
    let service = Service::start(zone(), database).await.unwrap();
    assert_eq!(found(&service, "rust").await, json!([1]));
    assert_eq!(found(&service, "threads").await, json!([]));
}

#[tokio::test]
async fn what_a_zone_hides_is_not_searched() {
    let service = Service::start(zone(), database().await).await.unwrap();
    let request = Request::new("{ letters(filter: { search: \"x\" }) { id } }");
    let json: Json = serde_json::from_slice(&service.execute(&request).await.body).unwrap();
    let message = json["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("search"), "{message}");
}
