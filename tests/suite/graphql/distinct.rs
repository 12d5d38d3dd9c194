//! `distinct`: one row for each value, the first by the order; on pages, behind cursors, below
//! parents, and never of a field that the zone hides.

use auto_api::graphql::Request;
use auto_api::{Case, ErrorCode};
use serde_json::json;

use super::app::{app, data, expect, of_zone, refusal, zone};

#[tokio::test]
async fn the_first_by_the_order_stays() {
    let service = app().await;
    for (order, slugs) in [
        ("{views: DESC}", ["post-6", "post-5", "post-4"]),
        ("{views: ASC}", ["post-1", "post-2", "post-3"]),
        (
            "{status: ASC}, {slug: DESC}",
            ["post-6", "post-4", "post-5"],
        ),
        (
            "{comments: {count: DESC}}, {views: DESC}",
            ["post-1", "post-2", "post-6"],
        ),
    ] {
        let query = format!("{{ posts(distinct: [status], order_by: [{order}]) {{ slug }} }}");
        let found = data(&service, Request::new(&query)).await;
        let expected = slugs.map(|slug| json!({ "slug": slug }));
        assert_eq!(found["posts"], json!(expected), "{order}");
    }
    // Without an order that of the model decides: the last one published, then by title.
    let query = "{ posts(distinct: author_id, limit: 5) { slug } }";
    expect(
        &service,
        Request::new(query),
        1,
        r#"{"posts":[{"slug":"post-5"},{"slug":"post-4"}]}"#,
    )
    .await;
}

#[tokio::test]
async fn null_is_one_value_and_the_filter_comes_first() {
    let service = app().await;
    let query = r#"{
        posts(distinct: [editor_id], filter: {slug: {ne: "post-1"}}, order_by: [{slug: ASC}]) { slug }
    }"#;
    expect(
        &service,
        Request::new(query),
        1,
        r#"{"posts":[{"slug":"post-2"}]}"#,
    )
    .await;
}

#[tokio::test]
async fn pages_count_the_rows_that_stay() {
    let service = app().await;
    let query = "{
        post_pages(distinct: [status], order_by: [{views: ASC}], per_page: 2, page: 2) {
            items { slug }
            page_info { total_count page_count has_next_page }
        }
    }";
    expect(
        &service,
        Request::new(query),
        2,
        r#"{"post_pages":{"items":[{"slug":"post-3"}],"page_info":{"total_count":3,"page_count":2,"has_next_page":false}}}"#,
    )
    .await;
}

#[tokio::test]
async fn below_parents_each_parent_has_its_own() {
    let service = app().await;
    let query = "{
        posts(order_by: [{slug: ASC}], limit: 2) {
            comments(distinct: [author_id], order_by: [{id: DESC}]) { id }
            comments_pages(distinct: [author_id], per_page: 1) {
                items { id }
                page_info { total_count has_next_page }
            }
        }
    }";
    expect(
        &service,
        Request::new(query),
        4,
        r#"{"posts":[
            {"comments":[{"id":"3"},{"id":"1"}],
            "comments_pages":{"items":[{"id":"1"}],"page_info":{"total_count":2,"has_next_page":true}}},
            {"comments":[{"id":"4"}],
            "comments_pages":{"items":[{"id":"4"}],"page_info":{"total_count":1,"has_next_page":false}}}
        ]}"#,
    )
    .await;
}

#[tokio::test]
async fn cursors_go_through_the_rows_that_stay_and_belong_to_them() {
    let service = app().await;
    let walk = "query($after: String, $fields: [PostDistinct!]) {
        posts_connection(first: 1, after: $after, distinct: $fields, order_by: [{views: ASC}]) {
            nodes { slug }
            page_info { has_next_page end_cursor }
            total_count
        }
    }";
    let (mut after, mut slugs) = (json!(null), Vec::new());
    for more in [true, true, false] {
        let variables = json!({ "after": after, "fields": ["status", "status"] });
        let request = Request::new(walk).variables(variables);
        let found = data(&service, request).await;
        let page = &found["posts_connection"];
        assert_eq!(page["total_count"], 3);
        assert_eq!(page["page_info"]["has_next_page"], more);
        slugs.push(page["nodes"][0]["slug"].clone());
        after = page["page_info"]["end_cursor"].clone();
    }
    assert_eq!(slugs, ["post-1", "post-2", "post-3"]);
    let cursor = after.as_str().unwrap();
    for distinct in ["", "distinct: [status, author_id],"] {
        let query = format!(
            "{{ posts_connection({distinct} first: 1, after: \"{cursor}\", order_by: [{{views: ASC}}]) {{ nodes {{ slug }} }} }}"
        );
        let error = refusal(&service, Request::new(&query)).await["errors"][0].take();
        assert_eq!(
            error["extensions"]["code"],
            json!(ErrorCode::InvalidCursor.as_str())
        );
    }
}

#[tokio::test]
async fn what_cannot_be_filtered_tells_no_rows_apart() {
    let service = app().await;
    // Hidden in this zone; and of a type that has no equality on both databases.
    for (list, field) in [
        ("users", "email"),
        ("users", "address"),
        ("posts", "title_"),
    ] {
        let query = format!("{{ {list}(distinct: [{field}]) {{ id }} }}");
        let error = refusal(&service, Request::new(&query)).await["errors"][0].take();
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(field), "{message}");
    }
    let sdl = auto_api::model::render::sdl(&zone(Case::AsWritten));
    let users = sdl.split("enum UserDistinct {").nth(1).unwrap();
    let users: Vec<&str> = users
        .split('}')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    assert_eq!(users, ["id", "name", "role"]);
}

#[tokio::test]
async fn names_are_in_the_case_of_the_zone() {
    let service = of_zone(zone(Case::Camel)).await;
    let query = "{ posts(distinct: [authorId], orderBy: [{views: ASC}]) { slug } }";
    let found = data(&service, Request::new(query)).await;
    assert_eq!(
        found["posts"],
        json!([{ "slug": "post-1" }, { "slug": "post-2" }])
    );
}
