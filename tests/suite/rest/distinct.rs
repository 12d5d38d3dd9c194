//! `distinct=author_id,status`: one row for each value, the first by the order.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::app::{app, numbers};

#[tokio::test]
async fn one_row_for_each_value() {
    let app = app().await;
    for (query, posts) in [
        ("distinct=status&order_by=-views", vec![57, 56, 55]),
        ("distinct=status&order_by=views", vec![1, 2, 3]),
        (
            "distinct[]=status&filter[views][gt]=100&order_by=views",
            vec![11, 12, 13],
        ),
        ("distinct=status&order_by=views&per_page=2&page=2", vec![3]),
        ("distinct=status&order_by=views&last=1", vec![3]),
        ("distinct=author_id,status&order_by=views", vec![1, 2, 3]),
        ("distinct=&order_by=views&per_page=2", vec![1, 2]),
    ] {
        let found = app.json(&format!("/posts?fields=slug&{query}")).await;
        assert_eq!(numbers(&found), posts, "{query}");
    }
}

#[tokio::test]
async fn counts_are_of_these_rows() {
    let reply = app()
        .await
        .get("/posts?distinct=status&count=true&per_page=2")
        .await;
    assert_eq!(reply.header("x-total-count"), "3");
    assert_eq!(reply.json()["page_info"]["page_count"], 2);
    assert_eq!(reply.statements, Some(2));
}

#[tokio::test]
async fn links_keep_it() {
    let app = app().await;
    let first = app
        .get("/posts?distinct=status&order_by=views&fields=slug&first=2")
        .await;
    let next = first.link("next").unwrap();
    assert_eq!(numbers(&app.json(&next).await), [3]);
}

#[tokio::test]
async fn mistakes_name_what_was_meant() {
    let app = app().await;
    for (uri, path, message) in [
        (
            "/posts?distinct=statsu",
            "distinct.0",
            "rows of `Post` are not told apart by `statsu`; did you mean `status`?",
        ),
        (
            "/users?distinct=name,email",
            "distinct.1",
            "rows of `User` are not told apart by `email`",
        ),
        (
            "/users?distinct=address",
            "distinct.0",
            "rows of `User` are not told apart by `address`",
        ),
        (
            "/posts?distinct_on=status",
            "distinct_on",
            "unknown parameter `distinct_on`; did you mean `distinct`?",
        ),
        (
            "/posts/export?distinct=status",
            "distinct",
            "unknown parameter `distinct`",
        ),
    ] {
        let reply = app.send(Method::GET, uri, &[]).await;
        assert_eq!(
            reply.status,
            StatusCode::BAD_REQUEST,
            "{uri}: {}",
            reply.text()
        );
        let found = &reply.json()["errors"][0];
        let steps: Vec<&str> = path.split('.').collect();
        assert_eq!(found["path"], json!(steps), "{uri}");
        assert_eq!(found["message"], message, "{uri}");
    }
}
