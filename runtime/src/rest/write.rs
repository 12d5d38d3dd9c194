//! Writes: from a body to the values of a plan's slots, and from what was written to the answer.
//!
//! ```text
//! query ─ prepare.rs ─▶ Plan ┐
//! headers ─ condition.rs ────┼─▶ Database::write_if ─▶ answer.rs, or refused.rs
//! body ─ body.rs, json.rs ───┘
//! ```
//!
//! What is decided here and nowhere else:
//! - A body that is no JSON is a 400, as is what is wrong in the query string; a body that is JSON
//!   and does not satisfy the model is a 422. Paths lead into the body as it was sent.
//! - `PUT /posts/{id}` replaces the row: a field that is not given gets its default, or null.
//!   Relations that are not given stay. There has to be a row.
//! - `PUT /posts?on=slug` changes the row of a unique key, or makes it; with `If-None-Match: *` it
//!   makes it only.
//! - `PATCH /posts` changes the rows of the filter in its query by the one patch that is its body;
//!   without any filter, the rows that its body names, each by its own patch.

mod answer;
mod body;
mod condition;
mod json;
mod many;
mod method;
mod one;
mod refused;
mod replace;
mod request;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;

use super::Rest;
use super::lower::Route;
use super::prepare::Ready;
use super::problem::Failed;
use super::words::{FIELDS, INCLUDE};
use crate::Error;
use crate::ask::Input;
use crate::http::JSON;
use crate::write::{Condition, Written};

pub(super) use method::{arguments, refused, row_key};
pub(super) use request::Places;

/// Under which a request may be sent again.
const IDEMPOTENCY: &str = "idempotency-key";

/// Characters of a key that tells requests apart.
const IDEMPOTENCY_KEY: usize = 255;

/// What a request is about.
#[derive(Debug)]
pub(super) enum Place {
    /// `/posts`
    Collection,
    /// `/posts/bulk`
    Bulk,
    /// `/posts/{id}`: what the path captures.
    One(Vec<String>),
}

/// Answers a write.
pub(super) async fn write(
    rest: &Rest,
    entity: usize,
    place: Place,
    parts: &Parts,
    body: Body,
) -> Result<Response, Failed> {
    super::accepts(parts, &[JSON])?;
    let request = Request {
        rest,
        entity,
        parts,
    };
    let method = &parts.method;
    match place {
        Place::Bulk => request.create_many(body).await,
        Place::One(key) if method == Method::DELETE => request.delete(key).await,
        Place::One(key) => request.update(key, body).await,
        Place::Collection if method == Method::POST => request.create(body).await,
        Place::Collection if method == Method::PUT => request.upsert(body).await,
        Place::Collection if method == Method::DELETE => request.delete_matching().await,
        Place::Collection if request.is_filtered() => request.update_matching(body).await,
        Place::Collection => request.update_each(body).await,
    }
}

/// A request that writes.
#[derive(Debug, Clone, Copy)]
struct Request<'r> {
    rest: &'r Rest,
    entity: usize,
    parts: &'r Parts,
}

/// What a run of a write is given besides its plan.
#[derive(Default)]
struct Values {
    body: Option<Input>,
    on_error: Option<Input>,
    expected_version: Option<i64>,
    condition: Option<Condition>,
    /// Before the rows of the answer.
    head: &'static str,
}

impl<'r> Request<'r> {
    fn entity(&self) -> &'r auto_api_model::Entity {
        &self.rest.service.zone.entities[self.entity]
    }

    fn query(&self) -> &'r str {
        self.parts.uri.query().unwrap_or("")
    }

    fn ready(&self, route: Route, key: Vec<Input>) -> Result<Ready<'r>, Failed> {
        let once = self.parts.headers.contains_key(IDEMPOTENCY);
        self.rest
            .ready_once(once, route, self.entity, self.query(), key)
    }

    /// Whether the query string says anything of rows.
    fn is_filtered(&self) -> bool {
        let names = self.query().split('&').filter(|pair| !pair.is_empty());
        let mut names = names.map(|pair| pair.split(['=', '[', '%']).next().unwrap_or(pair));
        let on_error = self.rest.words.on_error.as_str();
        names.any(|name| ![FIELDS, INCLUDE, on_error].contains(&name))
    }

    /// Runs a write.
    async fn run(&self, ready: &mut Ready<'_>, values: Values) -> Result<Written, Failed> {
        let service = &self.rest.service;
        let places = ready.prepared.asked.places;
        let mut slots = std::mem::take(&mut ready.slots);
        let version = values.expected_version.map(Input::Int);
        for (place, value) in [
            (places.body, values.body),
            (places.on_error, values.on_error),
            (places.expected_version, version),
            (places.idempotency_key, self.idempotency_key()?),
        ] {
            if slots.len() <= place {
                slots.resize(place + 1, Input::Null);
            }
            if let Some(value) = value {
                slots[place] = value;
            }
        }
        let plan = &ready.prepared.plan;
        let head = values.head.as_bytes().to_vec();
        let database = &service.database;
        let written = database.write_if(&service.zone, plan, slots, head, values.condition);
        Ok(written.await?)
    }

    /// `Idempotency-Key`, with or without quotes.
    fn idempotency_key(&self) -> Result<Option<Input>, Failed> {
        let mut all = self.parts.headers.get_all(IDEMPOTENCY).iter();
        let Some(key) = all.next() else {
            return Ok(None);
        };
        let text = key.to_str().unwrap_or("").trim();
        let text = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .unwrap_or(text);
        if text.is_empty() || text.len() > IDEMPOTENCY_KEY || all.next().is_some() {
            let message = format!(
                "`Idempotency-Key` is one text of at most {IDEMPOTENCY_KEY} characters of ASCII"
            );
            return Err(Error::validation(message).into());
        }
        Ok(Some(Input::Text(text.to_owned())))
    }
}

/// A request that needs a condition and has none.
fn unconditional() -> Failed {
    let message = "say which state of the row the request is about: `If-Match` with its `ETag`";
    Failed::status(
        StatusCode::PRECONDITION_REQUIRED,
        Error::validation(message),
    )
}

/// Refuses conditions where no row is named.
fn no_conditions(parts: &Parts, names: &[header::HeaderName]) -> Result<(), Failed> {
    match names.iter().find(|name| parts.headers.contains_key(*name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!("`{name}` is for the path of one row");
            Err(Error::validation(message).into())
        }
    }
}

/// A body that can be read and does not fit.
fn unprocessable(errors: Vec<Error>) -> Failed {
    Failed::Status {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        header: None,
    }
}
