//! GraphQL over HTTP: media types, methods and statuses.
//!
//! Reference: <https://graphql.github.io/graphql-over-http/draft/>.

pub(super) mod read;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::failure::Failure;
use super::request::Incoming;
use super::response::{Outcome, Response as Answer, refused};
#[cfg(feature = "subscriptions")]
use super::sse;
use crate::{Service, http};
use read::Unreadable;

/// What answers may be, the default first.
const MEDIA: [&str; 2] = ["application/json", "application/graphql-response+json"];

/// The same, and what subscriptions are told by.
#[cfg(feature = "subscriptions")]
const OFFERED: [&str; 3] = [MEDIA[0], MEDIA[1], sse::MEDIA];
#[cfg(not(feature = "subscriptions"))]
const OFFERED: [&str; 2] = MEDIA;

/// The endpoint's routes: `/graphql` and `/schema.graphql`.
pub fn routes(service: &Arc<Service>) -> Router {
    Router::new()
        .route("/graphql", get(by_get).post(by_post))
        .route("/schema.graphql", get(schema))
        .with_state(service.clone())
}

async fn by_post(State(service): State<Arc<Service>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(media) = http::preferred(&parts.headers, &OFFERED) else {
        return not_acceptable();
    };
    if !has_json(&parts.headers) {
        let message = "the request body must be `application/json` in UTF-8";
        let failure = Failure::invalid(message);
        return answer(
            media,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            refused(&[failure]),
        );
    }
    let limit = service.zone.limits.body_bytes;
    let bytes = match http::read(body, limit).await {
        Ok(bytes) => bytes,
        Err(error) => {
            let failure = Failure::new(error.code(), error.message(limit));
            return answer(media, error.status(), refused(&[failure]));
        }
    };
    match read::body(&bytes) {
        #[cfg(feature = "subscriptions")]
        Ok(incoming) if media == sse::MEDIA => {
            sse::answer(&service, &incoming, &parts.headers, false).await
        }
        Ok(incoming) => run(&service, media, incoming, &parts).await,
        Err(unreadable) => malformed(media, unreadable),
    }
}

/// Opens a WebSocket, if that is what is asked for.
#[cfg(feature = "subscriptions")]
async fn upgrade(service: &Arc<Service>, request: Request) -> Result<Response, Parts> {
    use axum::extract::FromRequestParts as _;
    let (mut parts, _) = request.into_parts();
    let wanted = parts.headers.get(header::UPGRADE);
    if !service.zone.subscriptions
        || !wanted.is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket"))
    {
        return Err(parts);
    }
    let upgrade = axum::extract::ws::WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    Ok(match upgrade {
        Ok(upgrade) => super::ws::open(service, upgrade, &parts),
        Err(rejection) => rejection.into_response(),
    })
}

async fn by_get(State(service): State<Arc<Service>>, request: Request) -> Response {
    #[cfg(feature = "subscriptions")]
    let parts = match upgrade(&service, request).await {
        Ok(response) => return response,
        Err(parts) => parts,
    };
    #[cfg(not(feature = "subscriptions"))]
    let (parts, _) = request.into_parts();
    let Some(media) = http::preferred(&parts.headers, &OFFERED) else {
        return not_acceptable();
    };
    let parameters = match read::parameters(&parts.uri) {
        Ok(parameters) => parameters,
        Err(unreadable) => return malformed(media, unreadable),
    };
    match parameters.incoming() {
        #[cfg(feature = "subscriptions")]
        Ok(incoming) if media == sse::MEDIA => {
            sse::answer(&service, &incoming, &parts.headers, true).await
        }
        Ok(incoming) if parameters.is_query(service.zone.limits.tokens) => {
            run(&service, media, incoming, &parts).await
        }
        Ok(_) => {
            let failure = Failure::invalid("only queries may be sent by `GET`; use `POST`");
            let mut response = answer(media, StatusCode::METHOD_NOT_ALLOWED, refused(&[failure]));
            let allowed = HeaderValue::from_static("POST");
            response.headers_mut().insert(header::ALLOW, allowed);
            response
        }
        Err(unreadable) => malformed(media, unreadable),
    }
}

/// The schema, for tools; a caller who may not ask for it is told that it does not exist.
async fn schema(State(service): State<Arc<Service>>) -> Response {
    if !service.graphql.settings.introspection {
        return StatusCode::NOT_FOUND.into_response();
    }
    let sdl = service.graphql.sdl().to_owned();
    http::answer(StatusCode::OK, "text/plain; charset=utf-8", sdl)
}

async fn run<'a>(
    service: &Service,
    media: &'static str,
    incoming: Incoming<'a>,
    parts: &'a Parts,
) -> Response {
    let incoming = incoming.with(parts);
    let response = match service.prepare(&incoming) {
        Ok(prepared) => service.finish(prepared).await,
        Err(failures) => refused(&failures),
    };
    let status = StatusCode::from_u16(response.outcome.status());
    let status = match (status, response.outcome) {
        // A well-formed request is answered with 200 where the caller may be an old client, which
        // takes other statuses for failures of the transport.
        (Ok(StatusCode::BAD_REQUEST), Outcome::Refused(_)) if media == MEDIA[0] => StatusCode::OK,
        (Ok(status), _) => status,
        (Err(_), _) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    answer(media, status, response)
}

/// A request that is no GraphQL request: 400, whatever the caller accepts.
fn malformed(media: &'static str, Unreadable(message): Unreadable) -> Response {
    let failure = Failure::invalid(message);
    answer(media, StatusCode::BAD_REQUEST, refused(&[failure]))
}

fn not_acceptable() -> Response {
    let message = format!("answers are `{}` or `{}`", MEDIA[0], MEDIA[1]);
    let failure = Failure::invalid(message);
    answer(MEDIA[0], StatusCode::NOT_ACCEPTABLE, refused(&[failure]))
}

fn answer(media: &str, status: StatusCode, answer: Answer) -> Response {
    let media = if media == MEDIA[0] {
        "application/json; charset=utf-8"
    } else {
        "application/graphql-response+json; charset=utf-8"
    };
    let mut response = http::answer(status, media, answer.body);
    response.headers_mut().extend(answer.headers);
    response
}

/// Whether the body says that it is JSON in UTF-8. A body of any other type could be sent by a
/// page of another site without asking first.
fn has_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
    else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let media = parts.next().unwrap_or("");
    let is_json = MEDIA.iter().any(|known| media.eq_ignore_ascii_case(known));
    let is_utf8 = |parameter: &str| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    };
    is_json && parts.all(is_utf8)
}
