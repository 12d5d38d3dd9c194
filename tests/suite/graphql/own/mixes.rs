//! Operations with generated and own fields: the answer's order, aliases, fragments, variables,
//! directives, models.

use std::sync::atomic::Ordering;

use auto_api::Case;
use auto_api::graphql::{Outcome, Request};
use serde_json::json;

use super::super::app::{data, expect, refusal, zone};
use super::app::{Seen, mixed, of_zone};

#[tokio::test]
async fn the_answer_has_the_documents_order() {
    let service = mixed().await;
    for (query, statements, answer) in [
        ("{ version }", 0, r#"{"version":"1.2.3"}"#),
        (
            "{ tags(limit: 1) { label } version tags_aggregate { count } t: __typename status }",
            2,
            r#"{"tags":[{"label":"rust"}],"version":"1.2.3","tags_aggregate":{"count":3},"t":"Query","status":"DRAFT"}"#,
        ),
        (
            "{ __typename version }",
            0,
            r#"{"__typename":"Query","version":"1.2.3"}"#,
        ),
        (
            "{ b: version a: version tag(id: 2) { id } tag9: tag(id: 9) { id } }",
            2,
            r#"{"b":"1.2.3","a":"1.2.3","tag":{"id":2},"tag9":null}"#,
        ),
        (
            "{ machine { slow ...M } version opaque(value: {z: 1, a: {y: 2, b: 3}}) } fragment M on Machine { b: slow name a: name }",
            0,
            r#"{"machine":{"slow":1,"b":1,"name":"press","a":"press"},"version":"1.2.3","opaque":{"z":1,"a":{"y":2,"b":3}}}"#,
        ),
    ] {
        // First planned, then found.
        for _ in 0..2 {
            expect(&service, Request::new(query), statements, answer).await;
        }
    }
}

#[tokio::test]
async fn generated_fields_alone_are_answered_as_ever() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    let plain = super::super::app::app().await;
    let query = "{ posts(limit: 2) { id comments { body } } tags_aggregate { count } }";
    let (one, other) = (
        service.execute(&Request::new(query)).await,
        plain.execute(&Request::new(query)).await,
    );
    assert_eq!(one, other);
    assert_eq!(one.outcome, Outcome::Data);
    assert_eq!(seen.calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn fragments_at_the_root_and_below() {
    let query = "{ ...A ... on Query { version } ... { again: version } }
        fragment A on Query { tags(limit: 1) { id } ...B newest_user { ...U } }
        fragment B on Query { version newest_user { address { city } } }
        fragment U on User { name address { ...P } __typename }
        fragment P on Address { street }";
    let answer = data(&mixed().await, Request::new(query)).await;
    let expected = json!({"tags": [{"id": 1}], "version": "1.2.3", "again": "1.2.3",
        "newest_user": {"name": "Bob", "address": null, "__typename": "User"}});
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn interfaces_of_their_own() {
    let query = "{ labelled { __typename label ... on Box { sides } ...G } tags(limit: 1) { id } }
        fragment G on Bag { volume }";
    let answer = data(&mixed().await, Request::new(query)).await;
    assert_eq!(
        answer["labelled"],
        json!([{"__typename": "Box", "label": "a", "sides": 6},
            {"__typename": "Bag", "label": "b", "volume": "LOUD"}])
    );
}

#[tokio::test]
async fn variables_of_both_sides() {
    let query = "query ($n: Int!, $text: String!, $times: Int = 2, $items: [Item!]!, $loud: Volume) {
        tags(limit: $n) { id } echo(text: $text, times: $times) total(items: $items, volume: $loud) }";
    let service = mixed().await;
    for (variables, answer) in [
        (
            json!({"n": 1, "text": "x", "items": [{"price": 1.5}, {"price": 2, "count": 2}], "loud": "LOUD"}),
            json!({"tags": [{"id": 1}], "echo": ["x", "x"], "total": "5.5!"}),
        ),
        (
            json!({"n": 2, "text": "y", "times": 1, "items": {"price": 1}, "loud": null, "unknown": 1}),
            json!({"tags": [{"id": 1}, {"id": 2}], "echo": ["y"], "total": "1"}),
        ),
    ] {
        let request = Request::new(query).variables(variables);
        assert_eq!(data(&service, request).await, answer);
    }
    for (variables, why) in [
        (
            json!({"n": 1, "items": []}),
            "`$text` of type `String!` is required",
        ),
        (
            json!({"n": 1, "text": "x", "items": [{}]}),
            "lacks `Item.price`",
        ),
        (
            json!({"n": 1, "text": "x", "items": [], "loud": "DEAF"}),
            "`Volume` has no such value",
        ),
    ] {
        let refused = refusal(&service, Request::new(query).variables(variables)).await;
        assert!(refused.to_string().contains(why), "{why}: {refused}");
    }
}

#[tokio::test]
async fn scalars_of_their_own_take_anything() {
    let service = mixed().await;
    let query = "query ($v: Opaque!) { opaque(value: $v) tags(limit: 1) { id } }";
    for value in [
        json!({"a": [1, null, {"b": true}]}),
        json!([1.5, "x"]),
        json!(true),
        json!(9_007_199_254_740_993_u64),
    ] {
        let request = Request::new(query).variables(json!({"v": value}));
        assert_eq!(data(&service, request).await["opaque"], value);
    }
    let refused = refusal(&service, Request::new(query).variables(json!({"v": null}))).await;
    let message = refused["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("of type `Opaque!` may not be null"),
        "{message}"
    );
    let literal = "{ opaque(value: {a: [1, 2.5, \"x\", null, true, [WORD]]}) }";
    assert_eq!(
        data(&service, Request::new(literal)).await["opaque"],
        json!({"a": [1, 2.5, "x", null, true, ["WORD"]]})
    );
}

#[tokio::test]
async fn skipping_and_including() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    let query = "query ($no: Boolean!, $text: String!) {
        version @include(if: $no) echo(text: $text) @skip(if: $no)
        ... @include(if: $no) { e: echo(text: $text) }
        tags(limit: 1) { id label @include(if: $no) }
        newest_user { name @skip(if: $no) role } }";
    let run = |no: bool| {
        let request = Request::new(query).variables(json!({"no": no, "text": "x"}));
        let service = service.clone();
        async move { data(&service, request).await }
    };
    for _ in 0..2 {
        assert_eq!(
            run(false).await,
            json!({"echo": ["x"], "tags": [{"id": 1}], "newest_user": {"name": "Bob", "role": "READER"}})
        );
        assert_eq!(
            run(true).await,
            json!({"version": "1.2.3", "e": ["x"], "tags": [{"id": 1, "label": "rust"}], "newest_user": {"role": "READER"}})
        );
    }
    assert_eq!(seen.calls.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_model_has_the_zones_names() {
    let service = of_zone(zone(Case::Camel), &Seen::default()).await;
    let query =
        "{ newestUser: newest_user { id name address { city countryCode } } some_tags { id label }
        users(limit: 1, orderBy: [{name: ASC}]) { address { countryCode } } }";
    let answer = data(&service, Request::new(query)).await;
    assert_eq!(answer["newestUser"]["name"], "Bob");
    assert_eq!(answer["some_tags"][2]["label"], "unused");
    assert_eq!(answer["users"][0]["address"]["countryCode"], "DE");
}

#[tokio::test]
async fn relations_are_of_generated_fields() {
    let query = "{ newest_user { name posts { id } } users(limit: 1) { posts { id } } }";
    let refused = refusal(&mixed().await, Request::new(query)).await;
    let error = &refused["errors"][0];
    assert_eq!(error["extensions"]["code"], "VALIDATION");
    assert_eq!(error["locations"], json!([{"line": 1, "column": 22}]));
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .starts_with("`posts` of a `User` "),
        "{error}"
    );
}

