//! What methods share with writes: the row of a path, and a body of arguments.

use auto_api_model::suggest::hint;
use auto_api_model::{Entity, ErrorCode, Procedure};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};

use super::super::problem::{Failed, status};
use super::body::{Means, body as read};
use super::unprocessable;
use crate::Error;
use crate::ask::Input;
use crate::coerce::coerce;

/// The values of the path's key; one that cannot be read as its type names no row.
pub(in super::super) fn row_key(
    entity: &Entity,
    mut given: Vec<String>,
) -> Result<Vec<Input>, Failed> {
    let not_found = || {
        let message = format!("there is no such {}", entity.one_name);
        Error::new(ErrorCode::NotFound, message)
    };
    // What the zone is nested in may capture parts of the path, too.
    let first = given.len().checked_sub(entity.key.len());
    let given = given.drain(first.ok_or_else(not_found)?..);
    let key: Vec<Input> = given.map(Input::Raw).collect();
    for (&at, value) in entity.key.iter().zip(&key) {
        coerce(&entity.members[at].kind, value).map_err(|_| not_found())?;
    }
    Ok(key)
}

/// The arguments of a mutation, as a JSON object; nothing at all is an empty one.
pub(in super::super) async fn arguments(
    procedure: &Procedure,
    parts: &Parts,
    body: Body,
    limit: u32,
) -> Result<Vec<Option<Input>>, Failed> {
    let mut arguments: Vec<Option<Input>> = vec![None; procedure.arguments.len()];
    let has_type = parts.headers.contains_key(header::CONTENT_TYPE);
    let is_absent = !has_type && axum::body::HttpBody::is_end_stream(&body);
    if is_absent {
        return Ok(arguments);
    }
    let Input::Object(given) = read(parts, body, limit, Means::Values).await? else {
        let message = "the body is an object of the method's arguments";
        return Err(unprocessable(vec![Error::validation(message)]));
    };
    let mut errors = Vec::new();
    for (name, value) in given {
        let mut all = procedure.arguments.iter();
        if let Some(at) = all.position(|argument| argument.name == name) {
            arguments[at] = Some(value);
            continue;
        }
        let known = procedure.arguments.iter().map(|own| own.name.as_str());
        let hint = hint(&name, known);
        let message = format!("there is no argument `{name}`{hint}");
        errors.push(Error::validation(message).within(name));
    }
    if errors.is_empty() {
        Ok(arguments)
    } else {
        Err(unprocessable(errors))
    }
}

/// What a mutation was refused for: 422 where it is about its arguments.
pub(in super::super) fn refused(procedure: &Procedure, errors: Vec<Error>) -> Failed {
    let first = errors.first();
    let code = first.map_or(ErrorCode::Internal, |error| error.code);
    let is_argument = first
        .and_then(|error| error.path.first())
        .is_some_and(|step| {
            let mut arguments = procedure.arguments.iter();
            arguments.any(|argument| argument.name == *step)
        });
    let status = if is_argument || code == ErrorCode::Validation {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        status(code)
    };
    Failed::Status {
        status,
        errors,
        header: None,
    }
}
