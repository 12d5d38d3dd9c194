//! The fixed part of the client: requests, answers, retries, tokens, walks over pages.
//!
//! What the zone calls things is in `wire`, which is written with the rest.

mod answer;
mod attempt;
mod auth;
mod call;
mod client;
mod columns;
mod error;
mod export;
mod get;
mod graphql;
mod list;
mod open;
mod path;
mod query;
mod retry;
mod settings;
mod timer;
mod walk;

pub mod text;
pub mod wire;

pub use answer::{Changed, Response};
pub use auth::Auth;
pub use client::{Builder, Client};
pub use columns::{Any, Field, Include, Many, One, Order, Sortable};
pub use error::{BoxError, Error};
pub use export::{Chunks, Export, Format, Rows};
pub use get::Get;
pub use graphql::{Graphql, GraphqlFailure, Location};
pub use list::List;
pub use open::{Model, Received};
pub use path::Path;
pub use walk::{Items, Pages};
pub use wire::{ErrorCode, Page, PageInfo, Problem, ProblemItem};