#[tokio::test]
async fn own_variables_share_one_plan() {
    let service = mixed().await;
    let query = "query ($text: String!) { echo(text: $text) tags(limit: 1) { id } }";
    for at in 0..20 {
        let text = format!("text {at}");
        let request = Request::new(query).variables(json!({"text": text}));
        assert_eq!(data(&service, request).await["echo"], json!([text]));
    }
    assert_eq!(service.graphql.plans(), 1);
}

#[tokio::test]
async fn limits_are_for_the_whole_document() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    let aliases = |count: usize, one: &str| -> String {
        let all: Vec<_> = (0..count).map(|at| format!("a{at}: {one} ")).collect();
        all.concat()
    };
    for (query, what) in [
        (
            format!("{{ {} }}", aliases(21, "version")),
            "20 root fields",
        ),
        (
            format!("{{ version machine {{ {} }} }}", aliases(31, "name")),
            "30 aliases",
        ),
        (
            format!(
                "{{ version machine {{ {} }} }}",
                "name @skip(if: false) ".repeat(51)
            ),
            "50 directives",
        ),
    ] {
        let refused = refusal(&service, Request::new(query)).await;
        assert!(refused.to_string().contains(what), "{refused}");
    }
    assert_eq!(seen.calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn mutations_of_both_kinds_are_not_in_one_operation() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    let query = "mutation { delete_tags(all: true) { ok } note(text: \"x\") }";
    let refused = refusal(&service, Request::new(query)).await;
    let error = &refused["errors"][0];
    assert_eq!(error["extensions"]["code"], "VALIDATION");
    let message = error["message"].as_str().unwrap();
    assert!(
        message.starts_with("`note` is a resolver of the application"),
        "{message}"
    );
    assert!(seen.log.lock().unwrap().is_empty());
    let answer = data(&service, Request::new("{ tags_aggregate { count } }")).await;
    assert_eq!(answer["tags_aggregate"]["count"], 3);
    // Each alone is fine.
    let answer = data(
        &service,
        Request::new("mutation { delete_tags(all: true) { affected } }"),
    )
    .await;
    assert_eq!(answer["delete_tags"]["affected"], 3);
    let answer = data(&service, Request::new("mutation { note(text: \"x\") }")).await;
    assert_eq!(answer["note"], json!(["x"]));
}

#[tokio::test]
async fn mutations_run_one_after_the_other() {
    let seen = Seen::default();
    let service = of_zone(zone(Case::AsWritten), &seen).await;
    let query = "mutation { __typename a: note(text: \"slow\") post b: note(text: \"fast\") ...M }
        fragment M on Mutation { c: note(text: \"last\") }";
    let answer = data(&service, Request::new(query)).await;
    let expected = json!({"__typename": "Mutation", "a": ["slow"], "post": "posted",
        "b": ["slow", "fast"], "c": ["slow", "fast", "last"]});
    assert_eq!(answer, expected);
}
