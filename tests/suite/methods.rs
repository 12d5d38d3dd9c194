//! Methods of models, in GraphQL: computed fields, queries and mutations, on both databases.

#[path = "methods/app.rs"]
mod app;
#[path = "methods/computed.rs"]
mod computed;
#[path = "methods/mutations.rs"]
mod mutations;
#[path = "methods/queries.rs"]
mod queries;
#[path = "methods/rest.rs"]
mod rest;

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
