//! The schema, asked for in GraphQL.

use auto_api::Case;
use auto_api::graphql::Request;

use super::app::{app, data, of_zone, refusal, zone};

#[tokio::test]
async fn types_and_data_in_one_answer() {
    let query = r#"{ __type(name: "Tag") { kind name description fields { name type { kind ofType { name } } } }
        tags(limit: 1) { id } s: __schema { queryType { name } mutationType { name } } }"#;
    let answer = data(&app().await, Request::new(query)).await;
    let ty = &answer["__type"];
    assert_eq!(ty["description"], "A subject that posts have in common.");
    let names: Vec<_> = (ty["fields"].as_array().unwrap().iter())
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(names[..2], ["id", "label"]);
    assert!(names.contains(&"posts_connection"));
    assert_eq!(answer["tags"][0]["id"], 1);
    assert_eq!(answer["s"]["queryType"]["name"], "Query");
    assert_eq!(answer["s"]["mutationType"]["name"], "Mutation");
}

#[tokio::test]
async fn deprecations_arrive() {
    let query = r#"{ __type(name: "Post") { all: fields(includeDeprecated: true) { name isDeprecated deprecationReason }
        fields { name } } e: __type(name: "PostStatus") { enumValues(includeDeprecated: true) { name isDeprecated } } }"#;
    let answer = data(&app().await, Request::new(query)).await;
    let find = |list: &serde_json::Value| {
        let all = list.as_array().unwrap().iter();
        all.clone()
            .find(|field| field["name"] == "headline")
            .cloned()
    };
    let headline = find(&answer["__type"]["all"]).unwrap();
    assert_eq!(headline["isDeprecated"], true);
    assert!(
        headline["deprecationReason"]
            .as_str()
            .unwrap()
            .contains("use `title`")
    );
    assert!(find(&answer["__type"]["fields"]).is_none());
    assert_eq!(answer["e"]["enumValues"][2]["isDeprecated"], true);
}

#[tokio::test]
async fn a_variable_of_introspection_is_part_of_the_plan() {
    let service = app().await;
    let query = "query ($n: String!) { __type(name: $n) { name } }";
    for (name, found) in [("Tag", Some("Tag")), ("Post", Some("Post")), ("Nope", None)] {
        let variables = serde_json::json!({ "n": name });
        let answer = data(&service, Request::new(query).variables(variables)).await;
        assert_eq!(answer["__type"]["name"].as_str(), found);
    }
}

#[tokio::test]
async fn where_it_is_off_nothing_tells_the_schema() {
    let mut closed = zone(Case::AsWritten);
    closed.introspection = Some(false);
    let service = of_zone(closed).await;
    for query in [
        "{ __schema { types { name } } }",
        "{ a: __type(name: \"Post\") { name } tags { id } }",
        "{ ...A } fragment A on Query { ... { __schema { types { name } } } }",
    ] {
        let answer = refusal(&service, Request::new(query)).await;
        assert_eq!(
            answer["errors"][0]["message"],
            "introspection is switched off"
        );
    }
    let answer = refusal(&service, Request::new("{ posts { titel } }")).await;
    assert!(!answer.to_string().contains("did you mean"), "{answer}");
    let answer = data(
        &service,
        Request::new("{ __typename tags(limit: 1) { __typename } }"),
    )
    .await;
    assert_eq!(answer["tags"][0]["__typename"], "Tag");
}

#[tokio::test]
async fn lists_inside_lists_of_the_schema_have_a_limit() {
    let query =
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    let answer = refusal(&app().await, Request::new(query)).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
}
