//! Reading a GraphQL request from a JSON body or from a query string.

use std::borrow::Cow;

use apollo_compiler::Name;
use apollo_compiler::ast::{Definition, OperationType};
use axum::extract::Query;
use axum::http::Uri;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::document;
use super::super::json::Json;
use super::super::request::{Incoming, Text};

/// Why something is no GraphQL request, for the caller.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::graphql) struct Unreadable(pub(in crate::graphql) String);

/// The members of a body. Those that are unknown are left alone, as the specification says.
#[derive(Deserialize)]
struct Body<'a> {
    /// Kept as it is: the text is looked up before it is unescaped.
    #[serde(borrow)]
    query: Option<&'a RawValue>,
    #[serde(borrow, rename = "operationName")]
    operation: Option<Cow<'a, str>>,
    #[serde(borrow)]
    variables: Option<Json<'a>>,
    #[serde(borrow)]
    extensions: Option<Json<'a>>,
}

/// Reads a body.
pub(in crate::graphql) fn body(bytes: &[u8]) -> Result<Incoming<'_>, Unreadable> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Unreadable("the request body is not UTF-8".to_owned()))?;
    if text.trim_start().starts_with('[') {
        return Err(Unreadable(
            "batches of requests are not supported".to_owned(),
        ));
    }
    let body: Body<'_> = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    let query = body.query.map(RawValue::get).ok_or_else(no_query)?;
    if !query.starts_with('"') {
        return Err(Unreadable("`query` must be a string".to_owned()));
    }
    let extensions = object("extensions", body.extensions)?;
    Ok(Incoming {
        explain: asks_for_explanation(&extensions),
        document: Text::Token(query),
        operation: body.operation,
        variables: object("variables", body.variables)?,
        #[cfg(feature = "async-graphql7")]
        parts: None,
    })
}

fn asks_for_explanation(extensions: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    let is_it = |(name, value): &(Cow<'_, str>, Json<'_>)| {
        name == "explain" && matches!(value, Json::Bool(true))
    };
    extensions.iter().any(is_it)
}

/// The parameters of a query string.
#[derive(Deserialize)]
pub(super) struct Parameters {
    query: Option<String>,
    #[serde(rename = "operationName")]
    operation: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// Reads a query string.
pub(super) fn parameters(uri: &Uri) -> Result<Parameters, Unreadable> {
    let Query(parameters) = Query::<Parameters>::try_from_uri(uri)
        .map_err(|_| Unreadable("the query string cannot be read".to_owned()))?;
    Ok(parameters)
}

impl Parameters {
    pub(super) fn incoming(&self) -> Result<Incoming<'_>, Unreadable> {
        let query = self.query.as_deref().ok_or_else(no_query)?;
        let extensions = json_object("extensions", self.extensions.as_deref())?;
        // An empty name is none: forms send all their fields.
        let operation = self.operation.as_deref().filter(|name| !name.is_empty());
        Ok(Incoming {
            explain: asks_for_explanation(&extensions),
            document: Text::Plain(query),
            operation: operation.map(Cow::from),
            variables: json_object("variables", self.variables.as_deref())?,
            #[cfg(feature = "async-graphql7")]
            parts: None,
        })
    }

    /// Whether the operation is a query, as far as its text tells; what cannot be parsed is left
    /// to validation.
    pub(super) fn is_query(&self, tokens: u32) -> bool {
        let text = self.query.as_deref().unwrap_or_default();
        let Ok(document) = document::parser(tokens).parse_ast(text, "request") else {
            return true;
        };
        let name = self.operation.as_deref().filter(|name| !name.is_empty());
        document
            .definitions
            .iter()
            .all(|definition| match definition {
                Definition::OperationDefinition(operation) => {
                    let own = operation.name.as_ref().map(Name::as_str);
                    let is_other = name.is_some() && own != name;
                    is_other || operation.operation_type == OperationType::Query
                }
                _ => true,
            })
    }
}

fn no_query() -> Unreadable {
    Unreadable("the request has no `query`".to_owned())
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    let what = if error.is_data() {
        "a GraphQL request: an object of `query`, `operationName`, `variables` and `extensions`"
    } else {
        "JSON"
    };
    let (line, column) = (error.line(), error.column());
    Unreadable(format!(
        "the request body is not {what} (line {line}, column {column})"
    ))
}

type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

fn json_object<'a>(name: &str, text: Option<&'a str>) -> Result<Members<'a>, Unreadable> {
    let text = text.filter(|text| !text.is_empty());
    let json = text.map(serde_json::from_str::<Json<'_>>).transpose();
    let json = json.map_err(|_| Unreadable(format!("`{name}` is not JSON")))?;
    object(name, json)
}

fn object<'a>(name: &str, json: Option<Json<'a>>) -> Result<Members<'a>, Unreadable> {
    match json {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Object(members)) => Ok(members),
        Some(_) => Err(Unreadable(format!("`{name}` must be an object"))),
    }
}
