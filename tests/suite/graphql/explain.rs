//! What the database does for a request, for those who ask.

use auto_api::graphql::Request;
use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
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
