//! The REST request, by hand: a page of tracks.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::model::Track;
use crate::query::TRACKS;
use crate::store::{Sql, Store, Value};

/// Which page.
#[derive(Deserialize)]
pub(crate) struct Page {
    #[serde(default = "first")]
    page: i64,
    #[serde(default = "hundred")]
    per_page: i64,
}

fn first() -> i64 {
    1
}

fn hundred() -> i64 {
    100
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Tracks {
    items: Vec<Track>,
    page_info: PageInfo,
}

/// Where the page is; what is not asked for is null.
#[derive(Serialize)]
struct PageInfo {
    has_next_page: bool,
    has_previous_page: bool,
    start_cursor: Option<String>,
    end_cursor: Option<String>,
    total_count: Option<i64>,
    page_count: Option<i64>,
    current_page: i64,
    per_page: i64,
}

/// Answers with a page of tracks, which one row too many tells whether there is another.
pub(crate) async fn tracks(
    State(store): State<Arc<Store>>,
    Query(page): Query<Page>,
) -> Result<Json<Tracks>, StatusCode> {
    let size = usize::try_from(page.per_page).map_err(|_| StatusCode::BAD_REQUEST)?;
    let slice = Sql {
        sqlite: " ORDER BY TrackId LIMIT $1 OFFSET $2",
        postgres: " ORDER BY track_id LIMIT $1 OFFSET $2",
    };
    let sql = store.pick(TRACKS).to_owned() + store.pick(slice);
    let offset = (page.page - 1) * page.per_page;
    let values = vec![Value::Int(page.per_page + 1), Value::Int(offset)];
    let mut items: Vec<Track> =
        (store.rows(sql, values).await).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let has_next_page = items.len() > size;
    items.truncate(size);
    Ok(Json(Tracks {
        items,
        page_info: PageInfo {
            has_next_page,
            has_previous_page: page.page > 1,
            start_cursor: None,
            end_cursor: None,
            total_count: None,
            page_count: None,
            current_page: page.page,
            per_page: page.per_page,
        },
    }))
}
