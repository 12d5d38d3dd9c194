//! Pages of both kinds, through all of them, in both directions, by their links alone.

use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
use serde_json::{Value as Json, json};

use super::app::{App, POSTS, app, numbers};

/// Follows a relation until there is none; the numbers of the posts of each page.
async fn follow(app: &App, start: &str, rel: &str) -> Vec<Vec<u32>> {
    let (mut next, mut pages) = (Some(start.to_owned()), Vec::new());
    while let Some(uri) = next {
        let reply = app.get(&uri).await;
        assert_eq!(reply.status, 200, "{uri}: {}", reply.text());
        pages.push(numbers(&reply.json()));
        next = reply.link(rel);
        assert!(pages.len() < 100, "{uri} goes round");
    }
    pages
}

fn in_tens() -> Vec<Vec<u32>> {
    let all: Vec<u32> = (1..=POSTS).collect();
    all.chunks(10).map(<[u32]>::to_vec).collect()
}

#[tokio::test]
async fn numbered_pages_forth_and_back() {
    let app = app().await;
    let base = "/posts?order_by=views&fields=slug&per_page=10";
    assert_eq!(follow(&app, base, "next").await, in_tens());
    let last = app
        .get(&format!("{base}&count=true"))
        .await
        .link("last")
        .unwrap();
    assert_eq!(last, format!("{base}&count=true&page=6"));
    let mut back = follow(&app, &last, "prev").await;
    back.reverse();
    assert_eq!(back, in_tens());
}

#[tokio::test]
async fn keyset_pages_forth_and_back() {
    let app = app().await;
    let base = "/posts?order_by=views&fields=slug&count=true";
    let first = format!("{base}&first=10");
    assert_eq!(follow(&app, &first, "next").await, in_tens());
    let last = app.get(&first).await.link("last").unwrap();
    let mut back = follow(&app, &last, "prev").await;
    back.reverse();
    let flat = |pages: Vec<Vec<u32>>| pages.concat();
    assert_eq!(flat(back), flat(in_tens()));
}

#[tokio::test]
async fn keyset_pages_in_an_order_with_nulls_and_ties() {
    let app = app().await;
    for order in [
        "-published_at",
        "published_at:nulls_first,-status",
        "-author.name",
        "comments.count",
    ] {
        let whole = app
            .json(&format!("/posts?fields=slug&per_page=100&order_by={order}"))
            .await;
        let base = format!("/posts?fields=slug&order_by={order}");
        for size in [1, 7, 56, 57, 100] {
            let forth = follow(&app, &format!("{base}&first={size}"), "next").await;
            assert_eq!(forth.concat(), numbers(&whole), "{order} {size}");
            let mut back = follow(&app, &format!("{base}&last={size}"), "prev").await;
            back.reverse();
            assert_eq!(back.concat(), numbers(&whole), "{order} {size} back");
        }
    }
}

#[tokio::test]
async fn page_info_has_all_its_members() {
    let app = app().await;
    let info = |list: &Json| list["page_info"].clone();
    let list = app.json("/posts?page=2&per_page=20").await;
    let expected = json!({
        "has_next_page": true, "has_previous_page": true, "start_cursor": null, "end_cursor": null,
        "total_count": null, "page_count": null, "current_page": 2, "per_page": 20,
    });
    assert_eq!(info(&list), expected);
    let list = app.json("/posts?page=3&per_page=20&count=true").await;
    assert_eq!(info(&list)["total_count"], POSTS);
    assert_eq!(info(&list)["page_count"], 3);
    assert_eq!(info(&list)["has_next_page"], false);
    let list = app.json("/posts?first=20&count=1").await;
    assert_eq!(info(&list)["total_count"], POSTS);
    assert_eq!(info(&list)["current_page"], Json::Null);
    assert!(info(&list)["end_cursor"].is_string());
    let names: Vec<_> = info(&list).as_object().unwrap().keys().cloned().collect();
    assert_eq!(names.len(), 8);
    let empty = app.json("/posts?views[lt]=0&count=true").await;
    assert_eq!(empty["items"], json!([]));
    assert_eq!(
        (&info(&empty)["total_count"], &info(&empty)["page_count"]),
        (&json!(0), &json!(0))
    );
}

#[tokio::test]
async fn default_sizes_and_statements() {
    let app = app().await;
    let reply = app.get("/posts").await;
    assert_eq!(reply.json()["items"].as_array().unwrap().len(), 20);
    assert_eq!(reply.statements, Some(1));
    assert_eq!(reply.header("x-total-count"), "");
    let reply = app.get("/posts?count=true&status=draft").await;
    assert_eq!(reply.header("x-total-count"), "19");
    assert_eq!(reply.statements, Some(2));
    let reply = app
        .get("/posts?include=author,comments.author&per_page=50")
        .await;
    // PostgreSQL joins relations to one row.
    let statements = if on() == Dialect::Sqlite { 4 } else { 2 };
    assert_eq!(reply.statements, Some(statements));
    let reply = app.get("/posts?per_page=201").await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["code"]),
        (400, &json!("LIMIT_EXCEEDED"))
    );
}

#[tokio::test]
async fn links_keep_other_parameters_and_end_nowhere_else() {
    let app = app().await;
    let reply = app
        .get("/posts?title[ne]=%3E%22&per_page=5&filter[slug][ne]=a%26b&page=3")
        .await;
    let next = "/posts?title[ne]=%3E%22&per_page=5&filter[slug][ne]=a%26b&page=4";
    assert_eq!(reply.link("next").as_deref(), Some(next));
    assert_eq!(reply.link("prev"), Some(next.replace("page=4", "page=2")));
    assert_eq!(reply.link("first"), Some(next.replace("page=4", "page=1")));
    assert_eq!(reply.link("last"), None);
    let past = app.get("/posts?per_page=10&page=90&count=true").await;
    assert_eq!(
        past.link("prev").as_deref(),
        Some("/posts?per_page=10&count=true&page=6")
    );
    assert_eq!(past.link("next"), None);
}

#[tokio::test]
async fn a_cursor_is_for_its_own_list() {
    let app = app().await;
    let list = app.json("/posts?first=5&order_by=views").await;
    let cursor = list["page_info"]["end_cursor"].as_str().unwrap();
    for uri in [
        format!("/posts?first=5&order_by=-views&after={cursor}"),
        format!("/posts?first=5&order_by=views&status=draft&after={cursor}"),
        format!("/comments?first=5&after={cursor}"),
        "/posts?first=5&after=x".to_owned(),
        "/posts?first=5&after=".to_owned(),
    ] {
        let reply = app.get(&uri).await;
        assert_eq!(reply.status, 400, "{uri}");
        assert_eq!(reply.json()["code"], "INVALID_CURSOR", "{uri}");
    }
}
