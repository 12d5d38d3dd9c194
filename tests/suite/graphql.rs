//! The GraphQL front on a seeded `SQLite` database: from the text of a request to the bytes of its
//! answer, with and without HTTP.

#[path = "graphql/app.rs"]
mod app;
#[path = "graphql/cache.rs"]
mod cache;
#[path = "graphql/distinct.rs"]
mod distinct;
#[path = "graphql/errors.rs"]
mod errors;
#[path = "graphql/explain.rs"]
mod explain;
#[path = "graphql/groups.rs"]
mod groups;
#[path = "graphql/hostile.rs"]
mod hostile;
#[path = "graphql/http.rs"]
mod http;
#[path = "graphql/introspection.rs"]
mod introspection;
#[path = "graphql/keys.rs"]
mod keys;
#[path = "graphql/mutations.rs"]
mod mutations;
#[path = "graphql/own.rs"]
mod own;
#[path = "graphql/reads.rs"]
mod reads;
#[path = "graphql/search.rs"]
mod search;
#[path = "graphql/unindexed.rs"]
mod unindexed;
#[path = "graphql/variables.rs"]
mod variables;

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
