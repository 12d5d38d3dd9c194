//! Several root fields are one transaction.

use serde_json::{Value as Json, json};

use super::{app, run, tags, told};

#[tokio::test]
async fn the_first_failure_takes_all_back() {
    let service = app().await;
    let query = "mutation {
        __typename
        a: create_tag(input: {label: \"a\"}) { ...P object { id } }
        b: create_tag(input: {label: \"rust\"}) { ...P object { id } }
        c: create_tags(inputs: [{label: \"c\"}]) { ...P objects { id } affected }
    } fragment P on MutationPayload { ok errors { code message path index field } __typename }";
    let answer = run(&service, query, Json::Null).await;
    assert_eq!(answer["__typename"], "Mutation");
    assert!(told(&answer["a"])[0].starts_with("ABORTED"), "{answer}");
    assert_eq!(told(&answer["b"]), ["UNIQUE input.label"]);
    assert_eq!(answer["b"]["errors"][0]["field"], "label");
    assert!(told(&answer["c"])[0].starts_with("ABORTED"), "{answer}");
    assert_eq!(
        (&answer["a"]["object"], &answer["c"]["objects"]),
        (&Json::Null, &json!([]))
    );
    assert_eq!(answer["c"]["__typename"], "TagsPayload");
    assert_eq!(tags(&service).await, 3);
}

#[tokio::test]
async fn later_fields_see_what_earlier_ones_wrote() {
    let service = app().await;
    let query = "mutation ($l: String!) {
        create_tag(input: {label: $l}) { ok }
        update_tags(filter: {label: {eq: $l}}, patch: {label: \"z\"}) { affected objects { label } }
        delete_tags(filter: {label: {in: [\"z\", $l]}}) { affected objects { label } }
    }";
    let answer = run(&service, query, json!({"l": "y"})).await;
    assert_eq!(
        answer,
        json!({"create_tag": {"ok": true},
            "update_tags": {"affected": 1, "objects": [{"label": "z"}]},
            "delete_tags": {"affected": 1, "objects": [{"label": "z"}]}})
    );
}

#[tokio::test]
async fn a_hundred_inputs_have_one_plan() {
    let service = app().await;
    let query =
        "mutation ($i: CreatePostInput!) { create_post(input: $i) { ok errors { code path } } }";
    let before = service.graphql.plans();
    for n in 0..100 {
        let mut post = json!({"slug": format!("p-{n}"), "title": "t", "body": "b", "author_id": super::super::app::uuid(1)});
        if n % 2 == 0 {
            post["status"] = json!("PUBLISHED");
        }
        if n % 3 == 0 {
            post["headline"] = json!(null);
        }
        if n % 5 == 0 {
            post["tags"] = json!({"create": [{"label": format!("l-{n}")}]});
        }
        let answer = run(&service, query, json!({"i": post})).await;
        assert_eq!(answer["create_post"], json!({"ok": true, "errors": []}));
    }
    assert_eq!(service.graphql.plans() - before, 1);
}
