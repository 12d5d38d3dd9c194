//! Writes of one row.

use auto_api::Case;
use serde_json::{Value as Json, json};

use super::super::app::{of_zone, uuid, zone_named};
use super::{app, run, told};

const ERRORS: &str =
    "fragment E on MutationPayload { ok errors { code message path index field } }";

#[tokio::test]
async fn a_row_with_its_relations() {
    let service = app().await;
    let query = "mutation ($i: CreatePostInput!) { create_post(input: $i) {
        ok errors { code }
        object { slug status version views author { name } tags(order_by: {id: ASC}) { label }
            comments(order_by: {body: ASC}) { body author { name } } } } }";
    let post = json!({
        "slug": "new", "title": "New", "body": "text", "status": "PUBLISHED",
        "author": {"create": {"name": "Cy", "email": "cy@example.org",
            "address": {"street": "S", "city": "C", "countryCode": "FR", "notes": [], "position": null}}},
        "comments": {"create": [{"body": "a", "author_id": uuid(1)}, {"body": "b", "author": {"connect": {"id": uuid(2)}}}]},
        "tags": {"connect": [{"id": 1}, {"label": "sql"}]},
    });
    let answer = run(&service, query, json!({"i": post})).await;
    let object = json!({"slug": "new", "status": "PUBLISHED", "version": 1, "views": "0",
        "author": {"name": "Cy"}, "tags": [{"label": "rust"}, {"label": "sql"}],
        "comments": [{"body": "a", "author": {"name": "Ann"}}, {"body": "b", "author": {"name": "Bob"}}]});
    assert_eq!(
        answer["create_post"],
        json!({"ok": true, "errors": [], "object": object})
    );
    let query = r#"{ users(filter: {name: {eq: "Cy"}}) { role address { street city countryCode notes } } }"#;
    let answer = run(&service, query, Json::Null).await;
    let address = json!({"street": "S", "city": "C", "countryCode": "FR", "notes": []});
    assert_eq!(
        answer["users"],
        json!([{"role": "READER", "address": address}])
    );
}

#[tokio::test]
async fn a_leaf_that_is_not_valid_has_its_path() {
    let service = app().await;
    let query = format!(
        "mutation ($i: CreatePostInput!) {{ create_post(input: $i) {{ ...E object {{ id }} }} }} {ERRORS}"
    );
    let post = json!({
        "slug": "new", "title": "New", "body": "text", "author_id": uuid(1),
        "comments": {"create": [{"body": "a", "author_id": uuid(1)}, {"body": "x".repeat(2001), "author_id": uuid(1)}]},
    });
    let answer = run(&service, &query, json!({"i": post})).await;
    assert_eq!(
        told(&answer["create_post"]),
        ["VALIDATION input.comments.create.1.body"]
    );
    assert_eq!(answer["create_post"]["object"], Json::Null);
    let answer = run(&service, r#"{ post(slug: "new") { id } }"#, Json::Null).await;
    assert_eq!(answer, json!({"post": null}));
}

#[tokio::test]
async fn a_change_by_any_key_and_of_a_version() {
    let service = app().await;
    let query = format!(
        "mutation ($t: String!, $v: Int) {{ update_post(slug: \"post-1\", input: {{title: $t}}, expected_version: $v) {{
            ...E object {{ title version author {{ name }} }} }} }} {ERRORS}"
    );
    let answer = run(&service, &query, json!({"t": "One", "v": 1})).await;
    let object = json!({"title": "One", "version": 2, "author": {"name": "Bob"}});
    assert_eq!(
        answer["update_post"],
        json!({"ok": true, "errors": [], "object": object})
    );
    let answer = run(&service, &query, json!({"t": "Two", "v": 1})).await;
    assert!(
        told(&answer["update_post"])[0].starts_with("CONFLICT"),
        "{answer}"
    );
    assert_eq!(
        answer["update_post"]["object"], object,
        "the row that is there instead"
    );
    let query = format!(
        "mutation {{ update_post(slug: \"nobody\", input: {{title: \"x\"}}) {{ ...E }} }} {ERRORS}"
    );
    let answer = run(&service, &query, Json::Null).await;
    assert!(
        told(&answer["update_post"])[0].starts_with("NOT_FOUND"),
        "{answer}"
    );
}

