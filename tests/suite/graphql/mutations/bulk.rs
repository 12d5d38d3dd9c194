//! Writes of many rows.

use serde_json::{Value as Json, json};

use super::{app, run, tags, told};

const CREATE: &str =
    "mutation ($r: [CreateTagInput!]!, $e: OnError!) { create_tags(inputs: $r, on_error: $e) {
    ok affected objects { label } errors { code message path index field } } }";

#[tokio::test]
async fn rows_that_are_not_valid_end_it_or_are_left_out() {
    let service = app().await;
    let rows =
        json!([{"label": "a"}, {"label": "x".repeat(41)}, {"label": "rust"}, {"label": "b"}]);
    let answer = run(&service, CREATE, json!({"r": rows, "e": "ABORT"})).await;
    assert_eq!(
        told(&answer["create_tags"]),
        ["VALIDATION inputs.1.label [1]"]
    );
    assert_eq!(answer["create_tags"]["affected"], 0);
    assert_eq!(tags(&service).await, 3);

    let answer = run(&service, CREATE, json!({"r": rows, "e": "SKIP_INVALID"})).await;
    let payload = &answer["create_tags"];
    assert_eq!(
        payload["objects"],
        json!([{"label": "a"}, null, null, {"label": "b"}])
    );
    assert_eq!(payload["affected"], 2);
    let errors = payload["errors"].as_array().unwrap().iter();
    let errors: Vec<_> = errors
        .map(|error| (&error["code"], &error["index"]))
        .collect();
    assert_eq!(
        errors,
        [
            (&json!("VALIDATION"), &json!(1)),
            (&json!("UNIQUE"), &json!(2))
        ]
    );
    assert_eq!(tags(&service).await, 5);
}

#[tokio::test]
async fn two_thousand_rows_in_one_variable() {
    let service = app().await;
    let rows: Vec<Json> = (0..2000)
        .map(|n| json!({"label": format!("tag {n}")}))
        .collect();
    let answer = run(&service, CREATE, json!({"r": rows, "e": "ABORT"})).await;
    assert_eq!(answer["create_tags"]["affected"], 2000);
    assert_eq!(answer["create_tags"]["objects"][1999]["label"], "tag 1999");
    assert_eq!(tags(&service).await, 2003);
}

#[tokio::test]
async fn rows_each_with_its_change() {
    let service = app().await;
    let query = "mutation ($items: [UpdateTagItemInput!]) { update_tags(items: $items) {
        ok affected objects { id label } errors { code message path index } } }";
    let items = json!([{"key": {"id": 2}, "patch": {"label": "two"}}, {"key": {"label": "rust"}, "patch": {"label": "one"}}]);
    let answer = run(&service, query, json!({"items": items})).await;
    assert_eq!(
        answer["update_tags"],
        json!({"ok": true, "affected": 2, "objects": [{"id": 2, "label": "two"}, {"id": 1, "label": "one"}], "errors": []})
    );
    let items = json!([{"key": {"id": 2}, "patch": {"label": "2"}}, {"key": {"id": 9}, "patch": {"label": "9"}}]);
    let answer = run(&service, query, json!({"items": items})).await;
    assert!(
        told(&answer["update_tags"])[0].starts_with("NOT_FOUND items.1"),
        "{answer}"
    );
    let answer = run(&service, "{ tag(id: 2) { label } }", Json::Null).await;
    assert_eq!(answer["tag"]["label"], "two", "all or none");
}

#[tokio::test]
async fn filters_that_mean_every_row_are_refused() {
    let service = app().await;
    let payload = "{ ok affected errors { code message path index } }";
    for call in [
        "delete_tags(filter: {})",
        "delete_tags",
        "delete_tags(filter: {and: []}, all: false)",
        "update_tags(filter: {}, patch: {label: \"x\"})",
        "update_tags(patch: {label: \"x\"})",
    ] {
        let answer = run(
            &service,
            &format!("mutation {{ it: {call} {payload} }}"),
            Json::Null,
        )
        .await;
        let told = told(&answer["it"]);
        assert!(told[0].ends_with(" filter"), "{call}: {told:?}");
        assert_eq!(answer["it"]["affected"], 0);
    }
    let query = format!("mutation ($f: TagFilter) {{ it: delete_tags(filter: $f) {payload} }}");
    for filter in [json!(null), json!({}), json!({"or": [{}]})] {
        let answer = run(&service, &query, json!({"f": filter})).await;
        assert_eq!(answer["it"]["ok"], false, "{filter}");
    }
    assert_eq!(tags(&service).await, 3);
    let answer = run(
        &service,
        &format!(
            "mutation {{ it: update_tags(filter: {{id: {{eq: 1}}}}, patch: {{}}) {payload} }}"
        ),
        Json::Null,
    )
    .await;
    assert_eq!(answer["it"]["ok"], false, "an empty patch");
}

#[tokio::test]
async fn more_rows_than_allowed_take_all_back() {
    let service = app().await;
    let query = "mutation ($n: Int) { it: delete_tags(filter: {id: {gt: 1}}, at_most: $n) {
        ok affected objects { id } errors { code message path index } } }";
    let answer = run(&service, query, json!({"n": 1})).await;
    assert!(
        told(&answer["it"])[0].starts_with("TOO_MANY_ROWS"),
        "{answer}"
    );
    assert_eq!(tags(&service).await, 3);
    let answer = run(&service, query, json!({"n": 2})).await;
    assert_eq!(told(&answer["it"]), [] as [&str; 0]);
    assert_eq!(answer["it"]["affected"], 2);
    assert_eq!(tags(&service).await, 1);
    let answer = run(
        &service,
        "mutation { delete_tags(all: true) { affected } }",
        Json::Null,
    )
    .await;
    assert_eq!(answer, json!({"delete_tags": {"affected": 1}}));
}
