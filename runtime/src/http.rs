//! What the GraphQL and the REST endpoints share: reading bodies, choosing media types, writing
//! JSON, and telling failures without telling secrets.

mod accept;
mod body;
mod failure;

pub(crate) use accept::preferred;
pub(crate) use body::read;
pub(crate) use failure::tell;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

/// `application/json`
pub(crate) const JSON: &str = "application/json";

/// An answer of one media type.
pub(crate) fn answer(status: StatusCode, media: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let media = HeaderValue::from_static(media);
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}
