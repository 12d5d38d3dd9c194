//! Reading a body: its media type, its size, its JSON.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};

use super::super::problem::Failed;
use super::json;
use crate::Error;
use crate::ask::Input;
use crate::http::{JSON, read};

const MERGE_PATCH: &str = "application/merge-patch+json";
/// Media types that `PATCH` takes, for the header that says so (RFC 5789).
const PATCHES: &str = "application/json, application/merge-patch+json";

/// The JSON of a body of at most `limit` bytes.
///
/// # Errors
///
/// 415 if it is not JSON by its headers, 413 if it is too large, 400 if it cannot be read.
pub(super) async fn body(parts: &Parts, body: Body, limit: u32) -> Result<Input, Failed> {
    if !is_json(parts) {
        return Err(unsupported(parts));
    }
    let bytes = read(body, limit).await.map_err(|error| {
        let told = Error::new(error.code(), error.message(limit));
        Failed::status(error.status(), told)
    })?;
    Ok(json::parse(&bytes)?)
}

/// Whether the headers say JSON, in UTF-8 and as it is. A form that a page of another origin may
/// send unasked is none.
fn is_json(parts: &Parts) -> bool {
    let text = |name: HeaderName| {
        let value = parts.headers.get(name)?;
        Some(value.to_str().unwrap_or("?"))
    };
    let media = text(header::CONTENT_TYPE).unwrap_or("");
    let mut media = media.split(';').map(str::trim);
    let name = media.next().unwrap_or("");
    let is_known = name.eq_ignore_ascii_case(JSON)
        || parts.method == Method::PATCH && name.eq_ignore_ascii_case(MERGE_PATCH);
    let is_utf8 = media.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    let encoding = text(header::CONTENT_ENCODING).unwrap_or("identity");
    is_known && is_utf8 && encoding.eq_ignore_ascii_case("identity")
}

fn unsupported(parts: &Parts) -> Failed {
    let is_patch = parts.method == Method::PATCH;
    let (name, types) = if is_patch {
        ("accept-patch", PATCHES)
    } else {
        ("accept-post", JSON)
    };
    let message = format!("the body is {types} in UTF-8, without a `Content-Encoding`");
    let failed = Failed::status(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::validation(message),
    );
    if is_patch || parts.method == Method::POST {
        let name = HeaderName::from_static(name);
        return failed.with(name, HeaderValue::from_static(types));
    }
    failed
}
