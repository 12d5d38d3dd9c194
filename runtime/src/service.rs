//! A zone served from a database.

use std::sync::Arc;

use auto_api_model::Zone;

use crate::Result;
use crate::database::Database;

/// A zone served from a database: what every handler shares.
#[derive(Debug)]
pub struct Service {
    /// The zone.
    pub zone: Zone,
    /// Where its rows are.
    pub database: Database,
}

impl Service {
    /// Checks that the database has what the zone's models say.
    pub async fn start(zone: Zone, database: Database) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { zone, database }))
    }

    /// The zone's routes, below its path.
    #[cfg(feature = "http")]
    pub fn router(self: &Arc<Self>) -> axum::Router {
        axum::Router::new()
    }
}
