//! The GraphQL endpoint: a request is parsed, validated and lowered to an [`Ask`](crate::ask::Ask)
//! once for each document and shape of variables; after that, its plan runs with other values.
//!
//! ```text
//! text ─ document.rs ─▶ Document ─ variables.rs ─▶ shape, slots ─ lower.rs ─▶ Ask ─▶ Plan ─▶ bytes
//!         (cached by text)                  └─ (plans cached by document, operation and shape)
//! ```

mod document;
mod execute;
mod failure;
mod fields;
mod http;
mod inputs;
mod json;
mod limits;
mod literal;
mod locate;
mod lower;
#[cfg(feature = "async-graphql7")]
mod own;
mod request;
mod response;
#[cfg(test)]
mod sample;
pub(crate) mod schema;
#[cfg(feature = "subscriptions")]
mod sse;
mod suggest;
mod variables;
#[cfg(feature = "subscriptions")]
mod watch;
#[cfg(feature = "subscriptions")]
mod ws;

use std::sync::Arc;

use auto_api_model::Zone;

use crate::cache::Cache;
use document::Document;
use execute::Planned;
use schema::Schema;

pub use http::routes;
#[cfg(feature = "async-graphql7")]
pub use own::Parts;
#[cfg(feature = "async-graphql7")]
pub(crate) use own::{Attach, Own};
pub use request::Request;
pub use response::{Outcome, Response};

/// What the endpoint allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether `__schema` and `__type` are answered and `/schema.graphql` is served. On in debug
    /// builds, off in release builds.
    pub introspection: bool,
    /// Whether errors suggest names near to unknown ones. On in debug builds, off in release
    /// builds.
    pub suggestions: bool,
    /// Whether a request may ask for its explanation. On in debug builds, off in release builds.
    pub explain: bool,
    /// Bytes that cached documents may take, roughly, and cached plans as much again. 32 MiB.
    pub cache_bytes: usize,
    /// `WebSocket`s and streams of events at a time. 10,000.
    pub connections: usize,
    /// Subscriptions and other operations at a time on one `WebSocket`. 100.
    pub subscriptions: usize,
    /// Origins such as `https://app.example.org` whose pages may open a `WebSocket`, beside the
    /// server's own: a browser lets any page do so, with the user's cookies. None.
    pub origins: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            introspection: cfg!(debug_assertions),
            suggestions: cfg!(debug_assertions),
            explain: cfg!(debug_assertions),
            cache_bytes: 32 * 1024 * 1024,
            connections: 10_000,
            subscriptions: 100,
            origins: Vec::new(),
        }
    }
}

impl Settings {
    /// As the zone says; introspection and suggestions are on in debug builds unless it does.
    pub(crate) fn of(zone: &Zone) -> Self {
        let open = zone.introspection.unwrap_or(cfg!(debug_assertions));
        Self {
            introspection: open,
            suggestions: open,
            ..Self::default()
        }
    }
}

/// What the endpoint keeps from request to request.
#[derive(Debug)]
pub struct State {
    settings: Settings,
    schema: Schema,
    /// Documents by their text.
    texts: Cache<Arc<str>, Arc<Document>>,
    /// Documents by the JSON string that was sent, so that a hit does not unescape it.
    tokens: Cache<Arc<str>, Arc<Document>>,
    /// Plans by document, operation and shape of variables.
    plans: Cache<Arc<[u8]>, Planned>,
    /// Subscriptions by the same.
    #[cfg(feature = "subscriptions")]
    watches: Cache<Arc<[u8]>, Arc<watch::Watch>>,
    /// What those who are subscribed are told.
    #[cfg(feature = "subscriptions")]
    feeds: watch::Feeds,
    /// How many may be connected.
    #[cfg(feature = "subscriptions")]
    seats: Arc<tokio::sync::Semaphore>,
}

impl State {
    /// What is kept for a schema.
    pub(crate) fn new(schema: Schema, settings: Settings) -> Self {
        Self {
            schema,
            texts: Cache::new(settings.cache_bytes / 2),
            tokens: Cache::new(settings.cache_bytes / 2),
            plans: Cache::new(settings.cache_bytes),
            #[cfg(feature = "subscriptions")]
            watches: Cache::new(settings.cache_bytes / 4),
            #[cfg(feature = "subscriptions")]
            feeds: watch::Feeds::default(),
            #[cfg(feature = "subscriptions")]
            seats: Arc::new(tokio::sync::Semaphore::new(settings.connections)),
            settings,
        }
    }

    /// How many plans are kept.
    pub fn plans(&self) -> usize {
        self.plans.len()
    }

    /// The zone's schema in the schema definition language.
    pub fn sdl(&self) -> &str {
        &self.schema.sdl
    }
}
