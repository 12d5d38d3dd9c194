//! What a request is: as Rust code gives it, and as it came.

use std::borrow::Cow;

use super::json::Json;

/// A GraphQL request.
///
/// ```
/// use auto_api::graphql::Request;
/// let request = Request::new("query ($id: Int!) { post(id: $id) { title } }")
///     .variables(serde_json::json!({ "id": 1 }));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The document.
    pub query: String,
    /// Which of its operations, if there are several.
    pub operation_name: Option<String>,
    /// The values of its variables: an object, or null for none.
    pub variables: serde_json::Value,
    /// Whether the answer has `extensions.explain`: what the database does for it.
    pub explain: bool,
}

impl Request {
    /// A request without variables.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            ..Self::default()
        }
    }

    /// Gives the values of the variables.
    #[must_use]
    pub fn variables(mut self, variables: serde_json::Value) -> Self {
        self.variables = variables;
        self
    }

    /// Asks for the explanation, too, which only debug builds give.
    #[must_use]
    pub fn explain(mut self) -> Self {
        self.explain = true;
        self
    }

    /// Says which operation of the document is meant.
    #[must_use]
    pub fn operation_name(mut self, name: impl Into<String>) -> Self {
        self.operation_name = Some(name.into());
        self
    }
}

/// A request as it came: borrowed from a body, a query string or a [`Request`].
#[derive(Debug)]
pub(crate) struct Incoming<'a> {
    pub(crate) document: Text<'a>,
    pub(crate) operation: Option<Cow<'a, str>>,
    pub(crate) variables: Vec<(Cow<'a, str>, Json<'a>)>,
    /// Whether its explanation is asked for, by `"extensions": {"explain": true}`.
    pub(crate) explain: bool,
    /// What it came with over HTTP, for resolvers of the user's own.
    #[cfg(feature = "async-graphql7")]
    pub(crate) parts: Option<&'a super::Parts>,
}

impl<'a> Incoming<'a> {
    /// Keeps what it came with.
    #[cfg(feature = "async-graphql7")]
    pub(crate) fn with(mut self, parts: &'a super::Parts) -> Self {
        self.parts = Some(parts);
        self
    }

    /// Nobody asks for what it came with.
    #[cfg(not(feature = "async-graphql7"))]
    pub(crate) fn with(self, _: &'a axum::http::request::Parts) -> Self {
        self
    }
}

/// The text of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text<'a> {
    /// As it is.
    Plain(&'a str),
    /// As a JSON string, with its quotes and escapes.
    Token(&'a str),
}
