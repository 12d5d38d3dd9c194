//! `application/problem+json` (RFC 9457): what every request of this front that fails gets.
//!
//! `type` is `about:blank`, so `title` is the status's own phrase; `code` is one of the closed set.

use auto_api_model::ErrorCode;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
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
    /// Mistakes with a status that their codes do not have.
    Status {
        status: StatusCode,
        errors: Vec<Error>,
        /// What helps to do better.
        header: Option<(HeaderName, HeaderValue)>,
    },
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

    /// One mistake, with a status that its code does not have.
    pub(super) fn status(status: StatusCode, error: Error) -> Self {
        Self::Status {
            status,
            errors: vec![error],
            header: None,
        }
    }

    /// The same with a header that helps to do better.
    pub(super) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Self::Status { header, .. } = &mut self {
            *header = Some((name, value));
        }
        self
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
            Self::Status {
                status,
                errors,
                header,
            } => {
                let code = errors.first().map_or(ErrorCode::Internal, |e| e.code);
                let mut response = with_status(words, path, (status, code), &errors);
                response.headers_mut().extend(header);
                response
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
            let entry = entry(error, told.message);
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

/// One mistake in an answer.
pub(super) fn entry(error: &Error, message: &str) -> Json {
    let mut entry = json!({
        "code": error.code.as_str(),
        "message": message,
        "field": error.field,
        "path": error.path,
    });
    if let Some(index) = error.index {
        entry["index"] = Json::from(index);
    }
    entry
}

/// A read has no input but its query string: what is wrong there makes a bad request. 422 is for
/// bodies that are read and then refused.
pub(super) fn status(code: ErrorCode) -> StatusCode {
    let status = match code {
        ErrorCode::Validation => 400,
        other => other.status(),
    };
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
