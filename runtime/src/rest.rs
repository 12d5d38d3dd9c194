//! The REST endpoints of a zone: lists, rows, exports, writes and the `OpenAPI` document.
//!
//! ```text
//! query ─ query_string.rs ─▶ pairs ─ shape.rs ─▶ shape, values ─ run ─▶ bytes
//!                                     └ lower.rs: filter, order, select, request ─▶ Ask ─▶ Plan
//!                                       (once for each shape: prepare.rs)
//! body ─ write.rs, write/… ─▶ the values of a write's slots
//! ```
//!
//! What is decided here and nowhere else:
//! - A query string that cannot be understood is a 400; an id that cannot be read as its key's
//!   type names no row, so that is a 404.
//! - A list operand is split at commas if its parameter is given once; given more than once, or
//!   with `[]` behind the name, each value is one item, commas and all.
//! - Short forms (`status=draft`, `author.name=Ann`) are for names that no parameter has; a field
//!   named `page` is filtered by `filter[page]`.
//! - A row of the text key `export`, `group-by` or `bulk` cannot be had by its path; `?id=export`
//!   finds it.

mod documents;
mod etag;
mod explain;
mod export;
mod filter;
mod groups;
mod json_filter;
mod link;
mod list;
mod lower;
mod method;
mod mistakes;
mod one;
mod order;
mod prepare;
mod problem;
mod query_string;
mod request;
mod routes;
mod select;
mod shape;
mod words;
mod write;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use auto_api_model::ErrorCode;
use axum::Router;
use axum::extract::{FromRequestParts as _, OriginalUri, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::cache::Cache;
use crate::{Error, Service};
use documents::Documents;
use prepare::Prepared;
use problem::Failed;
use words::Words;

/// The REST routes of a zone, below its path.
///
/// Unknown paths get a problem document; an application that has a fallback of its own calls
/// [`Router::reset_fallback`] before it merges these.
pub fn routes(service: &Arc<Service>) -> Router {
    let rest = Arc::new(Rest {
        words: Words::new(&service.zone),
        plans: Cache::new(prepare::CACHE),
        documents: Documents::default(),
        service: service.clone(),
    });
    let router = routes::of_zone(&service.zone);
    router
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .with_state(rest)
}

/// What every handler shares.
#[derive(Debug)]
struct Rest {
    service: Arc<Service>,
    words: Words,
    plans: Cache<Arc<[u8]>, Arc<Prepared>>,
    documents: Documents,
}

/// How many statements an answer took; an extension of every response that has rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statements(pub u32);

/// What the path captures, decoded; nothing if that is not UTF-8, which no key is.
async fn segments(parts: &mut Parts) -> Vec<String> {
    match RawPathParams::from_request_parts(parts, &()).await {
        Ok(segments) => segments.iter().map(|(_, value)| value.to_owned()).collect(),
        Err(_) => Vec::new(),
    }
}

/// The path as the caller wrote it, whatever the zone is nested in.
fn path_of(parts: &Parts) -> &str {
    let whole = parts.extensions.get::<OriginalUri>();
    whole.map_or(parts.uri.path(), |whole| whole.0.path())
}

/// The one of `offered` that the caller likes most.
fn accepts(parts: &Parts, offered: &[&'static str]) -> Result<&'static str, Failed> {
    crate::http::preferred(&parts.headers, offered)
        .ok_or_else(|| Failed::NotAcceptable(offered.to_vec()))
}

/// Marks an answer as the caller's own, to be checked before it is used again.
fn fresh(mut response: Response, statements: u32) -> Response {
    let cache = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    response.extensions_mut().insert(Statements(statements));
    response
}

async fn unknown_path(rest: State<Arc<Rest>>, OriginalUri(uri): OriginalUri) -> Response {
    let error = Error::new(ErrorCode::NotFound, "there is nothing at this path");
    problem::problem(&rest.words, uri.path(), &[error])
}

async fn wrong_method(rest: State<Arc<Rest>>, OriginalUri(uri): OriginalUri) -> Response {
    let error = Error::validation("this path does not take the method: see the `Allow` header");
    let status = (StatusCode::METHOD_NOT_ALLOWED, error.code);
    problem::with_status(&rest.words, uri.path(), status, &[error])
}
