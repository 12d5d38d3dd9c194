//! What `zones.rs` of a build script names: see [`include_zones!`](crate::include_zones).

use auto_api_model::Problem;
pub use auto_api_model::{BigIntFormat, Case, HasModel, Limits, Model, Zone, ZoneBuilder};
use auto_api_model::{Contact, License, Server};

pub use super::drift::{has_methods, is_model, is_type};
pub use crate::__auto_api_router as router;
pub use crate::{Database, Error, Result, Service};

/// A zone that is served.
pub type Shared = std::sync::Arc<Service>;

/// An address.
pub fn server(url: &str, description: &str) -> Server {
    Server {
        url: url.to_owned(),
        description: description.to_owned(),
    }
}

/// Whom to ask.
pub fn contact(name: Option<&str>, url: Option<&str>, email: Option<&str>) -> Contact {
    Contact {
        name: name.map(str::to_owned),
        url: url.map(str::to_owned),
        email: email.map(str::to_owned),
    }
}

/// Terms.
pub fn license(name: &str, identifier: Option<&str>, url: Option<&str>) -> License {
    License {
        name: name.to_owned(),
        identifier: identifier.map(str::to_owned),
        url: url.map(str::to_owned),
    }
}

/// A zone that the build script has checked.
pub fn build(zone: ZoneBuilder) -> Result<Zone> {
    zone.build().map_err(|problems| {
        let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
        Error::validation(problems.join("; "))
    })
}

/// Makes what is missing in a database, of every model: each zone has all, shown or not.
pub async fn migrate(database: &Database, zones: Vec<Zone>) -> Result<()> {
    match zones.first() {
        Some(zone) => database.migrate(zone).await,
        None => Ok(()),
    }
}

/// The routes of every zone, each below its path.
#[cfg(feature = "http")]
pub async fn routes(database: &Database, zones: Vec<Zone>) -> Result<axum::Router> {
    let mut router = axum::Router::new();
    for zone in zones {
        router = router.merge(Service::start(zone, database.clone()).await?.router());
    }
    Ok(router)
}

/// `zones::router`, where there is HTTP.
#[cfg(feature = "http")]
#[macro_export]
#[doc(hidden)]
macro_rules! __auto_api_router {
    () => {
        /// The routes of every zone, each below its path.
        ///
        /// # Errors
        ///
        /// If the database does not fit the models.
        pub async fn router(database: &__api::Database) -> __api::Result<__api::Router> {
            __api::routes(database, all()?).await
        }
    };
}

/// Nothing, where there is no HTTP.
#[cfg(not(feature = "http"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __auto_api_router {
    () => {};
}

#[cfg(feature = "http")]
pub use axum::Router;
