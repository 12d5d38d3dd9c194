//! Problem documents: their members, all mistakes at once, statuses, nothing internal.

use axum::http::{Method, StatusCode};
use serde_json::{Value as Json, json};

use super::app::app;

#[tokio::test]
async fn the_whole_document() {
    let app = app().await;
    let reply = app.get("/posts?titel=x").await;
    assert_eq!(reply.header("content-type"), "application/problem+json");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(
        reply.json(),
        json!({
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "unknown parameter `titel`; did you mean `title`?",
            "instance": "/posts",
            "code": "VALIDATION",
            "request_id": null,
            "errors": [{
                "code": "VALIDATION",
                "message": "unknown parameter `titel`; did you mean `title`?",
                "field": null,
                "path": ["titel"],
            }],
        })
    );
}

fn paths(problem: &Json) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap().iter();
    let joined = |error: &Json| {
        let steps = error["path"].as_array().unwrap().iter();
        steps
            .map(|step| step.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(".")
    };
    errors.map(joined).collect()
}

#[tokio::test]
async fn all_mistakes_of_a_kind_at_once() {
    let app = app().await;
    let names = app
        .get("/posts?titel=x&fields=slug,nothing&include=autor&order_by=views:x")
        .await;
    assert_eq!(
        paths(&names.json()),
        ["titel", "fields", "include", "order_by"]
    );
    let plan = app
        .get("/posts?filter[titel]=x&filter[views][foo]=1&filter[author][nam]=x&order_by=titel")
        .await;
    assert_eq!(
        paths(&plan.json()),
        [
            "filter.titel",
            "filter.views.foo",
            "filter.author.nam",
            "order_by.0.titel"
        ]
    );
    let values = "/posts?filter[views]=x&filter[created_at][gt]=soon&filter[id][in]=1,2&per_page=many&filter[editor_id][is_null]=perhaps";
    for uri in [values.to_owned(), values.replace("perhaps", "true")] {
        let reply = app.get(&uri).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
        let found = paths(&reply.json());
        for path in [
            "filter.views",
            "filter.created_at.gt",
            "filter.id.in",
            "per_page",
        ] {
            assert!(
                found.iter().any(|known| known.starts_with(path)),
                "{path}: {}",
                reply.text()
            );
        }
    }
}

#[tokio::test]
async fn mistakes_name_their_codes() {
    let app = app().await;
    for (uri, code) in [
        ("/posts?filter[titel]=x", "INVALID_FILTER"),
        ("/posts?filter[title][foo]=x", "INVALID_FILTER"),
        ("/posts?filter[moderation_note]=x", "INVALID_FILTER"),
        ("/posts?filter[author][email]=x", "INVALID_FILTER"),
        ("/posts?order_by=author.email", "INVALID_FILTER"),
        ("/posts?order_by=body", "INVALID_FILTER"),
        ("/posts?moderation_note=x", "VALIDATION"),
        ("/posts?fields=moderation_note", "VALIDATION"),
        ("/posts?filter[views]=x", "INVALID_FILTER"),
        ("/posts?status=nothing", "INVALID_FILTER"),
        ("/posts?page=0", "VALIDATION"),
        ("/posts?page=x", "VALIDATION"),
        ("/posts?page=", "VALIDATION"),
        ("/posts?per_page=0", "VALIDATION"),
        ("/posts?page=1&first=1", "VALIDATION"),
        ("/posts?first=1&last=1", "VALIDATION"),
        ("/posts?page=99999999999999999999", "VALIDATION"),
        ("/posts?per_page=1000000", "LIMIT_EXCEEDED"),
        ("/users?email=x", "VALIDATION"),
    ] {
        let reply = app.get(uri).await;
        assert_eq!(
            reply.status,
            StatusCode::BAD_REQUEST,
            "{uri}: {}",
            reply.text()
        );
        assert_eq!(reply.json()["code"], code, "{uri}: {}", reply.text());
    }
}

#[tokio::test]
async fn paths_methods_and_media_types() {
    let app = app().await;
    for uri in ["/", "/nothing", "/posts/a/b/c", "/post_tags", "/openapi"] {
        let reply = app.get(uri).await;
        assert_eq!(
            (reply.status, &reply.json()["instance"]),
            (StatusCode::NOT_FOUND, &json!(uri))
        );
    }
    for (uri, allow) in [
        ("/posts", "GET,HEAD,POST,PATCH,PUT,DELETE"),
        ("/posts/export", "GET,HEAD"),
        ("/posts/bulk", "POST"),
        ("/tags/1", "GET,HEAD,PATCH,PUT,DELETE"),
        ("/users", "GET,HEAD,PATCH,DELETE"),
        ("/users/1", "GET,HEAD,PATCH,DELETE"),
    ] {
        let reply = app.send(Method::TRACE, uri, &[]).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{uri}");
        let mut allowed: Vec<_> = reply.header("allow").split(',').collect();
        let mut expected: Vec<_> = allow.split(',').collect();
        allowed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(allowed, expected, "{uri}");
        assert_eq!(reply.json()["title"], "Method Not Allowed");
    }
    let reply = app
        .send(Method::GET, "/posts", &[("accept", "text/html")])
        .await;
    assert_eq!(reply.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(reply.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn faults_of_the_server_say_nothing_but_an_id() {
    let app = app().await;
    assert_eq!(app.get("/posts").await.status, StatusCode::OK);
    app.database
        .execute_batch("DROP TABLE comments")
        .await
        .unwrap();
    let reply = app.get("/comments").await;
    assert!(reply.status.is_server_error());
    assert!(
        !reply.text().contains("no such table") && !reply.text().contains("SELECT"),
        "{}",
        reply.text()
    );
    assert_eq!(reply.json()["request_id"].as_str().unwrap().len(), 36);
}
