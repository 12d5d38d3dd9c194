//! What callers send who mean no good: never a panic, never a 5xx, never another row.

use super::app::{App, app};

const HOSTILE: [&str; 16] = [
    "%00",
    "a%00b",
    "%FF%FE",
    "%C3",
    "%",
    "%zz",
    "'%20OR%201=1%20--",
    "%22;DROP%20TABLE%20posts;--",
    "1)%20UNION%20SELECT%20email%20FROM%20users--",
    "99999999999999999999999999",
    "-9223372036854775809",
    "1e999",
    "NaN",
    "%F0%9F%92%A9%E2%80%AE",
    "$%7Bjndi:ldap:x%7D",
    "{}[]()*?&&==",
];

async fn ok_or_refused(app: &App, uri: &str) {
    let reply = app.get(uri).await;
    let status = reply.status.as_u16();
    assert!(
        matches!(status, 200 | 400 | 404),
        "{uri}: {status} {}",
        reply.text()
    );
    if status != 200 {
        assert_eq!(
            reply.header("content-type"),
            "application/problem+json",
            "{uri}"
        );
    }
    for secret in [
        "@example.org",
        "FROM \"",
        "sqlite",
        "no such table",
        "no such column",
    ] {
        assert!(!reply.text().contains(secret), "{uri}: {}", reply.text());
    }
}

#[tokio::test]
async fn hostile_text_in_every_position() {
    let app = app().await;
    for text in HOSTILE {
        for uri in [
            format!("/posts?{text}"),
            format!("/posts?{text}=1"),
            format!("/posts?filter[{text}]=1"),
            format!("/posts?filter[title][{text}]=1"),
            format!("/posts?filter[author][{text}][eq]=1"),
            format!("/posts?filter[or][{text}][title]=1"),
            format!("/posts?filter[title]={text}"),
            format!("/posts?filter[title][like]={text}"),
            format!("/posts?filter[title][icontains]={text}"),
            format!("/posts?filter[title][starts_with]={text}"),
            format!("/posts?filter[title][in]={text}"),
            format!("/posts?filter[id]={text}"),
            format!("/posts?filter[views]={text}"),
            format!("/posts?filter[views][between]={text},{text}"),
            format!("/posts?filter[created_at][gt]={text}"),
            format!("/posts?filter[created_at][year]={text}"),
            format!("/posts?filter[created_at][range]={text}"),
            format!("/posts?filter[editor_id][is_null]={text}"),
            format!("/posts?filter[comments][count]={text}"),
            format!("/posts?filter={text}"),
            format!("/posts?{text}.{text}={text}"),
            format!("/posts?order_by={text}"),
            format!("/posts?order_by=-author.{text}:{text}"),
            format!("/posts?fields={text}"),
            format!("/posts?include={text}"),
            format!("/posts?count={text}"),
            format!("/posts?page={text}"),
            format!("/posts?per_page={text}"),
            format!("/posts?first={text}"),
            format!("/posts?after={text}"),
            format!("/posts?last=1&before={text}"),
            format!("/posts/{text}"),
            format!("/order_lines/{text}/{text}"),
            format!("/posts/export?format={text}"),
            format!("/openapi.json?version={text}"),
        ] {
            // What is no URI does not get as far as the router.
            if uri.parse::<axum::http::Uri>().is_ok() {
                ok_or_refused(&app, &uri).await;
            }
        }
    }
    assert_eq!(
        app.json("/posts?count=true").await["page_info"]["total_count"],
        super::app::POSTS
    );
}

#[tokio::test]
async fn hostile_shapes() {
    let app = app().await;
    let deep = "[not]".repeat(3000);
    for uri in [
        "/posts?filter[[[".to_owned(),
        "/posts?filter[".to_owned(),
        "/posts?filter]".to_owned(),
        "/posts?filter[]=1".to_owned(),
        "/posts?[]=1".to_owned(),
        "/posts?=".to_owned(),
        "/posts?=1".to_owned(),
        format!("/posts?filter{deep}[title]=x"),
        format!("/posts?{}", "a=1&".repeat(10_000)),
        format!("/posts?{}", "filter[title][in]=1&".repeat(2000)),
        format!("/posts?filter[title]={}", "x".repeat(60_000)),
        format!("/posts?filter[views][in]={}1", "1,".repeat(5000)),
        format!("/posts?fields={}", "title,".repeat(5000)),
        format!("/posts?fields=title{}", ".a".repeat(5000)),
        format!("/posts?order_by={}", "views,".repeat(5000)),
        format!("/posts?order_by=views{}", ".a".repeat(5000)),
        format!("/posts?include=author{}", ".posts.author".repeat(500)),
        format!(
            "/posts?filter={}1{}",
            "%5B".repeat(5000),
            "%5D".repeat(5000)
        ),
        format!(
            "/posts?filter={}1{}",
            "%7B%22not%22:".repeat(100),
            "%7D".repeat(100)
        ),
        format!("/posts?filter={}", "%7B%22not%22:".repeat(1000)),
    ] {
        let start = std::time::Instant::now();
        ok_or_refused(&app, &uri).await;
        assert!(
            start.elapsed().as_secs() < 2,
            "{} takes too long",
            &uri[..40.min(uri.len())]
        );
    }
}
