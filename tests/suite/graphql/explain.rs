//! What the database does for a request, for those who ask.

use auto_api::graphql::Request;
use auto_api::plan::Dialect;
use auto_api::{AutoApi, Service, Zone};
use auto_api_tests::support::both::{empty, on};
use serde_json::Value as Json;

use super::app::app;

async fn explained(query: &str) -> Vec<Json> {
    let response = app().await.execute(&Request::new(query).explain()).await;
    let mut json: Json = serde_json::from_slice(&response.body).unwrap();
    assert!(json["data"].is_object(), "{json}");
    match json["extensions"]["explain"].take() {
        Json::Array(statements) => statements,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn each_statement_with_its_strategy_and_plan() {
    let all = explained("{ users { name posts(limit: 2) { title comments { body } } } }").await;
    let of = |name: &str| -> Vec<&str> { all.iter().map(|s| s[name].as_str().unwrap()).collect() };
    assert_eq!(of("read"), ["users", "users.posts", "users.posts.comments"]);
    let nested = match on() {
        Dialect::Sqlite => "for each row of its parent",
        Dialect::Postgres => "for all parents: their keys as arrays",
    };
    assert_eq!(of("strategy"), ["once", nested, nested]);
    for statement in &all {
        assert!(statement["sql"].as_str().unwrap().starts_with("SELECT"));
        assert!(
            !statement["plan"].as_array().unwrap().is_empty(),
            "{statement}"
        );
    }
}

#[tokio::test]
async fn below_one_row_by_key_the_parent_is_within() {
    let id = super::app::uuid(1);
    let all = explained(&format!("{{ user(id: \"{id}\") {{ posts {{ title }} }} }}")).await;
    let strategy = match on() {
        Dialect::Sqlite => "for each row of its parent",
        Dialect::Postgres => "for all parents: their query within, sent with it",
    };
    assert_eq!(all[1]["strategy"], strategy);
}

#[tokio::test]
async fn only_those_who_ask_are_told() {
    let response = app()
        .await
        .execute(&Request::new("{ users { name } }"))
        .await;
    let json: Json = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(json.get("extensions"), None);
}

/// Something to read, whose pages are read as it says.
#[derive(AutoApi)]
#[api(has_many(pages: Page, load = subquery, notes: Note, load = keys))]
struct Book {
    #[api(id)]
    id: i32,
}

/// A page of it.
#[derive(AutoApi)]
#[api(belongs_to(book: Book, fields = book_id, load = keys))]
struct Page {
    #[api(id)]
    id: i32,
    book_id: i32,
}

/// What somebody wrote on it.
#[derive(AutoApi)]
struct Note {
    #[api(id)]
    id: i32,
    #[api(references = Book)]
    book_id: i32,
}

#[tokio::test]
async fn a_relation_is_read_as_it_says() {
    let zone = Zone::new("books")
        .model::<Book>()
        .model::<Page>()
        .model::<Note>();
    let (zone, database) = (zone.build().unwrap(), empty().await);
    database.migrate(&zone).await.unwrap();
    let rows =
        "INSERT INTO books VALUES (1), (2); INSERT INTO pages VALUES (1, 1), (2, 2), (3, 1);";
    database.execute_batch(rows).await.unwrap();
    let service = Service::start(zone, database).await.unwrap();
    let query = "{ books { pages { id book { id } } notes { id } } book(id: 1) { notes { id } } }";
    let response = service.execute(&Request::new(query).explain()).await;
    let json: Json = serde_json::from_slice(&response.body).unwrap();
    let pages = &json["data"]["books"][0]["pages"];
    assert_eq!(
        pages,
        &serde_json::json!([{ "id": 1, "book": { "id": 1 } }, { "id": 3, "book": { "id": 1 } }])
    );
    if on() == Dialect::Postgres {
        let strategies = json["extensions"]["explain"].as_array().unwrap().iter();
        let words = strategies.map(|s| s["strategy"].as_str().unwrap().split(' ').nth(4));
        let all: Vec<_> = words.collect();
        // Books, their pages, the books of these, notes; the book, its notes.
        let expected = [
            None,
            Some("query"),
            Some("keys"),
            Some("keys"),
            None,
            Some("keys"),
        ];
        assert_eq!(all, expected, "{json:#}");
    }
}
