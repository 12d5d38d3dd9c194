//! The REST front over HTTP, from the query string to the bytes, on a seeded database.

#[path = "rest/app.rs"]
mod app;
#[path = "rest/distinct.rs"]
mod distinct;
#[path = "rest/documents.rs"]
mod documents;
#[path = "rest/export.rs"]
mod export;
#[path = "rest/filters.rs"]
mod filters;
#[path = "rest/groups.rs"]
mod groups;
#[path = "rest/hostile.rs"]
mod hostile;
#[path = "rest/many.rs"]
mod many;
#[path = "rest/pages.rs"]
mod pages;
#[path = "rest/problems.rs"]
mod problems;
#[path = "rest/rows.rs"]
mod rows;

#[path = "rest/writes.rs"]
mod writes;

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
