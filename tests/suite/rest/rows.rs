//! One row, its members and relations, `ETag` and conditional requests.

use auto_api::Case;
use axum::http::{Method, StatusCode};
use serde_json::json;

use super::app::{app, of_zone, uuid, zone};

#[tokio::test]
async fn one_by_key() {
    let app = app().await;
    let post = app.json(&format!("/posts/{}", uuid(8))).await;
    assert_eq!(post["title"], "it's \"quoted\"; a,b");
    assert_eq!(
        (&post["status"], &post["views"]),
        (&json!("taken-back"), &json!("80"))
    );
    assert!(post.get("author").is_none() && post.get("moderation_note").is_none());
    let line = app.json("/order_lines/1/2").await;
    assert_eq!(
        line,
        json!({"order_id": 1, "line_no": 2, "articleNumber": "B", "price": "20.00"})
    );
    let post = app
        .json(&format!(
            "/posts/{}?fields=title&include=author&fields=author.name",
            uuid(1)
        ))
        .await;
    assert_eq!(post, json!({"title": "Post 1", "author": {"name": "Bob"}}));
    let comment = app
        .json("/comments/30?fields=id&include=post.tags,replies")
        .await;
    assert_eq!(
        comment["post"]["tags"],
        json!([{"id": 4, "label": "tag-4"}])
    );
    assert_eq!(comment["replies"], json!([]));
}

#[tokio::test]
async fn no_such_row() {
    let app = app().await;
    let missing = format!("/posts/{}", uuid(999));
    let too_long = format!("/posts/{}", "9".repeat(5000));
    for uri in [
        missing.as_str(),
        "/posts/x",
        "/posts/%00",
        "/posts/%FF",
        "/posts/1'%20OR%20'1'='1",
        &too_long,
        "/order_lines/1/9",
        "/order_lines/1/x",
        "/order_lines/99999999999999999999/1",
        "/order_lines/1",
        "/order_lines/1/2/3",
        "/tags/4294967297",
        "/post_tags/1/1",
        "/posts/",
        "/post",
    ] {
        let reply = app.get(uri).await;
        assert_eq!(
            reply.status,
            StatusCode::NOT_FOUND,
            "{uri}: {}",
            reply.text()
        );
        assert_eq!(reply.json()["code"], "NOT_FOUND", "{uri}");
        assert_eq!(
            reply.header("content-type"),
            "application/problem+json",
            "{uri}"
        );
    }
}

#[tokio::test]
async fn tags_of_content_and_version() {
    let app = app().await;
    let one = format!("/posts/{}", uuid(3));
    let reply = app.get(&one).await;
    assert_eq!(reply.header("etag"), "\"4\"", "the version of the row");
    assert_eq!(reply.header("cache-control"), "private, no-cache");
    let sparse = app.get(&format!("{one}?fields=title,version")).await;
    assert_eq!(
        sparse.header("etag").len(),
        34,
        "a part of the row is tagged by its content"
    );
    for uri in [
        one.as_str(),
        "/posts?per_page=3",
        "/tags/1",
        "/posts?first=2&count=true",
    ] {
        let tag = app.get(uri).await.header("etag").to_owned();
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"x\", {tag}"),
            "*".to_owned(),
        ] {
            let reply = app
                .send(Method::GET, uri, &[("if-none-match", &known)])
                .await;
            assert_eq!(reply.status, StatusCode::NOT_MODIFIED, "{uri} {known}");
            assert_eq!(reply.header("etag"), tag);
            assert!(reply.body.is_empty());
        }
        let reply = app
            .send(Method::GET, uri, &[("if-none-match", "\"other\"")])
            .await;
        assert_eq!(reply.status, StatusCode::OK);
    }
    let before = app.get("/tags").await.header("etag").to_owned();
    app.database
        .execute_batch("UPDATE tags SET label = 'new' WHERE id = 1")
        .await
        .unwrap();
    assert_ne!(app.get("/tags").await.header("etag"), before);
}

#[tokio::test]
async fn head_has_the_headers_alone() {
    let app = app().await;
    for uri in ["/posts?per_page=3&count=true", "/tags/1", "/openapi.json"] {
        let get = app.get(uri).await;
        let head = app.send(Method::HEAD, uri, &[]).await;
        assert_eq!(head.status, StatusCode::OK);
        assert!(head.body.is_empty());
        assert_eq!(head.header("content-length"), get.body.len().to_string());
        for name in ["etag", "link", "x-total-count", "content-type"] {
            assert_eq!(head.header(name), get.header(name), "{name} of {uri}");
        }
    }
}

#[tokio::test]
async fn camel_case_below_a_path() {
    let app = of_zone(zone(Case::Camel, "/api/v1")).await;
    let list = app.json("/api/v1/posts?perPage=2&orderBy=-createdAt,views&fields=slug,authorId&editorId[isNull]=true").await;
    assert_eq!(
        list["items"][0],
        json!({"slug": "post-1", "authorId": uuid(1)})
    );
    assert_eq!(list["pageInfo"]["hasNextPage"], true);
    let reply = app.get("/api/v1/posts?perPage=2").await;
    assert_eq!(
        reply.link("next").as_deref(),
        Some("/api/v1/posts?perPage=2&page=2")
    );
    let line = app.json("/api/v1/orderLines/1/1").await;
    assert_eq!(
        (&line["lineNo"], &line["articleNumber"]),
        (&json!(1), &json!("A"))
    );
    let lost = app.get("/api/v1/nothing").await;
    assert_eq!(
        (lost.status.as_u16(), &lost.json()["instance"]),
        (404, &json!("/api/v1/nothing"))
    );
    let mistake = app.get("/api/v1/posts?per_page=2").await;
    assert!(
        mistake.text().contains("did you mean `perPage`?"),
        "{}",
        mistake.text()
    );
}
