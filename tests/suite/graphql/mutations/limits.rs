//! What is refused before anything is written: a top-level error, no payload.

use auto_api::Case;
use auto_api::graphql::Request;
use auto_api::model::Limits;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use super::super::app::{of_zone, refusal, zone_named};
use super::{app, run, tags};

#[tokio::test]
async fn rows_of_a_bulk_write_are_limited() {
    let mut zone = zone_named("admin", Case::AsWritten);
    zone.limits = Limits {
        bulk_rows: 3,
        ..zone.limits
    };
    let service = of_zone(zone).await;
    let query = "mutation ($r: [CreateTagInput!]!) { create_tags(inputs: $r) { affected } }";
    let rows = |count: usize| -> Vec<Json> {
        (0..count)
            .map(|n| json!({"label": n.to_string()}))
            .collect()
    };
    let refused = refusal(
        &service,
        Request::new(query).variables(json!({"r": rows(4)})),
    )
    .await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    assert_eq!(
        refused["errors"][0]["message"],
        "a write takes 3 rows at most"
    );
    let answer = run(&service, query, json!({"r": rows(3)})).await;
    assert_eq!(answer["create_tags"]["affected"], 3);
}

#[tokio::test]
async fn what_graphql_refuses_is_no_payload() {
    let service = app().await;
    for (query, variables) in [
        (
            "mutation ($i: CreateTagInput!) { create_tag(input: $i) { ok } }",
            json!({"i": {"label": 1}}),
        ),
        (
            "mutation ($i: CreateTagInput!) { create_tag(input: $i) { ok } }",
            json!({"i": {"lable": "x"}}),
        ),
        ("mutation { create_tag(input: {}) { ok } }", json!({})),
        (
            "mutation { create_post(input: {views: 1}) { ok } }",
            json!({}),
        ),
        (
            "mutation { update_tag(input: {label: \"x\"}) { ok } }",
            json!({}),
        ),
        ("mutation { create_post_tag(input: {}) { ok } }", json!({})),
    ] {
        let refused = refusal(&service, Request::new(query).variables(variables)).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "VALIDATION",
            "{query}"
        );
    }
    assert_eq!(tags(&service).await, 3);
}

#[tokio::test]
async fn nothing_is_written_by_get() {
    let service = app().await;
    let query = "/graphql?query=mutation%7Bdelete_tags(all%3Atrue)%7Bok%7D%7D";
    let request = axum::http::Request::builder()
        .method(Method::GET)
        .uri(query);
    let request = request.body(Body::empty()).unwrap();
    let response = service.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()[header::ALLOW], "POST");
    assert_eq!(tags(&service).await, 3);
}

#[tokio::test]
async fn a_zone_that_is_read_only_has_no_mutations() {
    let mut zone = zone_named("admin", Case::AsWritten);
    zone.read_only = true;
    let service = of_zone(zone).await;
    let refused = refusal(
        &service,
        Request::new("mutation { delete_tags(all: true) { ok } }"),
    )
    .await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "VALIDATION");
    assert!(!service.graphql.sdl().contains("Mutation"));
}
