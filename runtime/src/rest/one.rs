//! `GET /posts/{id}`: a row by its primary key; a composite one has a segment for each part.
//!
//! An id that cannot be read as the key's type names no row: 404, as for one that is not there.

use auto_api_model::ErrorCode;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use super::lower::Route;
use super::problem::Failed;
use super::{Rest, etag, explain};
use crate::Error;
use crate::ask::Input;
use crate::http::{JSON, answer};

/// Answers one row.
pub(super) async fn one(
    rest: &Rest,
    entity: usize,
    mut key: Vec<String>,
    parts: &Parts,
) -> Result<Response, Failed> {
    super::accepts(parts, &[JSON])?;
    let this = &rest.service.zone.entities[entity];
    let not_found = || {
        let message = format!("there is no such {}", this.one_name);
        Failed::from(Error::new(ErrorCode::NotFound, message))
    };
    // What the zone is nested in may capture parts of the path, too.
    let Some(first) = key.len().checked_sub(this.key.len()) else {
        return Err(not_found());
    };
    let key = key.drain(first..).map(Input::Raw).collect();
    let query = parts.uri.query().unwrap_or("");
    let ready = rest.ready(Route::One, entity, query, key)?;
    let explained = rest.explain(parts, &ready).await;
    let found = match rest
        .service
        .database
        .run(&ready.prepared.plan, ready.slots)
        .await
    {
        Ok(found) if found.found => found,
        Ok(_) => return Err(not_found()),
        // The only values of the run are the key's.
        Err(error) if matches!(error.code, ErrorCode::Validation | ErrorCode::InvalidFilter) => {
            return Err(not_found());
        }
        Err(error) => return Err(error.into()),
    };
    let tag = etag::of_row(&found.body, etag::version(this, ready.prepared.asked));
    let mut response = super::fresh(answer(StatusCode::OK, JSON, found.body), found.statements);
    let explained = explained.map(|value| (explain::HEADER, value));
    response.headers_mut().extend(explained);
    Ok(etag::tagged(&parts.headers, &tag, response))
}
