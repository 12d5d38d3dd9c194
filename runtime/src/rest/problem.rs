//! `application/problem+json` (RFC 9457): what every request of this front that fails gets.
//!
//! `type` is `about:blank`, so `title` is the status's own phrase; `code` is one of the closed set.

use auto_api_model::ErrorCode;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value as Json, json};

use super::words::Words;
use crate::Error;
use crate::http::{answer, tell};

const MEDIA: &str = "application/problem+json";

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failed {
    /// Every mistake that was found.
    Errors(Vec<Error>),
    /// Nothing that the caller accepts is offered; this would be.
    NotAcceptable(Vec<&'static str>),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Errors(vec![error])
    }
}

impl Failed {
    /// Mistakes as the planner tells them: with the root's key, which REST has none of, in front.
    pub(super) fn planned(mut errors: Vec<Error>) -> Self {
        for error in errors.iter_mut().filter(|error| !error.path.is_empty()) {
            error.path.remove(0);
        }
        Self::Errors(errors)
    }

    pub(super) fn response(self, words: &Words, path: &str) -> Response {
        match self {
            Self::Errors(errors) => problem(words, path, &errors),
            Self::NotAcceptable(offered) => {
                let message = format!("this is there as {} only", offered.join(", "));
                let error = Error::validation(message);
                let status = (StatusCode::NOT_ACCEPTABLE, error.code);
                with_status(words, path, status, &[error])
            }
        }
    }
}

/// The answer of a request that fails; `path` is the request's own.
pub(super) fn problem(words: &Words, path: &str, errors: &[Error]) -> Response {
    let code = errors
        .first()
        .map_or(ErrorCode::Internal, |error| error.code);
    let mut response = with_status(words, path, (status(code), code), errors);
    if matches!(
        code,
        ErrorCode::Unavailable | ErrorCode::Timeout | ErrorCode::RateLimited
    ) {
        let retry = HeaderValue::from_static("1");
        response.headers_mut().insert(header::RETRY_AFTER, retry);
    }
    response
}

/// An answer of a status that no code has: 405 or 406.
pub(super) fn with_status(
    words: &Words,
    path: &str,
    (status, code): (StatusCode, ErrorCode),
    errors: &[Error],
) -> Response {
    let mut id = None;
    let each: Vec<Json> = errors
        .iter()
        .map(|error| {
            let told = tell(error);
            let entry = json!({
                "code": error.code.as_str(),
                "message": told.message,
                "field": error.field,
                "path": error.path,
            });
            id = id.take().or(told.id);
            entry
        })
        .collect();
    let detail = match each.as_slice() {
        [one] => one["message"].clone(),
        more => Json::from(format!("{} mistakes: see `errors`", more.len())),
    };
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
        "instance": path,
        "code": code.as_str(),
        (words.request_id.as_str()): id,
        "errors": each,
    });
    let mut response = answer(status, MEDIA, body.to_string());
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

/// A read has no input but its query string: what is wrong there makes a bad request. 422 is for
/// bodies that are read and then refused.
fn status(code: ErrorCode) -> StatusCode {
    let status = match code {
        ErrorCode::Validation => 400,
        other => other.status(),
    };
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
