//! Several writes of one operation: all or none.

use serde_json::json;

use super::{CREATE, UPDATE, blog, count};

#[tokio::test]
async fn the_first_failure_takes_all_back() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let create = |key: &str, label: &str| {
        blog.root(
            key,
            "Tag",
            CREATE,
            &json!({"input": {"label": label}}),
            "label",
        )
    };
    let roots = vec![create("a", "one"), create("b", "one"), create("c", "three")];
    let answer = blog.all(roots).await;
    assert_eq!(answer["a"]["errors"][0]["code"], "ABORTED");
    assert_eq!(answer["a"]["object"], json!(null));
    assert_eq!(answer["a"]["ok"], false);
    assert_eq!(answer["b"]["errors"][0]["code"], "UNIQUE");
    assert_eq!(answer["c"]["errors"][0]["code"], "ABORTED");
    assert_eq!(count(&blog, "Tag").await, before);
}

#[tokio::test]
async fn later_writes_see_earlier_ones() {
    let blog = blog().await;
    let roots = vec![
        blog.root(
            "a",
            "Tag",
            CREATE,
            &json!({"input": {"label": "one"}}),
            "label",
        ),
        blog.root(
            "b",
            "Tag",
            UPDATE,
            &json!({"key": {"label": "one"}, "input": {"label": "two"}}),
            "label",
        ),
    ];
    let answer = blog.all(roots).await;
    assert_eq!(answer["a"]["object"], json!({"label": "one"}));
    assert_eq!(answer["b"]["object"], json!({"label": "two"}));
}

#[tokio::test]
async fn writes_at_the_same_time_are_all_kept() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..200 {
        let blog = blog.clone();
        tasks.spawn(async move {
            // Every tenth is refused, whatever it is committed together with.
            let label = if number % 10 == 0 {
                json!(null)
            } else {
                json!(format!("t{number}"))
            };
            let made = blog
                .run("Tag", CREATE, &json!({"input": {"label": label}}), "label")
                .await;
            assert_eq!(made["ok"], number % 10 != 0, "{made}");
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(count(&blog, "Tag").await, before + 180);
}
