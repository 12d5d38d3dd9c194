//! `GET /posts/export`: all rows of a filter as newline-delimited JSON or CSV, in constant memory.
//!
//! An error before the first row is a problem document; a later one breaks the body off, so that
//! no client takes a part for the whole.
//! Cells of CSV are the values as they are: a program that runs cells beginning with `=`, `+`, `-`
//! or `@` as formulas must be told not to.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use http_body::Frame;

use super::Rest;
use super::lower::Route;
use super::problem::Failed;
use crate::Error;
use crate::database::{Export, ExportFormat};
use crate::http::{JSON, answer};

const NDJSON: &str = "application/x-ndjson";
const CSV: &str = "text/csv; charset=utf-8; header=present";

/// Media types that a caller may ask for, best first.
const OFFERED: [(&str, ExportFormat); 4] = [
    (NDJSON, ExportFormat::Ndjson),
    ("application/ndjson", ExportFormat::Ndjson),
    ("application/jsonl", ExportFormat::Ndjson),
    ("text/csv", ExportFormat::Csv),
];

/// Answers an export.
pub(super) async fn export(rest: &Rest, entity: usize, parts: &Parts) -> Result<Response, Failed> {
    let query = parts.uri.query().unwrap_or("");
    let ready = rest.ready(Route::Export, entity, query, Vec::new())?;
    let format = match ready.prepared.asked.format {
        Some(format) => format,
        None => accepted(parts)?,
    };
    let chunks = if parts.method == Method::HEAD {
        Chunks::none()
    } else {
        let plan = &ready.prepared.plan;
        let mut rows = rest.service.database.export(plan, ready.slots, format);
        match rows.recv().await {
            Some(Err(error)) => return Err(rest.failed(Route::Export, entity, query, error)),
            first => Chunks {
                first: first.and_then(Result::ok),
                rows,
            },
        }
    };
    let chunks = Body::new(chunks);
    let (media, ending) = match format {
        ExportFormat::Ndjson => (NDJSON, "ndjson"),
        ExportFormat::Csv => (CSV, "csv"),
    };
    let name = &rest.service.zone.entities[entity].list_name;
    let file = format!("attachment; filename=\"{name}.{ending}\"");
    let mut response = super::fresh(answer(StatusCode::OK, media, chunks), 1);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    if let Ok(file) = HeaderValue::from_str(&file) {
        headers.insert(header::CONTENT_DISPOSITION, file);
    }
    Ok(response)
}

/// The format of the `Accept` header. Whoever wants `application/json` gets it a row a line.
fn accepted(parts: &Parts) -> Result<ExportFormat, Failed> {
    let mut media: Vec<&str> = OFFERED.iter().map(|(media, _)| *media).collect();
    media.push(JSON);
    let media = super::accepts(parts, &media)?;
    let mut all = OFFERED.iter();
    Ok(all
        .find(|(known, _)| *known == media)
        .map_or(ExportFormat::Ndjson, |(_, format)| *format))
}

/// A body of chunks as they come.
struct Chunks {
    first: Option<Bytes>,
    rows: Export,
}

impl Chunks {
    /// Of the same unknown length as any, so that a `HEAD` tells none.
    fn none() -> Self {
        let (_, rows) = tokio::sync::mpsc::channel(1);
        Self { first: None, rows }
    }
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        let next = self.rows.poll_recv(context);
        next.map(|chunk| {
            chunk.map(|chunk| {
                // The caller sees a broken body; the log, why.
                chunk
                    .map(Frame::data)
                    .inspect_err(|error| drop(crate::http::tell(error)))
            })
        })
    }
}
