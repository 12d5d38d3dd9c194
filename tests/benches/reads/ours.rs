//! The server under test: the Chinook example's zone, as its program serves it.

use std::sync::Arc;

use auto_api::{Database, Service};
use axum::Router;

use crate::Failure;

pub(crate) async fn router(path: &str) -> Result<Router, Failure> {
    let zone = chinook::zone().map_err(|problems| format!("{problems:?}"))?;
    let database = Database::open(&format!("sqlite://{path}")).await?;
    let service: Arc<Service> = Service::start(zone, database).await?;
    Ok(service.router())
}
