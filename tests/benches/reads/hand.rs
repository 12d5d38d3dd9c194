//! The limit: what a careful programmer writes by hand for just these requests.
//!
//! axum, one connection a thread, statements prepared once, a nested loop over them, each row
//! written to the answer's bytes as it is read. It reads the same requests and answers the same
//! bytes, but knows the documents by their operation's name: nothing is parsed but variables.

pub(crate) mod graphql;
pub(crate) mod json;
pub(crate) mod rest;
mod statements;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

/// The server's routes.
pub(crate) fn router(url: &str) -> Router {
    let path = url.trim_start_matches("sqlite://");
    let path: &'static str = Box::leak(path.to_owned().into_boxed_str());
    Router::new()
        .route("/graphql", post(graphql))
        .route("/tracks", get(tracks))
        .with_state(path)
}

async fn graphql(State(path): State<&'static str>, body: Bytes) -> Response {
    let Some(request) = graphql::read(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    answer(statements::with(path, |db| graphql::write(db, &request)))
}

async fn tracks(State(path): State<&'static str>, RawQuery(query): RawQuery) -> Response {
    let page = rest::read(query.as_deref().unwrap_or_default());
    answer(statements::with(path, |db| rest::write(db, page)))
}

fn answer(body: rusqlite::Result<Vec<u8>>) -> Response {
    match body {
        Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
