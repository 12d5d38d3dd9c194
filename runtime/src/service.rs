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
    /// What the GraphQL endpoint keeps from request to request.
    #[cfg(feature = "graphql")]
    pub graphql: crate::graphql::State,
}

impl Service {
    /// Checks that the database has what the zone's models say.
    pub async fn start(zone: Zone, database: Database) -> Result<Arc<Self>> {
        Ok(Arc::new(Self {
            #[cfg(feature = "graphql")]
            graphql: crate::graphql::State::new(&zone, crate::graphql::Settings::default())?,
            zone,
            database,
        }))
    }

    /// The zone's routes, below its path.
    #[cfg(feature = "http")]
    pub fn router(self: &Arc<Self>) -> axum::Router {
        let router = axum::Router::new();
        #[cfg(feature = "graphql")]
        let router = router.merge(crate::graphql::routes(self));
        router
    }
}
