//! Derived types in a user's own schemas: schemars, utoipa, async-graphql.

use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use auto_api_tests::models::blog::{Address, Email, Position, Role, Tag};
use auto_api_tests::models::kinds::Kinds;

#[test]
fn schemars_reads_the_model() {
    let schema = schemars::schema_for!(Kinds).to_value();
    assert_eq!(schema["title"], "Kinds");
    assert_eq!(schema["properties"]["small"]["type"], "integer");
    let ids = [
        <Kinds as schemars::JsonSchema>::schema_id(),
        <Role as schemars::JsonSchema>::schema_id(),
    ];
    assert_eq!(ids[0], "auto_api_tests::models::kinds::Kinds");
    assert_ne!(ids[0], ids[1]);
    let role = schemars::schema_for!(Role).to_value();
    assert!(role.to_string().contains("chief_editor"), "{role}");
}

#[test]
fn utoipa_finds_the_model_and_its_types() {
    #[derive(utoipa::OpenApi)]
    #[openapi(components(schemas(Kinds, Address)))]
    struct Documents;

    let document = <Documents as utoipa::OpenApi>::openapi();
    let components = document.components.unwrap();
    for name in ["Kinds", "Role", "Position", "Address"] {
        assert!(components.schemas.contains_key(name), "{name}");
    }
}

struct Query;

#[Object]
impl Query {
    async fn tag(&self) -> Tag {
        let label = "rust".to_owned();
        Tag { id: 1, label }
    }

    async fn roles(&self) -> Vec<Role> {
        vec![Role::ChiefEditor]
    }

    async fn email(&self) -> Option<Email> {
        Some(Email("a@example.org".to_owned()))
    }

    async fn position(&self) -> Position {
        Position {
            latitude: 1.5,
            longitude: 2.0,
        }
    }
}

#[tokio::test]
async fn async_graphql_serves_the_model() {
    let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
    let query = "{ tag { __typename id name: label } roles email position { latitude } }";
    let answer = schema.execute(query).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let expected = serde_json::json!({
        "tag": {"__typename": "Tag", "id": 1, "name": "rust"},
        "roles": ["CHIEF_EDITOR"],
        "email": "a@example.org",
        "position": {"latitude": 1.5},
    });
    assert_eq!(answer.data.into_json().unwrap(), expected);
}
