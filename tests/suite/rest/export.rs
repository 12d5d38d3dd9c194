//! Exports: every row, both formats, chosen by the query or by `Accept`.

use auto_api::plan::Dialect;
use axum::http::{Method, StatusCode};
use serde_json::{Value as Json, json};

use super::app::{POSTS, app, status, title, uuid};

#[tokio::test]
async fn newline_delimited_json() {
    let app = app().await;
    let reply = app
        .get("/posts/export?format=ndjson&order_by=views&fields=title,views&status=draft")
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "application/x-ndjson");
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"posts.ndjson\""
    );
    let lines: Vec<Json> = reply
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let expected = (1..=POSTS).filter(|n| status(*n) == "draft");
    let expected: Vec<Json> = expected
        .map(|n| json!({"title": title(n), "views": (n * 10).to_string()}))
        .collect();
    assert_eq!(lines, expected);
    assert!(reply.text().ends_with('\n'));
}

#[tokio::test]
async fn comma_separated_values() {
    let app = app().await;
    let reply = app
        .get("/posts/export?format=csv&order_by=views&fields=views,title&views[lte]=80")
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(
        reply.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"posts.csv\""
    );
    let lines: Vec<&str> = reply.text().split("\r\n").collect();
    assert_eq!(lines[0], "views,title");
    assert_eq!(lines[7], "70,\"100% _sure_, İstanbul \\ straße\"");
    assert_eq!(lines[8], "80,\"it's \"\"quoted\"\"; a,b\"");
    assert_eq!(lines.len(), 10);
}

#[tokio::test]
async fn all_rows_whatever_the_page_size() {
    let app = app().await;
    let lines = |text: &str| text.lines().count();
    assert_eq!(lines(app.get("/posts/export").await.text()), POSTS as usize);
    let more = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000)
        INSERT INTO tags (id, label) SELECT n + 100, 'more-' || n FROM n";
    app.database.execute_batch(more).await.unwrap();
    assert_eq!(lines(app.get("/tags/export").await.text()), 3005);
    assert_eq!(lines(app.get("/tags/export?format=csv").await.text()), 3006);
    assert_eq!(app.get("/tags/export?id=0").await.text(), "");
    assert_eq!(
        app.get("/tags/export?id=0&format=csv").await.text(),
        "id,label\r\n"
    );
}

#[tokio::test]
async fn the_format_that_is_accepted() {
    let app = app().await;
    for (accept, media) in [
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/jsonl, text/csv;q=0.5", "application/x-ndjson"),
        (
            "text/csv, application/*;q=0.2",
            "text/csv; charset=utf-8; header=present",
        ),
        ("*/*", "application/x-ndjson"),
    ] {
        let reply = app
            .send(Method::GET, "/tags/export", &[("accept", accept)])
            .await;
        assert_eq!(reply.header("content-type"), media, "{accept}");
        assert_eq!(reply.header("vary"), "accept");
    }
    let reply = app
        .send(Method::GET, "/tags/export", &[("accept", "image/png")])
        .await;
    assert_eq!(reply.status, StatusCode::NOT_ACCEPTABLE);
    let reply = app
        .send(
            Method::GET,
            "/tags/export?format=csv",
            &[("accept", "application/json")],
        )
        .await;
    assert_eq!(reply.status, StatusCode::OK, "the query decides");
}

#[tokio::test]
async fn errors_come_before_the_first_row() {
    let app = app().await;
    for uri in [
        "/posts/export?format=xml",
        "/posts/export?views=x",
        "/posts/export?page=1",
        "/posts/export?include=author",
        "/posts/export?fields=author.name",
        "/posts/export?filter[titel]=x",
        "/posts/export?order_by=nothing",
    ] {
        let reply = app.get(uri).await;
        assert_eq!(
            reply.status,
            StatusCode::BAD_REQUEST,
            "{uri}: {}",
            reply.text()
        );
        assert_eq!(
            reply.header("content-type"),
            "application/problem+json",
            "{uri}"
        );
        assert_eq!(reply.header("content-disposition"), "", "{uri}");
    }
}

#[tokio::test]
async fn an_error_in_the_middle_breaks_the_body() {
    let app = app().await;
    // No time that a field may have.
    let never = match app.database.dialect() {
        Dialect::Sqlite => "'never'",
        Dialect::Postgres => "timestamptz 'infinity'",
    };
    let rows = format!(
        "WITH RECURSIVE n(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)
         INSERT INTO comments (id, post_id, author_id, body, created_at)
         SELECT n, posts.id, users.id, 'more', CASE n WHEN 30000 THEN {never} ELSE '2024-02-01T00:00:00.000000Z' END
         FROM n JOIN posts ON posts.id = '{post}' JOIN users ON users.id = '{post}'",
        post = uuid(1)
    );
    app.database.execute_batch(&rows).await.unwrap();
    let reply = app.get("/comments/export?order_by=id&id[lt]=30000").await;
    assert!(!reply.broken);
    assert!(reply.text().lines().count() > 29_000);
    for format in ["ndjson", "csv"] {
        let reply = app
            .get(&format!("/comments/export?order_by=id&format={format}"))
            .await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.broken);
        assert!(reply.text().lines().count() > 10_000);
    }
}

#[tokio::test]
async fn the_head_of_an_export_reads_nothing() {
    let app = app().await;
    let reply = app
        .send(Method::HEAD, "/posts/export?format=csv", &[])
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"posts.csv\""
    );
    assert!(reply.body.is_empty());
    assert_eq!(
        reply.header("content-length"),
        "",
        "the length of a stream is not known"
    );
}
