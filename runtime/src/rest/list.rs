//! `GET /posts`: a page of rows, `{items, page_info}`.

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::lower::Route;
use super::problem::Failed;
use super::{Rest, etag, explain, link, path_of};
use crate::http::{JSON, answer};

const TOTAL: HeaderName = HeaderName::from_static("x-total-count");

/// Answers a list.
pub(super) async fn list(rest: &Rest, entity: usize, parts: &Parts) -> Result<Response, Failed> {
    super::accepts(parts, &[JSON])?;
    let query = parts.uri.query().unwrap_or("");
    let ready = rest.ready(Route::List, entity, query, Vec::new())?;
    let explained = rest.explain(parts, &ready).await;
    let found = rest
        .service
        .database
        .run(&ready.prepared.plan, ready.slots)
        .await;
    let found = found.map_err(|error| rest.failed(Route::List, entity, query, error))?;
    let paged = link::Paged {
        path: path_of(parts),
        pairs: &ready.shape.pairs,
        words: &rest.words,
        default_size: rest.service.zone.entities[entity].model.page.default,
        asked: ready.prepared.asked,
        meta: &found.page,
    };
    let links = paged.header();
    let tag = etag::of_content(&found.body);
    let mut response = super::fresh(answer(StatusCode::OK, JSON, found.body), found.statements);
    let headers = response.headers_mut();
    headers.extend(explained.map(|value| (explain::HEADER, value)));
    if let Ok(links) = HeaderValue::from_maybe_shared(bytes::Bytes::from(links)) {
        headers.insert(header::LINK, links);
    }
    if let Some(total) = found.page.total_count {
        headers.insert(TOTAL, HeaderValue::from(total));
    }
    Ok(etag::tagged(&parts.headers, &tag, response))
}
