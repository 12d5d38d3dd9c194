//! The server under test: the Chinook example's zone, as its program serves it.

use auto_api::Database;
use axum::Router;

use crate::Failure;

pub(crate) async fn router(url: &str) -> Result<Router, Failure> {
    let database = Database::open(url).await?;
    let service = chinook::zones::public::service(database).await?;
    Ok(service.router())
}
