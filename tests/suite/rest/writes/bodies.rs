//! What bodies may be, and what bad ones get.

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value as Json, json};

use super::super::app::{of_zone, uuid, zone};
use super::{mistakes, path_of, post, seeded};

#[tokio::test]
async fn media_types() {
    let app = seeded().await;
    let row = post("typed").to_string();
    for (method, uri, media, status, accept) in [
        (Method::POST, "/posts", "text/plain", 415, "accept-post"),
        (
            Method::POST,
            "/posts",
            "application/x-www-form-urlencoded",
            415,
            "accept-post",
        ),
        (
            Method::POST,
            "/posts",
            "application/merge-patch+json",
            415,
            "accept-post",
        ),
        (
            Method::POST,
            "/posts",
            "application/json; charset=latin1",
            415,
            "accept-post",
        ),
        (Method::POST, "/posts", "", 415, "accept-post"),
        (Method::PUT, "/posts?on=slug", "application/xml", 415, ""),
        (
            Method::PATCH,
            "/posts?all=true",
            "application/json-patch+json",
            415,
            "accept-patch",
        ),
        (
            Method::POST,
            "/posts",
            "Application/JSON;charset=\"utf-8\"",
            201,
            "",
        ),
    ] {
        let headers = [("content-type", media)];
        let reply = app
            .send_body(method, uri, &headers, row.clone().into())
            .await;
        assert_eq!(reply.status.as_u16(), status, "{media}: {}", reply.text());
        assert!(accept.is_empty() || reply.header(accept).contains("application/json"));
    }
    let reply = app
        .send_body(Method::POST, "/posts", &[], row.clone().into())
        .await;
    assert_eq!(reply.status.as_u16(), 415);
    let packed = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let reply = app
        .send_body(Method::POST, "/posts", &packed, row.into())
        .await;
    assert_eq!(reply.status.as_u16(), 415);
    let html = [("accept", "text/html")];
    let reply = app
        .write_if("POST", "/posts", &html, &post("accepted"))
        .await;
    assert_eq!(reply.status.as_u16(), 406);
}

#[tokio::test]
async fn what_cannot_be_read() {
    let app = seeded().await;
    for (body, told) in [
        ("", "expected a value, found the end at line 1, column 1"),
        ("{\n \"slug\": tru}", "at line 2, column 10"),
        ("{\"slug\":\"a\",\"slug\":\"b\"}", "`slug` is given twice"),
        ("{\"address\":{\"a\":1,\"a\":2}}", "`a` is given twice"),
        ("[1,2", "expected `,` or `]`"),
        ("{} x", "more text behind the value"),
    ] {
        let json = [("content-type", "application/json")];
        let reply = app
            .send_body(Method::POST, "/posts", &json, body.into())
            .await;
        assert_eq!(reply.status.as_u16(), 400, "{body}");
        assert!(reply.text().contains(told), "{body}: {}", reply.text());
    }
    let json = [("content-type", "application/json")];
    let large = Body::from(vec![b' '; 2 * 1024 * 1024 + 1]);
    let reply = app.send_body(Method::POST, "/posts", &json, large).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["code"]),
        (413, &json!("LIMIT_EXCEEDED"))
    );
    let deep = format!("{{\"title\":{}", "[".repeat(100_000));
    let reply = app
        .send_body(Method::POST, "/posts", &json, deep.into())
        .await;
    assert_eq!(reply.status.as_u16(), 400);
}

