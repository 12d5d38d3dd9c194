//! A zone served from a database.

mod builder;

use std::sync::Arc;

use auto_api_model::Zone;

use crate::{Database, Result};

pub use builder::Builder;

/// A zone served from a database: what every handler shares.
#[derive(Debug)]
pub struct Service {
    /// The zone.
    pub zone: Arc<Zone>,
    /// Where its rows are.
    pub database: Database,
    /// What the GraphQL endpoint keeps from request to request.
    #[cfg(feature = "graphql")]
    pub graphql: crate::graphql::State,
}

impl Service {
    /// Serves a zone from a database, once the database has what the zone's models say.
    ///
    /// # Errors
    ///
    /// `VALIDATION` with every difference between the models and the database: a missing table or
    /// column, a column of another type, a column that may be null where the field may not.
    pub async fn start(zone: Zone, database: Database) -> Result<Arc<Self>> {
        Self::builder(zone, database).start().await
    }

    /// Serves a zone from a database, with more than the zone.
    pub fn builder(zone: Zone, database: Database) -> Builder {
        Builder::new(zone, database)
    }

    /// Runs a plan of reads: queries of the application first, whose answers are part of it.
    #[cfg(feature = "http")]
    pub(crate) async fn read(
        &self,
        plan: &Arc<crate::plan::Plan>,
        slots: Vec<crate::ask::Input>,
        body: Vec<u8>,
    ) -> Result<crate::database::Answer> {
        if plan.calls().next().is_none() {
            return self.database.run_into(plan, slots, body).await;
        }
        let called = Box::pin(self.database.called(&self.zone, plan, slots));
        self.database.run_into(plan, called.await?, body).await
    }

    /// The zone's routes, below its path.
    ///
    /// Unknown paths below it get a problem document; an application with a fallback of its own
    /// calls [`reset_fallback`](axum::Router::reset_fallback) before it merges these.
    #[cfg(feature = "http")]
    pub fn router(self: &Arc<Self>) -> axum::Router {
        let router = axum::Router::new();
        #[cfg(feature = "graphql")]
        let router = router.merge(crate::graphql::routes(self));
        #[cfg(feature = "rest")]
        let router = router.merge(crate::rest::routes(self));
        #[cfg(feature = "explorers")]
        let router = router.merge(crate::explorers::routes(&self.zone));
        match self.zone.path.as_str() {
            "/" => router,
            path => axum::Router::new().nest(path, router),
        }
    }
}
