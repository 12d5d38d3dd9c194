//! GraphQL over HTTP: media types, methods, statuses, limits of bodies.

use auto_api::{Case, Limits};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value as Json;
use tower::ServiceExt as _;

use super::app::{app, at, of_zone, zone};

const JSON: &str = "application/json";
const GRAPHQL: &str = "application/graphql-response+json";

struct Reply {
    status: StatusCode,
    media: String,
    allow: Option<String>,
    body: Json,
}

async fn send(method: Method, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
    let router = app().await.router();
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router
        .oneshot(request.body(body.into()).unwrap())
        .await
        .unwrap();
    let header = |name| {
        let value = response.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    };
    let (media, allow) = (header(header::CONTENT_TYPE), header(header::ALLOW));
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Reply {
        status,
        media: media.unwrap_or_default(),
        allow,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
    }
}

async fn post(body: &str, accept: &str) -> Reply {
    let headers = [("content-type", JSON), ("accept", accept)];
    send(Method::POST, "/graphql", &headers, body.to_owned()).await
}

#[tokio::test]
async fn media_types_of_answers() {
    let body = r#"{"query": "{ tags(limit: 1) { id } }"}"#;
    for (accept, media) in [
        (GRAPHQL, GRAPHQL),
        (JSON, JSON),
        ("*/*", JSON),
        (
            "application/graphql-response+json, application/json;q=0.5",
            GRAPHQL,
        ),
    ] {
        let reply = post(body, accept).await;
        assert_eq!(
            (reply.status, reply.body["data"]["tags"][0]["id"].as_i64()),
            (StatusCode::OK, Some(1))
        );
        assert_eq!(reply.media, format!("{media}; charset=utf-8"));
    }
    assert_eq!(
        post(body, "text/html").await.status,
        StatusCode::NOT_ACCEPTABLE
    );
}

#[tokio::test]
async fn refusals_are_400_where_the_caller_knows_the_media_type() {
    for query in [
        "{",
        "{ nope }",
        "{ posts(limit: -1) { id } }",
        "query ($n: Int!) { posts(limit: $n) { id } }",
    ] {
        let body = serde_json::json!({ "query": query }).to_string();
        let (new, old) = (post(&body, GRAPHQL).await, post(&body, JSON).await);
        assert_eq!(
            (new.status, old.status),
            (StatusCode::BAD_REQUEST, StatusCode::OK),
            "{query}"
        );
        for reply in [new, old] {
            assert!(reply.body.get("data").is_none() && reply.body["errors"].is_array());
        }
    }
}

#[tokio::test]
async fn malformed_bodies() {
    for body in [
        "",
        "nonsense",
        "[]",
        "[{\"query\": \"{ __typename }\"}]",
        "\"x\"",
        "{}",
        "null",
        r#"{"query": 1}"#,
        r#"{"query": null}"#,
        r#"{"query": {"a": 1}}"#,
        r#"{"query": "{ __typename }", "variables": []}"#,
        r#"{"query": "{ __typename }", "variables": "{}"}"#,
        r#"{"query": "{ __typename }", "operationName": 1}"#,
        r#"{"query": "{ __typename }", "extensions": 0}"#,
        r#"{"query": "{ __typename }"} x"#,
    ] {
        let reply = post(body, GRAPHQL).await;
        assert_eq!(
            reply.status,
            StatusCode::BAD_REQUEST,
            "{body}: {}",
            reply.body
        );
        assert_eq!(
            reply.body["errors"][0]["extensions"]["code"], "VALIDATION",
            "{body}"
        );
    }
    let not_utf8 = b"{\"query\": \"{ \xff }\"}".to_vec();
    let reply = send(
        Method::POST,
        "/graphql",
        &[("content-type", JSON)],
        not_utf8,
    )
    .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn unknown_members_and_nulls_are_fine() {
    let body = r#" {"id": 7, "query": "query\u0020A { __typename } query B { tags { id } }",
        "operationName": "A", "variables": null, "extensions": {"a": 1}} "#;
    let reply = post(body, GRAPHQL).await;
    assert_eq!(
        reply.body,
        serde_json::json!({"data": {"__typename": "Query"}})
    );
}

#[tokio::test]
async fn media_types_of_requests() {
    let body = r#"{"query": "{ __typename }"}"#;
    for (media, status) in [
        ("application/json", 200),
        ("Application/JSON; charset=UTF-8", 200),
        ("application/json; charset=latin1", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data", 415),
    ] {
        let reply = send(Method::POST, "/graphql", &[("content-type", media)], body).await;
        assert_eq!(reply.status.as_u16(), status, "{media}");
    }
    let reply = send(Method::POST, "/graphql", &[], body).await;
    assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn queries_by_get_and_nothing_else() {
    let uri = "/graphql?query=query%20A(%24n%3AInt)%7Btags(limit%3A%24n)%7Bid%7D%7D&variables=%7B%22n%22%3A1%7D&operationName=A";
    let reply = send(Method::GET, uri, &[], "").await;
    assert_eq!(
        reply.body,
        serde_json::json!({"data": {"tags": [{"id": 1}]}})
    );
    for uri in [
        "/graphql?query=mutation%7B__typename%7D",
        "/graphql?query=query%20A%7B__typename%7Dmutation%20B%7B__typename%7D&operationName=B",
    ] {
        let reply = send(Method::GET, uri, &[], "").await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(reply.allow.as_deref(), Some("POST"));
    }
    for uri in [
        "/graphql",
        "/graphql?query=%7B__typename%7D&variables=%5B1%5D",
        "/graphql?variables=%7B",
    ] {
        let reply = send(Method::GET, uri, &[("accept", GRAPHQL)], "").await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{uri}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let reply = send(method, "/graphql", &[], "").await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let mut small = zone(Case::AsWritten);
    small.limits = Limits {
        body_bytes: 100,
        ..Limits::default()
    };
    let router = of_zone(small).await.router();
    let body = format!(
        r#"{{"query": "{{ __typename }}", "extensions": {{"a": "{}"}}}}"#,
        "x".repeat(100)
    );
    let request = Request::post("/graphql")
        .header("content-type", JSON)
        .body(Body::from(body))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_schema_as_text() {
    let router = app().await.router();
    let request = Request::get("/schema.graphql").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert!(
        std::str::from_utf8(&bytes)
            .unwrap()
            .contains("type Query {")
    );
}

#[tokio::test]
async fn a_damaged_database_is_503_and_says_nothing_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.db");
    let service = at(path.to_str().unwrap()).await;
    // Rows that were written last are in the log beside the file.
    for file in [path.clone(), folder.path().join("rows.db-wal")] {
        let length = std::fs::metadata(&file).unwrap().len();
        std::fs::write(file, vec![7; usize::try_from(length).unwrap()]).unwrap();
    }
    for accept in [GRAPHQL, JSON] {
        let request = Request::post("/graphql")
            .header("content-type", JSON)
            .header("accept", accept)
            .body(Body::from(r#"{"query": "{ tags { id label } }"}"#));
        let response = service.router().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let json: Json = serde_json::from_slice(&bytes).unwrap();
        let error = &json["errors"][0];
        assert_eq!(error["extensions"]["code"], "UNAVAILABLE", "{json}");
        assert!(error["extensions"]["id"].is_string(), "{json}");
        let text = json.to_string().to_lowercase();
        for inner in ["sqlite", "malformed", "rows.db", "select"] {
            assert!(!text.contains(inner), "{text}");
        }
        assert!(json.get("data").is_none());
    }
}
