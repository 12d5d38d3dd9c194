//! Plain Rust structs as GraphQL and REST APIs on SQLite and PostgreSQL.
//!
//! A struct with `#[derive(AutoApi)]` is described by a constant [`Model`](model::Model).
//! A request of either protocol, or a typed call, becomes an [`Ask`](ask::Ask), then a plan, then bytes.

mod answer;
pub mod ask;
pub mod audit;
#[cfg(feature = "http")]
mod cache;
pub mod codegen;
mod coerce;
pub mod database;
#[cfg(feature = "postgres")]
pub mod ddl;
pub mod error;
pub mod events;
pub mod explain;
#[cfg(feature = "explorers")]
pub mod explorers;
#[cfg(feature = "graphql")]
pub mod graphql;
pub mod hooks;
#[cfg(feature = "http")]
mod http;
mod include;
mod json;
// Plans are made for either database, whichever is compiled along.
pub mod methods;
#[cfg_attr(not(feature = "postgres"), allow(dead_code))]
pub mod plan;
#[cfg(feature = "postgres")]
mod postgres;
pub mod query;
pub mod record;
#[cfg(feature = "rest")]
pub mod rest;
mod schema;
pub mod service;
mod sqlite;
pub mod transaction;
pub mod validate;
pub mod value;
pub mod write;

pub use audit::{AuditAction, AuditEntry};
pub use auto_api_macros::{AutoApi, methods};
#[doc(no_inline)]
pub use auto_api_model as model;
pub use auto_api_model::{Case, ErrorCode, Limits, Zone};
pub use database::Database;
pub use error::{Error, Result};
pub use methods::Ctx;
pub use query::{Executor, Query, Values, insert};
pub use record::{FieldValue, Record};
pub use service::Service;
pub use transaction::Transaction;
pub use value::Value;
