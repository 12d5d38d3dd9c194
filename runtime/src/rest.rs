//! The REST endpoints of a zone, reads so far: lists, rows, exports and the `OpenAPI` document.
//!
//! A request is taken apart into its shape and its values (`rest/shape.rs`); the shape is lowered
//! and planned once (`rest/lower.rs`) and kept; the values go with each run.

mod documents;
mod etag;
mod export;
mod filter;
mod json_filter;
mod link;
mod list;
mod lower;
mod mistakes;
mod one;
mod order;
mod problem;
mod query_string;
mod request;
mod select;
mod shape;
mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use auto_api_model::ErrorCode;
use axum::Router;
use axum::extract::{OriginalUri, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;

use crate::ask::{Ask, Input};
use crate::cache::Cache;
use crate::plan::{Plan, plan};
use crate::{Error, Service};
use documents::{Documents, Syntax};
use lower::{Lowering, Route};
use request::Asked;
use shape::{Shape, Take};
use words::Words;

/// Bytes of keys in the plan cache, each plan counted as [`PLAN`] more.
const CACHE: usize = 8 * 1024 * 1024;

/// Roughly what a plan takes.
const PLAN: usize = 4096;

/// The REST routes of a zone, below its path.
///
/// Unknown paths get a problem document; an application that has a fallback of its own calls
/// [`Router::reset_fallback`] before it merges these.
pub fn routes(service: &Arc<Service>) -> Router {
    let rest = Arc::new(Rest {
        words: Words::new(&service.zone),
        plans: Cache::new(CACHE),
        documents: Documents::default(),
        service: service.clone(),
    });
    let mut router = Router::new();
    for (at, entity) in service.zone.entities.iter().enumerate() {
        if !entity.visible {
            continue;
        }
        let path = format!("/{}", entity.list_name);
        router = router.route(
            &path,
            get(move |state, request| handle(state, request, Route::List, at)),
        );
        let export = format!("{path}/export");
        router = router.route(
            &export,
            get(move |state, request| handle(state, request, Route::Export, at)),
        );
        if entity
            .key
            .iter()
            .all(|&member| entity.members[member].visible)
        {
            let segments = (0..entity.key.len()).map(|part| format!("/{{key{part}}}"));
            let one = segments.fold(path, |path, segment| path + &segment);
            router = router.route(
                &one,
                get(move |state, request| handle(state, request, Route::One, at)),
            );
        }
    }
    router
        .route(
            "/openapi.json",
            get(move |state, parts| document(state, parts, Syntax::Json)),
        )
        .route(
            "/openapi.yaml",
            get(move |state, parts| document(state, parts, Syntax::Yaml)),
        )
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .with_state(rest)
}

/// What every handler shares.
#[derive(Debug)]
struct Rest {
    service: Arc<Service>,
    words: Words,
    plans: Cache<Arc<[u8]>, Arc<Prepared>>,
    documents: Documents,
}

/// A shape of request, planned.
#[derive(Debug)]
struct Prepared {
    ask: Ask,
    plan: Arc<Plan>,
    takes: Vec<Take>,
    asked: Asked,
}

/// A request, ready to run.
#[derive(Debug)]
struct Ready<'q> {
    shape: Shape<'q>,
    prepared: Arc<Prepared>,
    slots: Vec<Input>,
}

/// Why there is no answer.
#[derive(Debug)]
enum Failed {
    /// Every mistake that was found.
    Errors(Vec<Error>),
    /// Nothing that the caller accepts is offered; this would be.
    NotAcceptable(Vec<&'static str>),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Errors(vec![error])
    }
}

/// How many statements an answer took; an extension of every response that has rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statements(pub u32);

async fn handle(
    State(rest): State<Arc<Rest>>,
    request: Request,
    route: Route,
    entity: usize,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let answered = match route {
        Route::List => list::list(&rest, entity, &parts).await,
        Route::Export => export::export(&rest, entity, &parts).await,
        Route::One => {
            let key = segments(&mut parts).await;
            one::one(&rest, entity, key, &parts).await
        }
    };
    answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
}

async fn document(State(rest): State<Arc<Rest>>, parts: Parts, syntax: Syntax) -> Response {
    let answered = documents::document(&rest, syntax, &parts);
    answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
}