#[tokio::test]
async fn every_mistake_with_its_path() {
    let app = seeded().await;
    let body = json!({
        "slug": 7, "title": "x".repeat(201), "titel": "x", "views": 3, "version": 2,
        "created_at": "2024-01-01T00:00:00Z", "moderation_note": "x", "status": "DRAFFT",
        "author_id": "x", "published_at": "soon",
    });
    let reply = app.write("POST", "/posts", &body).await;
    assert_eq!(reply.status.as_u16(), 422);
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let mut found = mistakes(&reply);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "NOT_NULL body",
            "VALIDATION author_id",
            "VALIDATION created_at",
            "VALIDATION moderation_note",
            "VALIDATION published_at",
            "VALIDATION slug",
            "VALIDATION status",
            "VALIDATION titel",
            "VALIDATION title",
            "VALIDATION version",
            "VALIDATION views",
        ]
    );
    for told in [
        "did you mean `title`?",
        "`views` cannot be written",
        "`version` cannot be written",
        "`CreatePostInput` has no field `moderation_note`",
    ] {
        assert!(reply.text().contains(told), "{told}: {}", reply.text());
    }
    let reply = app
        .write("PATCH", &path_of(1), &json!({"id": uuid(2)}))
        .await;
    assert!(
        reply.text().contains("a part of the row's key"),
        "{}",
        reply.text()
    );
}

#[tokio::test]
async fn constraints_of_the_database() {
    let app = seeded().await;
    let mut dangling = post("dangling");
    dangling["author_id"] = json!(uuid(999));
    for (body, status, mistake) in [
        (post("post-1"), 409, "UNIQUE slug"),
        (dangling, 409, "FOREIGN_KEY author_id"),
    ] {
        let reply = app.write("POST", "/posts", &body).await;
        assert_eq!(
            (reply.status.as_u16(), mistakes(&reply)),
            (status, vec![mistake.to_owned()])
        );
        assert_eq!(
            reply.json()["errors"][0]["field"],
            mistake.split(' ').nth(1).unwrap()
        );
    }
    let reply = app
        .write("PATCH", &path_of(2), &json!({"slug": "post-1"}))
        .await;
    assert_eq!(
        (reply.status.as_u16(), mistakes(&reply)),
        (409, vec!["UNIQUE slug".to_owned()])
    );
}

#[tokio::test]
async fn numbers_as_text_or_number() {
    let app = seeded().await;
    for id in [json!(9_007_199_254_740_993_i64), json!("9007199254740994")] {
        let body = json!({"id": id, "post_id": uuid(1), "author_id": uuid(0), "body": "x"});
        let reply = app.write("POST", "/comments", &body).await;
        assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
        let text = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        assert_eq!(reply.json()["id"], text);
    }
    for parent in ["1.5", "9223372036854775808", "1e400", "\"x\"", "true"] {
        let body = format!("{{\"parent_id\": {parent}}}");
        let json = [("content-type", "application/json")];
        let reply = app
            .send_body(Method::PATCH, "/comments/30", &json, body.into())
            .await;
        assert!(reply.status.is_client_error(), "{parent}");
    }
}

#[tokio::test]
async fn text_with_everything_in_it() {
    let app = seeded().await;
    let text = "\"\\/\u{8}\u{c}\n\r\t é 漢 🦀 \u{2028} '; DROP TABLE posts; --";
    let reply = app
        .write("PATCH", &path_of(1), &json!({"body": text}))
        .await;
    assert_eq!(reply.json()["body"], text);
    assert_eq!(app.json(&path_of(1)).await["body"], text);
    let reply = app
        .write("PATCH", &path_of(1), &json!({"body": "a\u{0}b"}))
        .await;
    assert_eq!(reply.status.as_u16(), 422, "{}", reply.text());
    assert_eq!(mistakes(&reply), ["VALIDATION body"]);
}

#[tokio::test]
async fn a_zone_that_is_read_only() {
    let mut zone = zone(auto_api::Case::AsWritten, "/");
    zone.read_only = true;
    let app = of_zone(zone).await;
    for (method, uri) in [
        ("POST", "/posts"),
        ("DELETE", "/posts"),
        ("PATCH", "/tags/1"),
    ] {
        let reply = app.write(method, uri, &Json::Null).await;
        assert_eq!(reply.status.as_u16(), 405, "{method}");
        assert_eq!(reply.header("allow"), "GET,HEAD");
    }
    let reply = app.write("POST", "/posts/bulk", &Json::Null).await;
    assert_eq!(reply.status.as_u16(), 405);
}
