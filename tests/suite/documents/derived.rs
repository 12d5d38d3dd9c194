//! `schemars` and `utoipa` say of a struct what the documents say, without its relations.

use auto_api::codegen::{
    Types, schemars_model, schemars_type, utoipa_model, utoipa_schemas, utoipa_type,
};
use auto_api::model::render::json_schema;
use serde_json::{Value, json};

use super::blog;

fn types(types: &mut Types) {
    for def in [&blog::STATUS, &blog::ADDRESS, &blog::POSITION, &blog::EMAIL] {
        types.add(def);
    }
}

fn utoipa_of(schema: &impl serde::Serialize) -> Value {
    serde_json::to_value(schema).unwrap()
}

/// The document's row without relations, as serde writes the struct.
fn document(name: &str, relations: &[&str]) -> Value {
    let all = json_schema(&blog::admin());
    let mut row = all["$defs"][name].clone();
    let properties = row["properties"].as_object_mut().unwrap();
    properties.retain(|name, _| !relations.contains(&name.as_str()));
    row
}

#[test]
fn utoipa_loses_nothing() {
    let text = |value: Value| {
        value
            .to_string()
            .replace("#/components/schemas/", "#/$defs/")
    };
    let reads = utoipa_of(&utoipa_model(&blog::POST, types));
    let read: Value = text(reads).parse().unwrap();
    assert_eq!(read, document("Post", &["author", "comments", "tags"]));
    let mut named = Vec::new();
    utoipa_schemas(types, &mut named);
    let definitions = json_schema(&blog::admin());
    let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["PostStatus", "Address", "Position"]);
    for (name, schema) in &named {
        let read: Value = text(utoipa_of(schema)).parse().unwrap();
        assert_eq!(read, definitions["$defs"][name], "{name}");
    }
    let email = utoipa_of(&utoipa_type(&blog::EMAIL, types));
    assert_eq!(email["maxLength"], 254);
}

#[test]
fn a_write_only_field_is_said_to_be_so() {
    let user = schemars_model(&blog::USER, types).to_value();
    assert_eq!(user["properties"]["password"]["writeOnly"], true);
    let user = utoipa_of(&utoipa_model(&blog::USER, types));
    assert_eq!(user["properties"]["password"]["writeOnly"], true);
}

#[test]
fn schemars_stands_by_itself() {
    let user = schemars_model(&blog::USER, types).to_value();
    assert!(!user.to_string().contains("$ref"));
    let address = &user["properties"]["address"];
    assert_eq!(address["anyOf"][1], json!({ "type": "null" }));
    let street = &address["anyOf"][0]["properties"]["street_name"];
    assert_eq!(street["minLength"], 1);
    let post = schemars_model(&blog::POST, types).to_value();
    let status = &post["properties"]["status"];
    assert_eq!(status["enum"], json!(["draft", "in-review", "published"]));
    assert_eq!(status["description"], "How far it is.");
    assert_eq!(post["properties"]["id"]["format"], "int64");
    let email = schemars_type(&blog::EMAIL, types).to_value();
    assert_eq!(email["format"], "email");
}
