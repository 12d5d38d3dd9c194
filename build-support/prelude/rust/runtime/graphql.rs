//! GraphQL queries, whose answers are read as a type of the caller's.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::call::Call;
use super::error::Error;
use super::open::Received;
use super::settings::settings;
use super::wire::{ErrorCode, GRAPHQL};
use super::{Client, Path, Response};

/// A query whose `data` is read as `T`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct Graphql<T> {
    call: Call,
    about: PhantomData<fn() -> T>,
}

/// One entry of `errors`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GraphqlFailure {
    /// What is wrong and what to do.
    pub message: String,
    /// Where in the query.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// Where in the answer: names and positions.
    #[serde(default)]
    pub path: Vec<serde_json::Value>,
    /// The code and the like.
    #[serde(default)]
    pub extensions: Option<Extensions>,
}

/// A place in a query, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Location {
    /// The line.
    pub line: u32,
    /// The character in it.
    pub column: u32,
}

/// What is said of a failure besides its message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Extensions {
    /// Why.
    #[serde(default)]
    pub code: Option<ErrorCode>,
    /// What the server's log has the rest under.
    #[serde(default)]
    pub id: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Received")]
struct Body<T> {
    #[serde(default = "none")]
    data: Option<T>,
    #[serde(default)]
    errors: Vec<GraphqlFailure>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T: Received> Graphql<T> {
    settings!();

    pub(crate) fn new(client: Client, query: &str, variables: impl Serialize) -> Self {
        let mut call = Call::new(client, Path::new(GRAPHQL));
        call.accept = "application/graphql-response+json, application/json;q=0.9";
        // The word may be in a name or a text, too: then a read is not repeated, which harms less.
        call.is_safe = !query.contains("mutation");
        match serde_json::to_value(variables) {
            Ok(variables) => call.body = Some(json!({ "query": query, "variables": variables })),
            Err(error) => {
                let message = format!("the variables cannot be written: {error}");
                call.refuse(Err(Error::new(ErrorCode::Invalid, message)));
            }
        }
        Self {
            call,
            about: PhantomData,
        }
    }

    /// Sends the query. It is repeated like any read, unless `mutation` stands in it.
    ///
    /// # Errors
    ///
    /// If there is no answer, or the query has mistakes: see [`Error::graphql`].
    pub async fn send(self) -> Result<Response<T>, Error> {
        let answer = self.call.answer().await?;
        let body = match serde_json::from_slice::<Body<T>>(&answer.body) {
            Ok(body) => body,
            Err(error) if answer.status.is_success() => {
                return Err(Error::malformed(&answer, error));
            }
            Err(_) => return Err(Error::refused(&answer)),
        };
        match body.data {
            Some(data) if body.errors.is_empty() && answer.status.is_success() => Ok(Response {
                data,
                status: answer.status,
                headers: answer.headers,
            }),
            _ if body.errors.is_empty() => Err(Error::refused(&answer)),
            _ => Err(Error::of_query(&answer, body.errors)),
        }
    }
}
