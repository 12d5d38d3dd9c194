//! Own fields over HTTP: headers in and out, methods.

use auto_api::Case;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

use super::super::app::zone;
use super::app::{Seen, of_zone};

#[tokio::test]
async fn resolvers_know_the_caller_and_set_headers() {
    let service = of_zone(zone(Case::AsWritten), &Seen::default()).await;
    let body = json!({"query": "{ caller tags(limit: 1) { id } }"}).to_string();
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-caller", "ann")
        .body(Body::from(body))
        .unwrap();
    let response = service.router().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["x-seen"], "yes");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let json: Json = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        json,
        json!({"data": {"caller": "ann", "tags": [{"id": 1}]}})
    );

    let request = Request::get("/graphql?query=%7Bcaller%7D").header("x-caller", "bob");
    let response = service
        .router()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let json: Json = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json, json!({"data": {"caller": "bob"}}));
}

#[tokio::test]
async fn mutations_are_not_run_by_get() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    for uri in [
        "/graphql?query=mutation%7Bnote(text:%22x%22)%7D",
        "/graphql?query=query%20A%7Bversion%7Dmutation%20B%7Bnote(text:%22x%22)%7D&operationName=B",
    ] {
        let request = Request::get(uri).body(Body::empty()).unwrap();
        let response = service.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{uri}");
    }
    assert!(seen.log.lock().unwrap().is_empty());
    let body = json!({"query": "mutation { note(text: \"x\") }"}).to_string();
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap();
    let response = service.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(*seen.log.lock().unwrap(), ["x"]);
}
