//! Methods that are mutations.

use auto_api::Case;
use serde_json::{Value as Json, json};

use super::app::{answer, app, data, error, of_zone, with, zone};

const ALL: &str = "ok errors { code message path field }";

#[tokio::test]
async fn what_is_changed_is_written_back() {
    let service = app().await;
    let query = format!(
        "mutation {{ essay_publish(id: 1) {{ {ALL} __typename object {{ stage published_at version title }} }} }}"
    );
    let object = json!({"stage": "PUBLISHED", "published_at": "2023-11-14T22:13:20Z", "version": 2, "title": "One"});
    assert_eq!(
        data(&service, &query).await["essay_publish"],
        json!({"ok": true, "errors": [], "__typename": "EssayPayload", "object": object})
    );
    // Once more: it is refused, and nothing is written.
    let answer = data(&service, &query).await;
    assert_eq!(
        answer["essay_publish"],
        json!({"ok": false, "object": null, "__typename": "EssayPayload", "errors": [
            {"code": "CONFLICT", "message": "it is published already", "path": [], "field": null}]})
    );
    assert_eq!(version(&service, 1).await, 2);
}

async fn version(service: &std::sync::Arc<auto_api::Service>, id: i64) -> Json {
    let query = format!("{{ essay(id: {id}) {{ version }} }}");
    data(service, &query).await["essay"]["version"].take()
}

#[tokio::test]
async fn a_result_beside_the_row() {
    let service = app().await;
    let query = "mutation ($t: String!, $s: Boolean) { essay_rename(id: 2, title: $t, shout: $s) {
        ok __typename result object { title } errors { code field path } } }";
    let answer = with(&service, query, json!({"t": "Zwei", "s": true})).await;
    assert_eq!(
        answer["essay_rename"],
        json!({"ok": true, "__typename": "EssayRenamePayload", "result": "Two",
            "object": {"title": "ZWEI"}, "errors": []})
    );
    // The same title: nothing differs, so nothing is written and no write is counted.
    let answer = with(&service, query, json!({"t": "ZWEI"})).await;
    assert_eq!(answer["essay_rename"]["result"], "ZWEI");
    assert_eq!(version(&service, 2).await, 2);
    // What the model does not take.
    let answer = with(&service, query, json!({"t": "x".repeat(41)})).await;
    assert_eq!(
        answer["essay_rename"],
        json!({"ok": false, "__typename": "EssayRenamePayload", "result": null, "object": null,
            "errors": [{"code": "VALIDATION", "field": "title", "path": []}]})
    );
    assert_eq!(version(&service, 2).await, 2);
}

#[tokio::test]
async fn a_row_that_is_not_there() {
    let service = app().await;
    let query = format!("mutation {{ essay_publish(id: 77) {{ {ALL} }} }}");
    let answer = data(&service, &query).await;
    assert_eq!(answer["essay_publish"]["errors"][0]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn writes_of_a_method_are_part_of_the_transaction() {
    let service = app().await;
    let query =
        "mutation { a: essay_read(id: 1) { result } b: essay_read(id: 1, times: 5) { result ok } }";
    let answer = data(&service, query).await;
    assert_eq!(
        answer,
        json!({"a": {"result": "4"}, "b": {"result": "9", "ok": true}})
    );
    let popularity = data(&service, "{ essay(id: 1) { popularity version } }").await;
    assert_eq!(popularity["essay"]["popularity"], "81064793292668937");
    // One that fails takes all back, and what it is given is told with its path.
    let query = format!(
        "mutation {{ a: essay_read(id: 1) {{ {ALL} }} b: essay_read(id: 1, times: 0) {{ {ALL} }} c: essay_forget {{ {ALL} }} }}"
    );
    let told = data(&service, &query).await;
    assert_eq!(told["a"]["errors"][0]["code"], "ABORTED");
    assert_eq!(told["c"]["errors"][0]["code"], "ABORTED");
    assert_eq!(told["b"]["errors"][0]["code"], "VALIDATION");
    assert_eq!(told["b"]["errors"][0]["path"], json!(["times"]));
    assert_eq!(told["b"]["errors"][0]["field"], "times");
    let again = data(&service, "{ essay(id: 1) { popularity version } }").await;
    assert_eq!(again, popularity);
}

#[tokio::test]
async fn of_the_model_with_rows_as_answer() {
    let service = app().await;
    let query = "mutation ($t: [String!]!, $s: ShapeInput) { essay_import(writer_id: 2, titles: $t, shape: $s) {
        ok result { title word_count writer { name } version } errors { code field path message } } }";
    let variables = json!({"t": ["A", "B"], "s": {"words": 2, "longest": null, "stage": "DRAFT"}});
    let answer = with(&service, query, variables).await;
    let row = |title: &str| json!({"title": title, "word_count": 2, "writer": {"name": "Bob"}, "version": 1});
    assert_eq!(
        answer["essay_import"],
        json!({"ok": true, "errors": [], "result": [row("B"), row("A")]})
    );
    // The second is not valid: the first is taken back, and the path is none of the caller's.
    let answer = with(&service, query, json!({"t": ["C", "x".repeat(41)]})).await;
    assert_eq!(answer["essay_import"]["ok"], false);
    assert_eq!(answer["essay_import"]["errors"][0]["code"], "VALIDATION");
    assert_eq!(answer["essay_import"]["errors"][0]["path"], json!([]));
    let count = data(&service, "{ essays_aggregate { count } }").await;
    assert_eq!(count["essays_aggregate"]["count"], 6);
}

#[tokio::test]
async fn beside_generated_mutations() {
    let service = app().await;
    let query = format!(
        "mutation {{ update_essay(id: 2, input: {{title: \"First\"}}) {{ object {{ title }} }}
            essay_rename(id: 2, title: \"Second\") {{ result }} essay_forget {{ {ALL} __typename }} }}"
    );
    assert_eq!(
        data(&service, &query).await,
        json!({"update_essay": {"object": {"title": "First"}}, "essay_rename": {"result": "First"},
            "essay_forget": {"ok": true, "errors": [], "__typename": "EssayForgetPayload"}})
    );
}

#[tokio::test]
async fn a_panic_is_ours_to_hide() {
    let service = of_zone(zone("admin", Case::AsWritten)).await;
    let query = "mutation { essay_explode(id: 1) { ok } }";
    let told = answer(&service, query, json!({})).await;
    assert_eq!(
        told["errors"][0]["extensions"]["code"], "INTERNAL",
        "{told}"
    );
    assert!(!told.to_string().contains("of no use"), "{told}");
    let title = data(&service, "{ essay(id: 1) { title } }").await;
    assert_eq!(title["essay"]["title"], "One");
    // Another zone does not have it.
    let told = error(&app().await, query).await;
    assert!(told.contains("essay_explode"), "{told}");
}

#[tokio::test]
async fn rust_code_calls_them_as_they_are() {
    use auto_api_tests::models::methods::Essay;
    assert_eq!(Essay::word_count("a b c"), 3);
}
