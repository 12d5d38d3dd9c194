//! What the caller did wrong, as the engine tells it, in the words of this front.

use auto_api_model::ErrorCode;
use axum::http::StatusCode;

use super::super::problem::{Failed, status};
use super::super::words::Words;
use crate::Error;

/// How the body says what the engine calls `inputs` or `items`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// The body is the list itself.
    Nothing,
    /// The body is an object around it.
    Object,
}

/// The failure that these errors are.
pub(super) fn failed(words: &Words, mut errors: Vec<Error>, around: Around) -> Failed {
    let is_body = errors.first().is_some_and(in_body);
    retell(words, &mut errors, around);
    let code = errors
        .first()
        .map_or(ErrorCode::Internal, |error| error.code);
    let status = if is_body {
        StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    } else {
        status(code)
    };
    Failed::Status {
        status,
        errors,
        header: None,
    }
}

/// Makes the paths lead into the body as it was sent, or name a parameter.
pub(super) fn retell(words: &Words, errors: &mut [Error], around: Around) {
    for error in errors {
        let Some(first) = error.path.first_mut() else {
            continue;
        };
        match (first.as_str(), around) {
            ("input" | "patch", _) | ("inputs" | "items", Around::Nothing) => {
                error.path.remove(0);
            }
            ("inputs" | "items", Around::Object) => {}
            ("filter", _) if error.code == ErrorCode::Validation => {
                "this filter means every row: narrow it, or say `all=true`"
                    .clone_into(&mut error.message);
            }
            ("idempotency_key", _) => "Idempotency-Key".clone_into(first),
            (other, _) => *first = words.spell(other),
        }
    }
}

/// Whether an error is about the body, and not about a parameter.
fn in_body(error: &Error) -> bool {
    let first = error.path.first().map(String::as_str);
    matches!(first, Some("input" | "inputs" | "items" | "patch"))
}
