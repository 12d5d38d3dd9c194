//! Two servers on PostgreSQL by hand: the limit, and the usual way.
//!
//! *Levels* is what a careful programmer writes: a statement a level, each with its parents as a
//! subquery, all sent at once in one snapshot, binary rows written to bytes. *Json* is what the
//! engines that let the database build JSON do: one statement whose one value is passed on.

mod levels;
mod one;
mod row;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};

use crate::Failure;
use crate::hand::{graphql, rest};

/// Which of the two.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    Levels,
    Json,
}

type Shared = (Pool, Way);

/// What a server answers with, or why not.
pub(crate) type Answer = Result<Vec<u8>, Failure>;

/// A server's routes.
pub(crate) fn router(url: &str, way: Way) -> Result<Router, Failure> {
    let settings = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = Manager::from_config(url.parse()?, tokio_postgres::NoTls, settings);
    let pool = Pool::builder(manager)
        .runtime(Runtime::Tokio1)
        .max_size(16)
        .build()?;
    Ok(Router::new()
        .route("/graphql", post(graphql))
        .route("/tracks", get(tracks))
        .with_state((pool, way)))
}

async fn graphql(State((pool, way)): State<Shared>, body: Bytes) -> Response {
    let Some(request) = graphql::read(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    answer(match way {
        Way::Levels => levels::write(&pool, &request).await,
        Way::Json => one::write(&pool, &request).await,
    })
}

async fn tracks(State((pool, way)): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let page = rest::read(query.as_deref().unwrap_or_default());
    answer(match way {
        Way::Levels => levels::tracks(&pool, page).await,
        Way::Json => one::tracks(&pool, page).await,
    })
}

fn answer(body: Answer) -> Response {
    match body {
        Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => {
            eprintln!("{error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
