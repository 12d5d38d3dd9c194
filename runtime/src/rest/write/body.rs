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

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// Rows, or fields of one.
    Values,
    /// Fields to change of what is there.
    Patch,
}

/// The JSON of a body of at most `limit` bytes.
///
/// # Errors
///
/// 415 if it is not JSON by its headers, 413 if it is too large, 400 if it cannot be read.
pub(super) async fn body(
    parts: &Parts,
    body: Body,
    limit: u32,
    means: Means,
) -> Result<Input, Failed> {
    let is_known = is_of(parts, JSON) || means == Means::Patch && is_merge_patch(parts);
    if !is_known || !is_plain(parts) {
        return Err(unsupported(parts, means));
    }
    let bytes = read(body, limit).await.map_err(|error| {
        let told = Error::new(error.code(), error.message(limit));
        Failed::status(error.status(), told)
    })?;
    Ok(json::parse(&bytes)?)
}

/// Whether the body is a merge patch (RFC 7396).
pub(super) fn is_merge_patch(parts: &Parts) -> bool {
    is_of(parts, MERGE_PATCH)
}

/// Whether the body is of a media type, in UTF-8. What a page of another origin may send unasked is
/// of none that this front takes.
fn is_of(parts: &Parts, known: &str) -> bool {
    let mut media = text(parts, header::CONTENT_TYPE).unwrap_or("").split(';');
    let name = media.next().unwrap_or("").trim();
    let is_utf8 = media.all(|parameter| match parameter.trim().split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    name.eq_ignore_ascii_case(known) && is_utf8
}

/// Whether the body is sent as it is.
fn is_plain(parts: &Parts) -> bool {
    let encoding = text(parts, header::CONTENT_ENCODING);
    encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case("identity"))
}

fn text(parts: &Parts, name: HeaderName) -> Option<&str> {
    let value = parts.headers.get(name)?;
    Some(value.to_str().unwrap_or("?"))
}

fn unsupported(parts: &Parts, means: Means) -> Failed {
    let types = if means == Means::Patch { PATCHES } else { JSON };
    let name = match parts.method {
        Method::PATCH => Some("accept-patch"),
        Method::POST => Some("accept-post"),
        _ => None,
    };
    let message = format!("the body is {types} in UTF-8, without a `Content-Encoding`");
    let failed = Failed::status(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::validation(message),
    );
    match name {
        Some(name) => failed.with(
            HeaderName::from_static(name),
            HeaderValue::from_static(types),
        ),
        None => failed,
    }
}