/// The parts of a key in the path; none if they are not UTF-8, which no key is.
async fn segments(parts: &mut Parts) -> Vec<String> {
    use axum::extract::FromRequestParts as _;
    match RawPathParams::from_request_parts(parts, &()).await {
        Ok(segments) => segments
            .iter()
            .filter(|(name, _)| name.starts_with("key"))
            .map(|(_, value)| value.to_owned())
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// The path as the caller wrote it, whatever the zone is nested in.
fn path_of(parts: &Parts) -> &str {
    let whole = parts.extensions.get::<OriginalUri>();
    whole.map_or(parts.uri.path(), |whole| whole.0.path())
}

/// The one of `offered` that the caller likes most.
fn accepts(parts: &Parts, offered: &[&'static str]) -> Result<&'static str, Failed> {
    crate::http::preferred(&parts.headers, offered)
        .ok_or_else(|| Failed::NotAcceptable(offered.to_vec()))
}

impl Rest {
    /// Finds or makes the plan of a request; `key` are the values of its first slots.
    fn ready<'q>(
        &self,
        route: Route,
        entity: usize,
        query: &'q str,
        key: Vec<Input>,
    ) -> Result<Ready<'q>, Failed> {
        let zone = &self.service.zone;
        let mut prefix = [0; 9];
        prefix[0] = route as u8;
        prefix[1..].copy_from_slice(&(entity as u64).to_le_bytes());
        let mut shape = Shape::of(&prefix, query, &self.words, &zone.limits)?;
        let leaves = shape
            .json
            .as_mut()
            .map(|json| std::mem::take(&mut json.leaves));
        let first = leaves.unwrap_or(key);
        let prepared = match self.plans.get(shape.key.as_slice()) {
            Some(known) => known,
            None => self.prepare(route, entity, &shape, &first)?,
        };
        let slots = shape.fill(first, &prepared.takes, &zone.limits)?;
        Ok(Ready {
            shape,
            prepared,
            slots,
        })
    }

    fn prepare(
        &self,
        route: Route,
        entity: usize,
        shape: &Shape<'_>,
        first: &[Input],
    ) -> Result<Arc<Prepared>, Failed> {
        let zone = &self.service.zone;
        let mut lowering = Lowering::new((zone, &self.words), entity, shape, first.len());
        let (ask, asked) = lowering.request(route);
        if !lowering.errors.is_empty() {
            return Err(Failed::Errors(lowering.errors));
        }
        let takes = lowering.takes;
        let plan = match plan(zone, &ask) {
            Ok(plan) => Arc::new(plan),
            // Again with the values, of which there may be something to say, too.
            Err(known) => {
                let slots = shape.fill(first.to_vec(), &takes, &zone.limits)?;
                let all = plan(zone, &mistakes::in_place(&ask, &slots)).err();
                return Err(Failed::planned(all.unwrap_or(known)));
            }
        };
        let prepared = Arc::new(Prepared {
            ask,
            plan,
            takes,
            asked,
        });
        let cost = shape.key.len() + PLAN;
        self.plans
            .insert(Arc::from(shape.key.as_slice()), prepared.clone(), cost);
        Ok(prepared)
    }

    /// What to tell of a run that failed: every mistake of the request, not only the first.
    fn failed(&self, route: Route, entity: usize, query: &str, error: Error) -> Failed {
        let zone = &self.service.zone;
        match self.ready(route, entity, query, Vec::new()) {
            Ok(ready) => Failed::planned(mistakes::all(
                zone,
                &ready.prepared.ask,
                &ready.slots,
                error,
            )),
            Err(failed) => failed,
        }
    }

    /// Marks an answer as the caller's own, to be checked before it is used again.
    fn fresh(&self, mut response: Response, statements: u32) -> Response {
        let cache = HeaderValue::from_static("private, no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, cache);
        response.extensions_mut().insert(Statements(statements));
        response
    }
}

impl Failed {
    /// Mistakes as the planner tells them: with the root's key, which REST has none of, in front.
    fn planned(mut errors: Vec<Error>) -> Self {
        for error in errors.iter_mut().filter(|error| !error.path.is_empty()) {
            error.path.remove(0);
        }
        Self::Errors(errors)
    }

    fn response(self, words: &Words, path: &str) -> Response {
        match self {
            Self::Errors(errors) => problem::problem(words, path, &errors),
            Self::NotAcceptable(offered) => {
                let message = format!("this is there as {} only", offered.join(", "));
                let error = Error::validation(message);
                let status = (StatusCode::NOT_ACCEPTABLE, error.code);
                problem::with_status(words, path, status, &[error])
            }
        }
    }
}

async fn unknown_path(rest: State<Arc<Rest>>, OriginalUri(uri): OriginalUri) -> Response {
    let error = Error::new(ErrorCode::NotFound, "there is nothing at this path");
    problem::problem(&rest.words, uri.path(), &[error])
}

async fn wrong_method(rest: State<Arc<Rest>>, OriginalUri(uri): OriginalUri) -> Response {
    let error = Error::validation("this path does not take the method: see the `Allow` header");
    let status = (StatusCode::METHOD_NOT_ALLOWED, error.code);
    problem::with_status(&rest.words, uri.path(), status, &[error])
}
