//! Methods that are queries.

use serde_json::json;

use super::app::{answer, app, data, error, with};

#[tokio::test]
async fn of_a_row() {
    let service = app().await;
    let query = "{ essay_similar(id: 1, limit: 2) { title word_count writer { name } } }";
    let writer = json!({"name": "Ann"});
    assert_eq!(
        data(&service, query).await["essay_similar"],
        json!([
            {"title": "Three", "word_count": 1, "writer": writer},
            {"title": "Two", "word_count": 0, "writer": writer},
        ])
    );
    // Behind others, under another name, with variables, beside generated reads.
    let query = "query ($id: BigInt!, $n: Int, $f: EssayFilter) { first: essays(limit: 1, filter: $f) { id }
        mine: essay_similar(id: $id, limit: $n) { id } writer: essay_writer_of(id: $id) { name }
        last: essays_aggregate { count } __typename }";
    let variables = json!({"id": "1", "n": 1, "f": {"id": {"gt": 1}}});
    let found = with(&service, query, variables).await;
    assert_eq!(
        found,
        json!({"first": [{"id": "2"}], "mine": [{"id": "3"}], "writer": {"name": "Ann"},
            "last": {"count": 4}, "__typename": "Query"})
    );
    // The default.
    let found = with(&service, query, json!({"id": "1"})).await;
    assert_eq!(found["mine"], json!([{"id": "3"}, {"id": "2"}]));
}

#[tokio::test]
async fn of_a_row_that_is_not_there() {
    let service = app().await;
    let query = "{ essay_similar(id: 99, limit: 2) { id } essay_writer_of(id: 99) { id } }";
    let nothing = json!({"essay_similar": null, "essay_writer_of": null});
    assert_eq!(data(&service, query).await, nothing);
}

#[tokio::test]
async fn of_the_model() {
    let service = app().await;
    let query = "{ one: essay_only_one(stage: PUBLISHED) { title }
        none: essay_only_one(stage: DRAFT, stars: null) { title }
        essay_measure(text: \"a b\", days: [\"2024-02-29\", \"2024-03-01\"]) { words stage longest } }";
    assert_eq!(
        data(&service, query).await,
        json!({"one": {"title": "Three"}, "none": null,
            "essay_measure": {"words": 4, "stage": "PUBLISHED", "longest": null}})
    );
}

#[tokio::test]
async fn what_is_not_valid() {
    let service = app().await;
    let told = error(&service, "{ x: essay_similar(id: 1, limit: 101) { id } }").await;
    assert!(told.starts_with("VALIDATION x: "), "{told}");
    // A newtype's own limits, in a variable.
    let query = "query ($s: Int) { essay_only_one(stage: DRAFT, stars: $s) { id } }";
    let told = answer(&service, query, json!({"s": 6})).await;
    assert_eq!(
        told["errors"][0]["extensions"]["code"], "VALIDATION",
        "{told}"
    );
    let told = error(
        &service,
        "{ essay_only_one(stage: DRAFT, stars: 5) { id } }",
    )
    .await;
    assert_eq!(told, "NOT_FOUND essay_only_one: nothing is that good");
    let told = error(&service, "{ essay_measure(days: []) { words } }").await;
    assert!(told.contains("text"), "{told}");
}

#[tokio::test]
async fn a_query_does_not_write() {
    let service = app().await;
    let told = error(&service, "{ essay_cheat }").await;
    assert!(told.starts_with("INTERNAL essay_cheat: "), "{told}");
    let count = data(&service, "{ essays_aggregate { count } }").await;
    assert_eq!(count["essays_aggregate"]["count"], 4);
}
