//! Computed fields: wherever rows are.

use auto_api::Case;
use auto_api::graphql::Request;
use serde_json::json;

use super::app::{app, data, error, of_zone, zone};

#[tokio::test]
async fn in_lists_pages_connections_and_relations() {
    let service = app().await;
    let list = data(
        &service,
        "{ essays(filter: {id: {lt: 4}}) { word_count headline popularity } }",
    )
    .await;
    assert_eq!(
        list["essays"],
        json!([
            {"word_count": 3, "headline": "One: short", "popularity": "27021597764222979"},
            {"word_count": 0, "headline": "Two", "popularity": "0"},
            {"word_count": 1, "headline": "Three", "popularity": "9007199254740993"},
        ])
    );
    let forms = "{ essay(id: 1) { n: word_count m: word_count }
        essay_pages(per_page: 1) { items { headline } }
        essays_connection(first: 1) { edges { node { word_count } } nodes { word_count } }
        writers(limit: 1) { name essays(order_by: {id: DESC}, limit: 2) { word_count writer { id } } } }";
    assert_eq!(
        data(&service, forms).await,
        json!({
            "essay": {"n": 3, "m": 3},
            "essay_pages": {"items": [{"headline": "One: short"}]},
            "essays_connection": {"edges": [{"node": {"word_count": 3}}], "nodes": [{"word_count": 3}]},
            "writers": [{"name": "Ann", "essays": [
                {"word_count": 1, "writer": {"id": "1"}}, {"word_count": 0, "writer": {"id": "1"}}]}],
        })
    );
}

#[tokio::test]
async fn value_structs_are_written_in_part() {
    let service = app().await;
    let query = "{ essays(limit: 2) { shape { stage longest n: words __typename } } }";
    assert_eq!(
        data(&service, query).await["essays"],
        json!([
            {"shape": {"stage": "DRAFT", "longest": "longer", "n": 3, "__typename": "Shape"}},
            {"shape": null},
        ])
    );
}

#[tokio::test]
async fn only_what_is_needed_is_read() {
    let service = app().await;
    let response = service
        .execute(&Request::new("{ essays { word_count } }").explain())
        .await;
    let json: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
    let sql = json["extensions"]["explain"][0]["sql"].as_str().unwrap();
    assert!(sql.contains("body"), "{sql}");
    for other in ["summary", "reads", "title"] {
        assert!(!sql.contains(other), "{sql}");
    }
    assert_eq!(response.statements, 1);
}

#[tokio::test]
async fn one_that_fails_says_why() {
    let service = app().await;
    let told = error(&service, "{ essay(id: 4) { shape { words } } }").await;
    assert!(told.starts_with("CONFLICT"), "{told}");
    assert!(told.ends_with("this text has no shape"), "{told}");
}

#[tokio::test]
async fn they_are_no_columns() {
    let service = app().await;
    for query in [
        "{ essays(filter: {word_count: {eq: 1}}) { id } }",
        "{ essays(order_by: {word_count: ASC}) { id } }",
        "mutation { update_essay(id: 1, input: {word_count: 1}) { ok } }",
    ] {
        let told = error(&service, query).await;
        assert!(told.contains("word_count"), "{query}: {told}");
    }
}

#[tokio::test]
async fn names_are_in_the_case_of_the_zone() {
    let service = of_zone(zone("public", Case::Camel)).await;
    let query = "{ essay(id: 1) { wordCount } essaySimilar(id: 1, limit: 1) { id } }";
    assert_eq!(
        data(&service, query).await,
        json!({"essay": {"wordCount": 3}, "essaySimilar": [{"id": "3"}]})
    );
}
