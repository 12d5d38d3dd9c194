//! Many rows by one write.

use serde_json::{Value as Json, json};

use super::{CREATE_MANY, DELETE_MANY, UPDATE_MANY, blog, count, told};

fn tags(labels: &[&str]) -> Vec<Json> {
    labels.iter().map(|label| json!({"label": label})).collect()
}

#[tokio::test]
async fn rows_come_back_in_order() {
    let blog = blog().await;
    let mut inputs = tags(&["z", "a", "m"]);
    inputs[1]["id"] = json!(700);
    let made = blog
        .run("Tag", CREATE_MANY, &json!({"inputs": inputs}), "id label")
        .await;
    assert!(told(&made).is_empty(), "{made}");
    assert_eq!(made["affected"], 3);
    let labels: Vec<_> = made["objects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["label"])
        .collect();
    assert_eq!(labels, ["z", "a", "m"]);
    assert_eq!(made["objects"][1]["id"], 700);
    let none = blog
        .run("Tag", CREATE_MANY, &json!({"inputs": []}), "id")
        .await;
    assert_eq!(none["affected"], 0);
}

#[tokio::test]
async fn one_bad_row_ends_all() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let mut inputs = tags(&["a1", "a2", "a3", "a2", "a5"]);
    let made = blog
        .run("Tag", CREATE_MANY, &json!({"inputs": inputs}), "id")
        .await;
    assert_eq!(
        told(&made),
        ["UNIQUE inputs.3.label [3]: another tag has this `label`"]
    );
    inputs[0] = json!({});
    inputs[2] = json!({"label": 7});
    let made = blog
        .run("Tag", CREATE_MANY, &json!({"inputs": inputs}), "id")
        .await;
    assert_eq!(
        told(&made),
        [
            "NOT_NULL inputs.0.label [0]: `label` is required",
            "VALIDATION inputs.2.label [2]: expected a text, found 7",
        ]
    );
    assert_eq!(count(&blog, "Tag").await, before);
}

#[tokio::test]
async fn bad_rows_are_skipped_if_said() {
    let blog = blog().await;
    let before = count(&blog, "Tag").await;
    let mut inputs = tags(&["b1", "b2", "b1", "b4", "b4", "b6"]);
    inputs.push(json!({"label": null}));
    let args = json!({"inputs": inputs, "on_error": "SKIP_INVALID"});
    let made = blog.run("Tag", CREATE_MANY, &args, "label").await;
    assert_eq!(
        told(&made),
        [
            "UNIQUE inputs.2.label [2]: another tag has this `label`",
            "UNIQUE inputs.4.label [4]: another tag has this `label`",
            "NOT_NULL inputs.6.label [6]: `label` may not be null",
        ]
    );
    assert_eq!(made["affected"], 4);
    assert_eq!(made["objects"][2], Json::Null);
    assert_eq!(made["objects"][5], json!({"label": "b6"}));
    assert_eq!(count(&blog, "Tag").await, before + 4);
}

#[tokio::test]
async fn a_filter_says_which_rows_change() {
    let blog = blog().await;
    let args = json!({"filter": {"status": {"eq": "DRAFT"}}, "patch": {"title": "Draft"}});
    let changed = blog.run("Post", UPDATE_MANY, &args, "title status").await;
    assert!(told(&changed).is_empty(), "{changed}");
    let rows = changed["objects"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.len() < 6);
    assert_eq!(changed["affected"], rows.len());
    assert!(
        rows.iter()
            .all(|row| *row == json!({"title": "Draft", "status": "DRAFT"}))
    );
    let few = json!({"filter": {"title": {"eq": "Draft"}}, "patch": {"title": "x"}, "at_most": rows.len() - 1});
    let few = blog.run("Post", UPDATE_MANY, &few, "").await;
    assert!(told(&few)[0].starts_with("TOO_MANY_ROWS"), "{few}");
    let still = json!({"filter": {"title": {"eq": "Draft"}}, "at_most": 100});
    let gone = blog.run("Post", DELETE_MANY, &still, "title").await;
    assert_eq!(gone["affected"], rows.len());
}

#[tokio::test]
async fn every_row_is_meant_only_if_said() {
    let blog = blog().await;
    for filter in [
        json!({}),
        json!({"and": []}),
        json!({"not": {"or": []}}),
        Json::Null,
    ] {
        let gone = blog
            .run("Comment", DELETE_MANY, &json!({"filter": filter}), "")
            .await;
        assert_eq!(
            told(&gone),
            ["VALIDATION filter: this filter means every row: narrow it, or say `all: true`"]
        );
        let args = json!({"filter": filter, "patch": {"title": "x"}});
        assert_eq!(
            told(&blog.run("Post", UPDATE_MANY, &args, "").await).len(),
            1
        );
    }
    let before = count(&blog, "Comment").await;
    let none = json!({"filter": {"or": []}});
    assert_eq!(
        blog.run("Comment", DELETE_MANY, &none, "").await["affected"],
        0
    );
    let all = blog
        .run("Comment", DELETE_MANY, &json!({"all": true}), "")
        .await;
    assert_eq!(all["affected"].as_u64().unwrap(), before, "{all}");
    let empty = json!({"filter": {"title": {"eq": "x"}}, "patch": {}});
    assert_eq!(
        told(&blog.run("Post", UPDATE_MANY, &empty, "").await),
        ["VALIDATION patch: nothing is to be changed: give at least one field"]
    );
}

#[tokio::test]
async fn each_row_has_its_own_patch() {
    let blog = blog().await;
    let item = |slug: &str, title: &str| json!({"key": {"slug": slug}, "patch": {"title": title}});
    let args = json!({"items": [item("post-2", "two"), item("post-1", "one")]});
    let changed = blog.run("Post", UPDATE_MANY, &args, "slug title").await;
    assert_eq!(
        changed["objects"],
        json!([{"slug": "post-2", "title": "two"}, {"slug": "post-1", "title": "one"}])
    );
    let args = json!({"items": [item("post-3", "three"), item("nobody", "x")]});
    let changed = blog.run("Post", UPDATE_MANY, &args, "slug").await;
    assert_eq!(
        told(&changed),
        ["NOT_FOUND items.1 [1]: there is no such post"]
    );
    let args = json!({"items": [item("post-3", "three"), item("nobody", "x")], "on_error": "SKIP_INVALID"});
    let changed = blog.run("Post", UPDATE_MANY, &args, "slug title").await;
    assert_eq!(
        changed["objects"],
        json!([{"slug": "post-3", "title": "three"}, null])
    );
}
