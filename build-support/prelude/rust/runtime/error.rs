//! What a call fails with: one type, told apart by `status` and `code`.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::attempt::Whole;
use super::graphql::GraphqlFailure;
use super::wire::{ErrorCode, Problem};

/// An error of a token callback.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A call that failed.
#[derive(Debug)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    code: ErrorCode,
    message: String,
    status: Option<StatusCode>,
    problem: Option<Problem>,
    request_id: Option<String>,
    graphql: Vec<GraphqlFailure>,
    source: Option<BoxError>,
}

impl Error {
    /// Why: the server's code, or one of the client's own.
    #[must_use]
    pub fn code(&self) -> &ErrorCode {
        &self.inner.code
    }

    /// The status of the answer, if there was one that could be read.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.status
    }

    /// The problem document, if the server sent one: its `errors` has every mistake.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        self.inner.problem.as_ref()
    }

    /// What the server's log has the rest under, if there is more to know.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.request_id.as_deref()
    }

    /// Every mistake of a GraphQL query.
    #[must_use]
    pub fn graphql(&self) -> &[GraphqlFailure] {
        &self.inner.graphql
    }

    /// Whether the server says that there is no such row.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.inner.code == ErrorCode::NotFound
    }

    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let inner = Inner {
            code,
            message: message.into(),
            status: None,
            problem: None,
            request_id: None,
            graphql: Vec::new(),
            source: None,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    pub(crate) fn caused(mut self, source: impl Into<BoxError>) -> Self {
        self.inner.source = Some(source.into());
        self
    }

    /// An answer that is no success.
    pub(crate) fn refused(answer: &Whole) -> Self {
        let problem = serde_json::from_slice::<Problem>(&answer.body).ok();
        let mut error = match &problem {
            Some(problem) => Self::new(problem.code.clone(), problem.detail.clone()),
            // A page of a proxy says enough by its status.
            None => Self::new(ErrorCode::Http, format!("status {}", answer.status)),
        };
        let told = problem.as_ref().and_then(|own| own.request_id.clone());
        error.inner.request_id = told.or_else(|| request_id(&answer.headers));
        error.inner.status = Some(answer.status);
        error.inner.problem = problem;
        error
    }

    /// An answer that is not what was asked for.
    pub(crate) fn malformed(answer: &Whole, source: serde_json::Error) -> Self {
        let message = "the answer is not what was asked for";
        let mut error = Self::new(ErrorCode::Malformed, message).caused(source);
        error.inner.request_id = request_id(&answer.headers);
        error
    }

    /// A query with mistakes.
    pub(crate) fn of_query(answer: &Whole, failures: Vec<GraphqlFailure>) -> Self {
        let first = failures.first();
        let extensions = first.and_then(|first| first.extensions.as_ref());
        let code = extensions.and_then(|own| own.code.clone());
        let message = first.map_or_else(String::new, |first| first.message.clone());
        let mut error = Self::new(code.unwrap_or(ErrorCode::Http), message);
        let told = extensions.and_then(|own| own.id.clone());
        error.inner.request_id = told.or_else(|| request_id(&answer.headers));
        error.inner.status = Some(answer.status);
        error.inner.graphql = failures;
        error
    }
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("x-request-id")?.to_str().ok()?;
    Some(value.to_owned())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.inner.code, self.inner.message)?;
        match &self.inner.request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.inner.source.as_deref()?;
        Some(source)
    }
}
