//! Writes that are sent again under one key.

use serde_json::{Value as Json, json};

use super::{CREATE, CREATE_MANY, DELETE, blog, count, told};

fn tag(label: &str, key: &str) -> Json {
    json!({"input": {"label": label}, "idempotency_key": key})
}

#[tokio::test]
async fn a_repeated_write_is_answered_as_the_first() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let first = blog
        .run("Tag", CREATE, &tag("once", "k1"), "id label")
        .await;
    assert!(told(&first).is_empty(), "{first}");
    assert_eq!(
        blog.run("Tag", CREATE, &tag("once", "k1"), "id label")
            .await,
        first
    );
    assert_eq!(count(&blog, "Tag").await, before + 1);
    let other = blog
        .run("Tag", CREATE, &tag("other", "k1"), "id label")
        .await;
    assert_eq!(
        told(&other),
        [
            "VALIDATION idempotency_key: this idempotency key was used for another request: use a new one"
        ]
    );
    // What failed may be mended and sent again.
    let failed = blog
        .run("Tag", CREATE, &tag("once", "k2"), "id label")
        .await;
    assert!(told(&failed)[0].starts_with("UNIQUE"), "{failed}");
    let mended = blog
        .run("Tag", CREATE, &tag("twice", "k2"), "id label")
        .await;
    assert!(told(&mended).is_empty(), "{mended}");
    let gone = json!({"key": {"label": "once"}, "idempotency_key": "k1"});
    let first = blog.run("Tag", DELETE, &gone, "label").await;
    assert_eq!(first["object"], json!({"label": "once"}));
    assert_eq!(blog.run("Tag", DELETE, &gone, "label").await, first);
    let empty = blog.run("Tag", CREATE, &tag("x", ""), "id").await;
    assert_eq!(
        told(&empty),
        ["VALIDATION idempotency_key: an idempotency key has 1 to 255 characters"]
    );
}

#[tokio::test]
async fn skipped_rows_are_told_of_again() {
    let blog = blog().await;
    let inputs = json!([{"label": "s1"}, {"label": "s1"}]);
    let args = json!({"inputs": inputs, "on_error": "SKIP_INVALID", "idempotency_key": "many"});
    let first = blog.run("Tag", CREATE_MANY, &args, "label").await;
    assert_eq!(first["affected"], 1);
    assert_eq!(blog.run("Tag", CREATE_MANY, &args, "label").await, first);
}

#[tokio::test]
async fn only_one_of_many_at_the_same_time_is_made() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let blog = blog.clone();
        tasks.spawn(async move { blog.run("Tag", CREATE, &tag("race", "race"), "id").await });
    }
    let answers = tasks.join_all().await;
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    assert_eq!(count(&blog, "Tag").await, before + 1);
}
