//! Variables, their defaults and directives that depend on them.

use auto_api::graphql::Request;
use serde_json::json;

use super::app::{app, data, expect, refusal, uuid};

#[tokio::test]
async fn whole_filters_and_lists() {
    let query = "query ($f: PostFilter, $o: [PostOrder!], $n: Int = 2) {
        posts(filter: $f, order_by: $o, limit: $n) { slug } }";
    let service = app().await;
    let variables = json!({
        "f": {"or": [{"slug": {"in": ["post-1", "post-3"]}}, {"views": {"gte": "9007199254740996"}}]},
        "o": [{"slug": "DESC"}],
    });
    let request = Request::new(query).variables(variables);
    let answer = r#"{"posts":[{"slug":"post-6"},{"slug":"post-3"}]}"#;
    expect(&service, request, 1, answer).await;
    let variables = json!({"f": {"status": {"eq": "WITHDRAWN"}}, "n": null, "o": {"slug": "ASC"}});
    let request = Request::new(query).variables(variables);
    let answer = r#"{"posts":[{"slug":"post-2"},{"slug":"post-5"}]}"#;
    expect(&service, request, 1, answer).await;
}

#[tokio::test]
async fn directives() {
    let query = "query ($yes: Boolean!, $no: Boolean = false) { tags(limit: 1) {
        id @include(if: $yes) label @skip(if: $yes) ... @include(if: $no) { id2: id }
        both: label @include(if: $yes) @skip(if: $no) } }";
    let service = app().await;
    let request = Request::new(query).variables(json!({"yes": true}));
    expect(&service, request, 1, r#"{"tags":[{"id":1,"both":"rust"}]}"#).await;
    let request = Request::new(query).variables(json!({"yes": false, "no": true}));
    expect(
        &service,
        request,
        1,
        r#"{"tags":[{"label":"rust","id2":1}]}"#,
    )
    .await;
}

#[tokio::test]
async fn one_plan_serves_all_values() {
    let service = app().await;
    let query =
        "query Q($id: UUID!, $n: Int) { post(id: $id) { slug comments(limit: $n) { id } } }";
    for (post, limit) in [(11, 1), (12, 5), (11, 2), (99, 1)] {
        let variables = json!({"id": uuid(post), "n": limit, "unknown": [1]});
        let answer = data(&service, Request::new(query).variables(variables)).await;
        let found = match post {
            11 => {
                json!({"slug": "post-1", "comments": (1..=limit).map(|n| json!({"id": n.to_string()})).collect::<Vec<_>>()})
            }
            12 => json!({"slug": "post-2", "comments": [{"id": "4"}]}),
            _ => json!(null),
        };
        assert_eq!(answer["post"], found);
    }
}

#[tokio::test]
async fn values_that_the_plan_cannot_see_are_checked_too() {
    let service = app().await;
    let query = "query ($id: UUID!, $n: Int) { post(id: $id) { comments(limit: $n) { id } } }";
    for (variables, code) in [
        (json!({"id": "not-a-uuid"}), "INVALID_FILTER"),
        (json!({"id": uuid(11), "n": -1}), "VALIDATION"),
        (json!({"id": uuid(11), "n": 100_000}), "LIMIT_EXCEEDED"),
    ] {
        let answer = refusal(&service, Request::new(query).variables(variables.clone())).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{variables}: {answer}");
    }
}

#[tokio::test]
async fn a_variable_among_literals_of_a_list() {
    let service = app().await;
    let query = "query ($l: String!, $n: Int!) { tags(filter: {or: [{label: {in: [\"sql\", $l]}}, {id: {between: [$n, 9]}}]}) { id } }";
    for (label, number, ids) in [("rust", 9, &[1, 2][..]), ("none", 3, &[2, 3])] {
        let variables = json!({"l": label, "n": number});
        let answer = data(&service, Request::new(query).variables(variables)).await;
        let ids: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        assert_eq!(answer["tags"], json!(ids));
    }
}
