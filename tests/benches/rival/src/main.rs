//! The server that a Rust team would write by hand today for the requests of the bench of reads:
//! async-graphql's objects, a `DataLoader` for every relation, sqlx, and a REST handler with serde.
//!
//! `cargo bench -p auto-api-tests --bench reads` builds it and starts it beside the others. It is
//! a whole GraphQL server, not one that knows the documents: any selection, filter and order of
//! the types it has is answered.

mod input;
mod loaders;
mod model;
mod money;
mod query;
mod rest;
#[path = "../../reads/serving.rs"]
mod serving;
mod store;

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::{EmptyMutation, EmptySubscription, Schema};
use async_graphql_axum::GraphQL;
use axum::Router;
use axum::routing::{get, post_service};

use store::Store;

fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("error: the URL of a database is missing");
        return ExitCode::from(2);
    };
    match serving::serve(router(&url)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn router(url: &str) -> Result<Router, Box<dyn Error + Send + Sync>> {
    let store = Arc::new(Store::open(url).await?);
    let loaders = loaders::Loaders(Arc::clone(&store));
    let schema = Schema::build(query::Query, EmptyMutation, EmptySubscription)
        .data(Arc::clone(&store))
        .data(DataLoader::new(loaders, tokio::spawn))
        .finish();
    Ok(Router::new()
        .route("/graphql", post_service(GraphQL::new(schema)))
        .route("/tracks", get(rest::tracks))
        .with_state(store))
}
