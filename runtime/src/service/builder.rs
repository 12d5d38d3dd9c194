//! What a service is started with besides its zone and database.

use std::fmt;
use std::sync::Arc;

use auto_api_model::Zone;

use super::Service;
#[cfg(feature = "graphql")]
use crate::graphql::{Settings, State, schema::Schema};
use crate::{Database, Error, Result};

#[cfg(all(feature = "graphql", feature = "async-graphql7"))]
use crate::graphql::{Attach, Own, Parts};
#[cfg(all(feature = "graphql", feature = "async-graphql7"))]
use async_graphql::{ObjectType, Request, SchemaBuilder, SubscriptionType};

/// A service that is not started yet.
pub struct Builder {
    zone: Zone,
    database: Database,
    #[cfg(feature = "graphql")]
    origins: Vec<String>,
    #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
    own: Option<Own>,
    #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
    attach: Option<Box<Attach>>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("zone", &self.zone)
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

impl Builder {
    pub(super) fn new(zone: Zone, database: Database) -> Self {
        Self {
            zone,
            database,
            #[cfg(feature = "graphql")]
            origins: Vec::new(),
            #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
            own: None,
            #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
            attach: None,
        }
    }

    /// Serves an async-graphql schema of the application's own at the same endpoint: its root
    /// fields stand beside the generated ones, in one schema with one introspection, and one
    /// operation may select both.
    ///
    /// Documents are validated, counted and limited before the schema sees them. A resolver that
    /// panics fails its own field only. What a resolver says (`Err("not your turn".into())`, an
    /// error with an extension `code`, an [`Error`]) is told to the caller; any other error that
    /// came by `?` is logged, and the caller gets an id.
    ///
    /// ```no_run
    /// # async fn example(zone: auto_api::Zone, db: auto_api::Database) -> auto_api::Result<()> {
    /// use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
    /// use auto_api::Service;
    ///
    /// struct Query;
    ///
    /// #[Object]
    /// impl Query {
    ///     /// The version of the server.
    ///     async fn version(&self) -> &str {
    ///         env!("CARGO_PKG_VERSION")
    ///     }
    /// }
    ///
    /// let schema = Schema::build(Query, EmptyMutation, EmptySubscription).data(db.clone());
    /// let service = Service::builder(zone, db).with_schema(schema).start().await?;
    /// // { version posts(limit: 3) { title } }
    /// # Ok(()) }
    /// ```
    #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
    #[must_use]
    pub fn with_schema<Q, M, S>(mut self, schema: SchemaBuilder<Q, M, S>) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        self.own = Some(Own::new(schema));
        self
    }

    /// Gives the resolvers of [`with_schema`](Self::with_schema) what they ask of the caller: called
    /// for each operation that has fields of theirs, with the HTTP request's head, which is empty
    /// for [`Service::execute`].
    ///
    /// ```no_run
    /// # async fn example(builder: auto_api::service::Builder) {
    /// struct Language(String);
    ///
    /// let builder = builder.with_request(|head, request| {
    ///     let header = head.headers.get("accept-language");
    ///     let language = header.and_then(|value| value.to_str().ok()).unwrap_or("en");
    ///     request.data(Language(language.to_owned()))
    /// });
    /// # }
    /// ```
    #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
    #[must_use]
    pub fn with_request(
        mut self,
        attach: impl Fn(&Parts, Request) -> Request + Send + Sync + 'static,
    ) -> Self {
        self.attach = Some(Box::new(attach));
        self
    }

    /// Lets pages of another origin, such as `https://app.example.org`, open `WebSocket`s. Those of
    /// the server's own may; programs that are no browsers tell no origin, and may.
    #[cfg(feature = "graphql")]
    #[must_use]
    pub fn allow_origin(mut self, origin: &str) -> Self {
        self.origins.push(origin.trim_end_matches('/').to_owned());
        self
    }

    /// Starts, once the database has what the zone's models say.
    ///
    /// # Errors
    ///
    /// As [`Service::start`]; and `VALIDATION` with every name that the zone and the application's
    /// own schema both have.
    pub async fn start(self) -> Result<Arc<Service>> {
        let database = self.database;
        let zone = database.fitted(self.zone).await?;
        crate::validate::check(&zone)?;
        if zone.subscriptions {
            if !cfg!(feature = "subscriptions") {
                return Err(Error::validation(
                    "the zone has subscriptions: switch on the feature `subscriptions` of `auto-api`",
                ));
            }
            database.announce();
        }
        let differences = database.check(&zone).await?;
        if !differences.is_empty() {
            let (path, all) = (database.path(), differences.join("\n- "));
            let message = format!("the database `{path}` does not fit the models:\n- {all}");
            return Err(Error::validation(message));
        }
        #[cfg(all(feature = "graphql", feature = "async-graphql7"))]
        let schema = match self.own {
            Some(own) => Schema::with_own(&zone, own.attached(self.attach))?,
            None => Schema::of(&zone)?,
        };
        #[cfg(all(feature = "graphql", not(feature = "async-graphql7")))]
        let schema = Schema::of(&zone)?;
        Ok(Arc::new(Service {
            #[cfg(feature = "graphql")]
            graphql: State::new(
                schema,
                Settings {
                    origins: self.origins,
                    ..Settings::of(&zone)
                },
            ),
            zone: Arc::new(zone),
            database,
        }))
    }
}
