//! Requests that repeat take a shorter way, and get the same answer.

use auto_api::graphql::Request;
use serde_json::json;

use super::app::{app, data, refusal};

#[tokio::test]
async fn shapes_do_not_get_mixed_up() {
    let service = app().await;
    let query = "query ($f: TagFilter, $skip: Boolean = false) { tags(filter: $f) { id label @skip(if: $skip) } }";
    let ids = |filter: serde_json::Value, skip: bool| {
        let request = Request::new(query).variables(json!({"f": filter, "skip": skip}));
        let service = service.clone();
        async move {
            let answer = data(&service, request).await;
            let tags = answer["tags"].as_array().unwrap().clone();
            assert!(tags.iter().all(|tag| tag.get("label").is_none() == skip));
            tags.iter()
                .map(|tag| tag["id"].as_i64().unwrap())
                .collect::<Vec<_>>()
        }
    };
    // Each twice: first planned, then found.
    for _ in 0..2 {
        assert_eq!(ids(json!(null), false).await, [1, 2, 3]);
        assert_eq!(ids(json!({}), true).await, [1, 2, 3]);
        assert_eq!(ids(json!({"id": {"eq": 2}}), false).await, [2]);
        assert_eq!(ids(json!({"id": {"gt": 2}}), false).await, [3]);
        assert_eq!(ids(json!({"id": {"in": [1, 2]}}), true).await, [1, 2]);
        assert_eq!(ids(json!({"id": {"in": []}}), true).await, [] as [i64; 0]);
        assert_eq!(ids(json!({"not": {"id": {"in": [1, 2]}}}), true).await, [3]);
        assert_eq!(ids(json!({"label": {"eq": "rust"}}), false).await, [1]);
        assert_eq!(
            ids(json!({"label": {"is_null": false}}), false).await,
            [1, 2, 3]
        );
        assert_eq!(
            ids(json!({"label": {"is_null": true}}), false).await,
            [] as [i64; 0]
        );
    }
}

#[tokio::test]
async fn operations_of_one_document_are_told_apart() {
    let service = app().await;
    let query = "query A { tags(limit: 1) { id } } query B { tags(limit: 1) { label } }";
    for _ in 0..2 {
        let a = data(&service, Request::new(query).operation_name("A")).await;
        let b = data(&service, Request::new(query).operation_name("B")).await;
        assert_eq!(a, json!({"tags": [{"id": 1}]}));
        assert_eq!(b, json!({"tags": [{"label": "rust"}]}));
    }
    for request in [Request::new(query), Request::new(query).operation_name("C")] {
        let answer = refusal(&service, request).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "VALIDATION");
    }
}
