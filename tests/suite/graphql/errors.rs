//! What a request that cannot be run is told: a code, a place, and nothing else.

use auto_api::graphql::Request;
use serde_json::{Value as Json, json};

use super::app::{app, refusal};

async fn error(query: &str) -> Json {
    let mut answer = refusal(&app().await, Request::new(query)).await;
    answer["errors"][0].take()
}

#[tokio::test]
async fn validation() {
    let error = error("{\n  posts { titel }\n}").await;
    assert_eq!(
        error,
        json!({
            "message": "type `Post` does not have a field `titel`; did you mean `title`?",
            "locations": [{"line": 2, "column": 11}],
            "extensions": {"code": "VALIDATION"},
        })
    );
}

#[tokio::test]
async fn all_mistakes_at_once() {
    let query = "{ posts { a b } nobody }";
    let answer = refusal(&app().await, Request::new(query)).await;
    assert_eq!(answer["errors"].as_array().unwrap().len(), 3, "{answer}");
}

#[tokio::test]
async fn a_null_operand_names_its_place() {
    let query = "{ p: posts(filter: {or: [{title: {eq: null}}]}) { id } }";
    let error = error(query).await;
    assert_eq!(error["extensions"]["code"], "INVALID_FILTER", "{error}");
    assert_eq!(error["path"], json!(["p"]));
    assert_eq!(
        error["extensions"]["path"],
        json!(["p", "filter", "or", "0", "title", "eq"])
    );
    assert_eq!(error["locations"], json!([{"line": 1, "column": 20}]));
}

#[tokio::test]
async fn nested_mistakes_name_the_field_of_the_answer() {
    let query =
        "{ posts_connection { edges { node { comments(filter: {id: {gt: \"x\"}}) { id } } } } }";
    let error = error(query).await;
    assert_eq!(
        error["path"],
        json!(["posts_connection", "edges", "node", "comments"]),
        "{error}"
    );
    assert_eq!(error["locations"][0]["column"], 54, "{error}");
}

#[tokio::test]
async fn cursors_of_other_lists() {
    let query = "{ posts_connection(after: \"nonsense\") { nodes { id } } }";
    assert_eq!(error(query).await["extensions"]["code"], "INVALID_CURSOR");
}

#[tokio::test]
async fn too_many_rows_asked_for() {
    for query in [
        "{ posts(limit: 201) { id } }",
        "{ posts_connection(first: 100000) { nodes { id } } }",
    ] {
        let error = error(query).await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error}");
    }
}

#[tokio::test]
async fn what_a_zone_does_not_show_does_not_exist() {
    for query in [
        "{ users { email } }",
        "{ users { session } }",
        "{ user(email: \"ann@example.org\") { id } }",
        "{ users(filter: {email: {eq: \"x\"}}) { id } }",
        "{ users(order_by: {email: ASC}) { id } }",
        "{ post_tags { post_id } }",
        "{ users_aggregate { max { email } } }",
    ] {
        let error = error(query).await;
        assert_eq!(
            error["extensions"]["code"], "VALIDATION",
            "{query}: {error}"
        );
    }
}

#[tokio::test]
async fn unknown_mutations_and_subscriptions() {
    for query in ["mutation { x }", "subscription { x }"] {
        assert_eq!(error(query).await["extensions"]["code"], "VALIDATION");
    }
}
