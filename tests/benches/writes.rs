//! Writes against the drivers' own: many rows at once, and single rows by many callers.
//!
//! `cargo bench -p auto-api-tests --bench writes`; on PostgreSQL, too, where `AUTO_API_POSTGRES`
//! names a server.

#[path = "writes/bulk.rs"]
mod bulk;
#[path = "writes/models.rs"]
mod models;
#[path = "writes/singles.rs"]
mod singles;

#[tokio::main]
async fn main() {
    bulk::run().await;
    singles::run().await;
}