#[tokio::test]
async fn absent_stays_and_null_is_written() {
    let service = app().await;
    let query = "mutation ($i: UpdatePostInput!) { update_post(slug: \"post-1\", input: $i) {
        ok object { title published_at headline } errors { code path } } }";
    let given = json!({"headline": "H", "published_at": "2030-01-01T00:00:00Z"});
    run(&service, query, json!({"i": given})).await;
    let answer = run(&service, query, json!({"i": {"headline": null}})).await;
    let object =
        json!({"title": "Post 1", "published_at": "2030-01-01T00:00:00Z", "headline": null});
    assert_eq!(answer["update_post"]["object"], object);
    let answer = run(&service, query, json!({"i": {"title": null}})).await;
    assert_eq!(
        answer["update_post"]["errors"],
        json!([{"code": "NOT_NULL", "path": ["input", "title"]}])
    );
    let answer = run(&service, query, json!({"i": {}})).await;
    assert_eq!(
        answer["update_post"]["ok"], false,
        "an empty patch is refused"
    );
}

#[tokio::test]
async fn upserts_make_and_change() {
    let service = app().await;
    let query = "mutation ($i: CreateTagInput!) { upsert_tag(input: $i, on: LABEL) { ok object { id label } } }";
    let made = run(&service, query, json!({"i": {"label": "new"}})).await;
    let again = run(&service, query, json!({"i": {"label": "new"}})).await;
    assert_eq!(made, again);
    assert_eq!(made["upsert_tag"]["object"]["label"], "new");
    assert_eq!(super::tags(&service).await, 4);
    let query = "mutation { upsert_tag(input: {id: 1, label: \"Rust\"}) { object { id label posts { slug } } } }";
    let answer = run(&service, query, Json::Null).await;
    assert_eq!(answer["upsert_tag"]["object"]["label"], "Rust");
    assert_eq!(super::tags(&service).await, 4);
}

#[tokio::test]
async fn a_row_that_is_deleted_is_answered_as_it_was() {
    let service = app().await;
    let query = "mutation ($id: Int!) { delete_tag(id: $id) { ok object { label posts { slug } } errors { code } } }";
    let answer = run(&service, query, json!({"id": 3})).await;
    assert_eq!(
        answer["delete_tag"],
        json!({"ok": true, "object": {"label": "unused", "posts": []}, "errors": []})
    );
    let answer = run(&service, query, json!({"id": 3})).await;
    assert_eq!(
        answer["delete_tag"],
        json!({"ok": false, "object": null, "errors": [{"code": "NOT_FOUND"}]})
    );
}

#[tokio::test]
async fn a_zone_in_camel_case() {
    let service = of_zone(zone_named("admin", Case::Camel)).await;
    let query = "mutation ($i: CreatePostInput!) { createPost(input: $i, idempotencyKey: \"k1\") {
        __typename ok object { authorId publishedAt moderationNote } errors { code path } } }";
    let post = json!({"slug": "new", "title": "t", "body": "b", "authorId": uuid(1), "moderationNote": "n"});
    let answer = run(&service, query, json!({"i": post})).await;
    let object = json!({"authorId": uuid(1), "publishedAt": null, "moderationNote": "n"});
    assert_eq!(
        answer["createPost"],
        json!({"__typename": "PostPayload", "ok": true, "object": object, "errors": []})
    );
    let query = "mutation { updatePosts(items: [{key: {slug: \"new\"}, patch: {moderationNote: null}, expectedVersion: 1}]) {
        ok affected objects { moderationNote } errors { code path } } }";
    let answer = run(&service, query, Json::Null).await;
    assert_eq!(
        answer["updatePosts"],
        json!({"ok": true, "affected": 1, "objects": [{"moderationNote": null}], "errors": []})
    );
}
