//! A user's own async-graphql schema beside the generated one: one endpoint, one schema, one
//! introspection.
//!
//! ```text
//! start:   zone's SDL + own SDL ─ merge.rs ─▶ one schema, by which documents are validated
//! miss:    operation ─ lower.rs ─▶ Ask ─▶ Plan          (the generated root fields)
//!                   └─ reduce.rs ─▶ async-graphql's tree  (the others), kept beside the plan
//! request: both run at once ─ run.rs, answer.rs ─▶ bytes in the order of the document
//! ```
//!
//! An operation without own fields takes none of this. Whoever serves no own schema pays nothing.

mod answer;
mod convert;
mod failure;
mod merge;
mod nulls;
mod operation;
mod order;
mod panics;
mod reduce;
mod run;

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use async_graphql::registry::Registry;
use async_graphql::{
    ObjectType, Request, Response, SDLExportOptions, Schema, SchemaBuilder, SubscriptionType,
    ValidationMode,
};

pub(crate) use merge::{Merged, merge};
use operation::Reads;
pub(crate) use operation::{Mixed, Owned};
pub(crate) use run::Call;

/// What an HTTP request came with besides its body: method, URI, headers and extensions.
pub type Parts = axum::http::request::Parts;

/// Puts data of a request where own resolvers find it.
pub(crate) type Attach = dyn Fn(&Parts, Request) -> Request + Send + Sync;

/// A schema of the user's own.
pub(crate) struct Own {
    /// As async-graphql writes it.
    sdl: String,
    /// The Rust types behind its types.
    rust_names: HashMap<String, &'static str>,
    executor: Box<dyn Executor>,
    attach: Option<Box<Attach>>,
}

impl Own {
    /// Finishes a schema: validation is done in front of it, and its resolvers may panic.
    pub(crate) fn new<Q, M, S>(schema: SchemaBuilder<Q, M, S>) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let mut registry = Registry::default();
        Q::create_type_info(&mut registry);
        M::create_type_info(&mut registry);
        let types = registry.types.iter();
        let rust_names = types.filter_map(|(name, ty)| Some((name.clone(), ty.rust_typename()?)));
        let schema = schema
            .validation_mode(ValidationMode::Fast)
            .extension(nulls::Watch)
            .finish();
        let options = SDLExportOptions::new().include_specified_by();
        Self {
            sdl: schema.sdl_with_options(options),
            rust_names: rust_names.collect(),
            executor: Box::new(schema),
            attach: None,
        }
    }

    /// Says what resolvers are given of a request.
    pub(crate) fn attached(self, attach: Option<Box<Attach>>) -> Self {
        Self { attach, ..self }
    }
}

impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Own").finish_non_exhaustive()
    }
}

/// A schema of any types.
trait Executor: Send + Sync {
    fn execute(&self, request: Request) -> Pin<Box<dyn Future<Output = Response> + Send + '_>>;
}

impl<Q, M, S> Executor for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    fn execute(&self, request: Request) -> Pin<Box<dyn Future<Output = Response> + Send + '_>> {
        Box::pin(Schema::execute(self, request))
    }
}
