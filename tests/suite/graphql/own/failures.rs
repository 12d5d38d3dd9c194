//! Errors on either side, and panics: what the caller is told, and what stays.

use std::sync::Arc;

use auto_api::graphql::{Outcome, Request};
use auto_api::{ErrorCode, Service};
use serde_json::{Value as Json, json};

use super::super::app::refusal;
use super::app::mixed;

async fn answer(service: &Arc<Service>, query: &str) -> (Outcome, Json) {
    let response = service.execute(&Request::new(query)).await;
    let json = serde_json::from_slice(&response.body).unwrap();
    (response.outcome, json)
}

#[tokio::test]
async fn a_field_that_may_be_null_fails_alone() {
    let query = "{\n  tags(limit: 1) { id }\n  no: says_no\n  version }";
    let (outcome, json) = answer(&mixed().await, query).await;
    let expected = json!({
        "errors": [{"message": "not your turn", "locations": [{"line": 3, "column": 3}], "path": ["no"]}],
        "data": {"tags": [{"id": 1}], "no": null, "version": "1.2.3"},
    });
    assert_eq!((outcome, json), (Outcome::Data, expected));
}

#[tokio::test]
async fn one_that_may_not_be_null_takes_the_data_with_it() {
    let query = "{ tags(limit: 1) { id } says_no_hard }";
    let (outcome, json) = answer(&mixed().await, query).await;
    assert_eq!(outcome, Outcome::Failed(ErrorCode::Internal));
    assert_eq!(json["data"], Json::Null);
    assert!(json.as_object().unwrap().contains_key("data"));
    assert_eq!(json["errors"][0]["path"], json!(["says_no_hard"]));
}

#[tokio::test]
async fn codes_are_kept_and_words_from_below_are_not() {
    let query = "{ refuses leaks tag(id: 1) { id } }";
    let (outcome, json) = answer(&mixed().await, query).await;
    assert_eq!(outcome, Outcome::Data);
    assert_eq!(
        json["data"],
        json!({"refuses": null, "leaks": null, "tag": {"id": 1}})
    );
    let errors = json["errors"].as_array().unwrap();
    let of = |path: &str| errors.iter().find(|e| e["path"] == json!([path])).unwrap();
    assert_eq!(of("refuses")["message"], "only for admins");
    assert_eq!(
        of("refuses")["extensions"],
        json!({"code": "PERMISSION_DENIED"})
    );
    assert_eq!(of("leaks")["message"], "internal error");
    assert_eq!(of("leaks")["extensions"]["code"], "INTERNAL");
    assert!(of("leaks")["extensions"]["id"].is_string());
    assert!(!json.to_string().contains("No such file"), "{json}");
}

#[tokio::test]
async fn a_panic_fails_its_field() {
    let service = mixed().await;
    let query = "{ panics tags(limit: 1) { id } machine { name boom part { broken } parts { broken } someParts { broken } } }";
    let (outcome, json) = answer(&service, query).await;
    assert_eq!(outcome, Outcome::Data, "{json}");
    assert_eq!(
        json["data"],
        json!({"panics": null, "tags": [{"id": 1}], "machine": {"name": "press", "boom": null, "part": null,
            "parts": null, "someParts": [null, null]}})
    );
    let mut paths = Vec::new();
    for error in json["errors"].as_array().unwrap() {
        assert_eq!(error["message"], "internal error");
        assert_eq!(error["extensions"]["code"], "INTERNAL");
        assert!(error["extensions"]["id"].is_string());
        assert!(error["locations"][0]["column"].is_number());
        paths.push(error["path"].to_string());
    }
    paths.sort();
    assert_eq!(
        paths,
        [
            r#"["machine","boom"]"#,
            r#"["machine","part","broken"]"#,
            r#"["machine","parts",0,"broken"]"#,
            r#"["machine","someParts",0,"broken"]"#,
            r#"["panics"]"#,
        ]
    );
    assert!(!json.to_string().contains("secret"), "{json}");

    let (outcome, json) = answer(&service, "{ version panics_hard }").await;
    assert_eq!(outcome, Outcome::Failed(ErrorCode::Internal));
    assert_eq!(json["data"], Json::Null);
    assert_eq!(json["errors"][0]["path"], json!(["panics_hard"]));
    // The service goes on.
    assert_eq!(answer(&service, "{ version }").await.0, Outcome::Data);
}

#[tokio::test]
async fn mistakes_of_the_generated_part_refuse_all() {
    let service = mixed().await;
    for (query, code) in [
        (
            "{ version posts(filter: {title: {eq: null}}) { id } }",
            "INVALID_FILTER",
        ),
        ("{ version posts(limit: 201) { id } }", "LIMIT_EXCEEDED"),
        (
            "{ version posts_connection(after: \"x\") { nodes { id } } }",
            "INVALID_CURSOR",
        ),
        ("{ version(x: 1) }", "VALIDATION"),
        ("{ version { x } }", "VALIDATION"),
        ("{ versio }", "VALIDATION"),
        // It would do nothing to a generated field.
        ("{ version tags @lowercase { id } }", "VALIDATION"),
        ("{ a: version a: status }", "VALIDATION"),
        ("{ echo(text: 1) }", "VALIDATION"),
        ("{ total(items: [{price: \"x\"}]) }", "VALIDATION"),
    ] {
        let refused = refusal(&service, Request::new(query)).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], code,
            "{query}: {refused}"
        );
    }
    let query = "query ($id: UUID!) { version post(id: $id) { id } }";
    let request = Request::new(query).variables(json!({"id": "no uuid"}));
    let refused = refusal(&service, request).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "INVALID_FILTER",
        "{refused}"
    );
}

#[tokio::test]
async fn what_a_resolver_cannot_read_is_its_error() {
    let (outcome, json) = answer(&mixed().await, "{ version opaque(value: false) }").await;
    assert_eq!(outcome, Outcome::Failed(ErrorCode::Internal));
    let message = json["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("not this"), "{json}");
}

#[tokio::test]
async fn a_database_that_fails_leaves_the_own_fields() {
    let service = mixed().await;
    let gone = service
        .database
        .execute_batch("ALTER TABLE tags RENAME TO gone");
    gone.await.unwrap();
    let (outcome, json) = answer(&service, "{ version t: tag(id: 1) { label } }").await;
    assert_eq!(outcome, Outcome::Data, "{json}");
    assert_eq!(json["data"], json!({"version": "1.2.3", "t": null}));
    let error = &json["errors"][0];
    assert_eq!(error["path"], json!(["t"]), "{json}");
    assert!(error["extensions"]["id"].is_string(), "{json}");

    let (outcome, json) = answer(&service, "{ version tags { label } }").await;
    assert!(matches!(outcome, Outcome::Failed(_)), "{json}");
    assert_eq!(json["data"], Json::Null);
}
