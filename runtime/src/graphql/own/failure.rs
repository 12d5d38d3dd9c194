//! What a caller is told of an error of the user's resolvers.
//!
//! Words that a resolver chose are told: `Err("not your turn".into())`, an error with an extension
//! `code`, and an [`Error`](crate::Error) with its code. Any other error came from below by `?`, a
//! driver's or a file's, and is a fault of the server: the log has it, the caller gets an id.

use async_graphql::{ErrorExtensionValues, PathSegment, Pos, ServerError};
use auto_api_model::ErrorCode;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use std::borrow::Cow;

use crate::{Error, http};

/// One entry of `errors`.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Pos>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<PathSegment>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extensions: Map<String, Json>,
}

impl Told {
    pub(super) fn of(error: ServerError) -> Self {
        let (message, extensions) = if let Some(own) = error.source::<Error>() {
            ours(own)
        } else if is_said(&error) {
            (error.message, members(error.extensions))
        } else {
            ours(&Error::internal(error.message))
        };
        Self {
            message,
            locations: error.locations,
            path: error.path,
            extensions,
        }
    }

    /// The code, if it is one of ours.
    pub(super) fn code(&self) -> Option<ErrorCode> {
        let code = self.extensions.get("code")?.as_str()?;
        let mut all = ErrorCode::ALL.into_iter();
        all.find(|known| known.as_str() == code)
    }
}

fn ours(error: &Error) -> (String, Map<String, Json>) {
    let told = http::tell(error);
    let mut extensions = Map::new();
    extensions.insert("code".to_owned(), error.code.as_str().into());
    if !error.path.is_empty() {
        extensions.insert("path".to_owned(), error.path.clone().into());
    }
    if let Some(id) = &told.id {
        extensions.insert("id".to_owned(), id.as_str().into());
    }
    (told.message.to_owned(), extensions)
}

/// Whether the message is for the caller.
fn is_said(error: &ServerError) -> bool {
    let code = error.extensions.as_ref().and_then(|all| all.get("code"));
    error.source.is_none()
        || code.is_some()
        || error.source::<String>().is_some()
        || error.source::<&'static str>().is_some()
        || error.source::<Cow<'static, str>>().is_some()
}

fn members(extensions: Option<ErrorExtensionValues>) -> Map<String, Json> {
    let json = extensions.and_then(|all| serde_json::to_value(all).ok());
    match json {
        Some(Json::Object(members)) => members,
        _ => Map::new(),
    }
}
