//! What a request is answered with.

use auto_api_model::ErrorCode;
use axum::http::HeaderMap;

use super::failure::Failure;

/// The answer to a GraphQL request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// JSON: an object of `data`, or of `errors` and, if execution began, `data`.
    pub body: Vec<u8>,
    /// How it went.
    pub outcome: Outcome,
    /// How many statements the database ran; one that runs for each parent row counts once.
    pub statements: u32,
    /// Headers that resolvers of the application's own schema set.
    pub headers: HeaderMap,
}

/// How a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is `data`.
    Data,
    /// Execution failed: `data` is null.
    Failed(ErrorCode),
    /// Execution did not begin: there is no `data`.
    Refused(ErrorCode),
}

impl Outcome {
    /// The HTTP status, as `application/graphql-response+json` has it.
    pub fn status(self) -> u16 {
        match self {
            Self::Data | Self::Failed(_) => 200,
            Self::Refused(code) => match code {
                ErrorCode::Unauthenticated
                | ErrorCode::PermissionDenied
                | ErrorCode::RateLimited
                | ErrorCode::Unavailable
                | ErrorCode::Internal => code.status(),
                _ => 400,
            },
        }
    }
}

/// An answer without `data`.
pub(super) fn refused(failures: &[Failure]) -> Response {
    let code = failures
        .first()
        .map_or(ErrorCode::Internal, |failure| failure.code);
    let mut body = errors(failures);
    body.push(b'}');
    Response {
        body,
        outcome: Outcome::Refused(code),
        statements: 0,
        headers: HeaderMap::new(),
    }
}

/// An answer whose `data` is null.
pub(super) fn failed(failure: &Failure) -> Response {
    let mut body = errors(std::slice::from_ref(failure));
    body.extend_from_slice(b",\"data\":null}");
    Response {
        body,
        outcome: Outcome::Failed(failure.code),
        statements: 0,
        headers: HeaderMap::new(),
    }
}

fn errors(failures: &[Failure]) -> Vec<u8> {
    let mut body = b"{\"errors\":[".to_vec();
    for (at, failure) in failures.iter().enumerate() {
        if at > 0 {
            body.push(b',');
        }
        failure.write(&mut body);
    }
    body.push(b']');
    body
}
