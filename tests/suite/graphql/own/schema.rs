//! The one schema: its text and its introspection.

use apollo_compiler::Schema;
use auto_api::Case;
use auto_api::graphql::Request;
use serde_json::{Value as Json, json};

use super::super::app::{data, zone};
use super::app::{Seen, mixed, of_zone};

#[tokio::test]
async fn one_text_of_both() {
    for case in [Case::AsWritten, Case::Camel] {
        let service = of_zone(zone(case), &Seen::default()).await;
        let sdl = service.graphql.sdl();
        let schema = Schema::parse_and_validate(sdl, "schema.graphql").unwrap();
        let query = schema.get_object("Query").unwrap();
        for field in ["posts", "version", "newest_user", "total"] {
            assert!(query.fields.contains_key(field), "{field}");
        }
        assert!(
            schema
                .get_object("Mutation")
                .unwrap()
                .fields
                .contains_key("note")
        );
        // The zone's, with everything that the zone shows of it.
        let user = schema.get_object("User").unwrap();
        assert!(user.fields.contains_key("posts"));
        for line in [
            "  \"\"\"The version.\"\"\"\n  version: String!\n",
            "enum Volume {",
            "interface Labelled {",
            "scalar Opaque",
            "input Item {",
        ] {
            assert!(sdl.contains(line), "{line:?} is not in\n{sdl}");
        }
        assert_eq!(sdl.matches("type User {").count(), 1);
        assert_eq!(sdl.matches("enum PostStatus {").count(), 1);
    }
}

#[tokio::test]
async fn introspection_tells_both() {
    let query = r#"{ version __schema { queryType { name } mutationType { name } subscriptionType { name } }
        q: __type(name: "Query") { fields { name } } i: __type(name: "Labelled") { kind possibleTypes { name } }
        v: __type(name: "Volume") { description enumValues { name } } }"#;
    let answer = data(&mixed().await, Request::new(query)).await;
    assert_eq!(answer["version"], "1.2.3");
    assert_eq!(
        answer["__schema"],
        json!({"queryType": {"name": "Query"}, "mutationType": {"name": "Mutation"}, "subscriptionType": null})
    );
    let has = |name: &str| {
        let fields = answer["q"]["fields"].as_array().unwrap();
        fields.iter().any(|field| field["name"] == name)
    };
    assert!(has("posts") && has("version"));
    assert_eq!(answer["i"]["kind"], "INTERFACE");
    let types = answer["i"]["possibleTypes"].as_array().unwrap();
    let mut types: Vec<&str> = types.iter().filter_map(|ty| ty["name"].as_str()).collect();
    types.sort_unstable();
    assert_eq!(types, ["Bag", "Box"]);
    assert_eq!(answer["v"]["description"], Json::from("How loud."));
}

#[tokio::test]
async fn closed_schemas_stay_closed() {
    let mut closed = zone(Case::AsWritten);
    closed.introspection = Some(false);
    let service = of_zone(closed, &Seen::default()).await;
    for query in [
        "{ version __schema { queryType { name } } }",
        "{ __type(name: \"Volume\") { name } version }",
    ] {
        let refused = super::super::app::refusal(&service, Request::new(query)).await;
        assert_eq!(
            refused["errors"][0]["message"],
            "introspection is switched off"
        );
    }
}
