//! GraphQL over server-sent events, in the mode of distinct connections: each request is answered
//! by a stream of its own.
//!
//! References: <https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md>,
//! <https://html.spec.whatwg.org/multipage/server-sent-events.html>.
//! Each event has its cursor as its id, so that a browser that connects anew goes on where it was.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use apollo_compiler::executable::OperationType;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http_body::Frame;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};

use super::failure::Failure;
use super::request::Incoming;
use super::response::{Response as Answer, refused};
use super::watch::{Next, Subscription};
use crate::{Service, http};

/// The media type.
pub(super) const MEDIA: &str = "text/event-stream";

/// How often a stream without events has a sign of life.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long an event may wait for a client that does not read: then it is cut off.
const SENDING: Duration = Duration::from_secs(10);

/// Events that wait to be sent.
const WAITING: usize = 4;

/// The header by which a client says which event it had last.
const LAST_EVENT_ID: &str = "last-event-id";

/// Answers a request by a stream of events.
pub(super) async fn answer(
    service: &Arc<Service>,
    incoming: &Incoming<'_>,
    headers: &HeaderMap,
    is_get: bool,
) -> Response {
    match service.operation_type(incoming) {
        Err(failures) => once(&refused(&failures)),
        Ok(OperationType::Subscription) => {
            let Ok(seat) = service.graphql.seats.clone().try_acquire_owned() else {
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            };
            let last = headers.get(LAST_EVENT_ID);
            let last = last.and_then(|last| last.to_str().ok());
            match service.subscribe(incoming, last).await {
                Ok(subscription) => stream(subscription, seat),
                Err(failures) => once(&refused(&failures)),
            }
        }
        Ok(OperationType::Mutation) if is_get => {
            let message = "mutations may not be sent by `GET`; use `POST`";
            once(&refused(&[Failure::invalid(message)]))
        }
        Ok(_) => match service.prepare(incoming) {
            Ok(prepared) => once(&service.finish(prepared).await),
            Err(failures) => once(&refused(&failures)),
        },
    }
}

/// One answer, and the end.
fn once(answer: &Answer) -> Response {
    let mut body = next(&answer.body, None);
    body.extend_from_slice(COMPLETE);
    respond(Body::from(body))
}

fn stream(subscription: Subscription, seat: OwnedSemaphorePermit) -> Response {
    let (events, body) = channel(WAITING);
    tokio::spawn(run(subscription, events, seat));
    respond(Body::new(Events(body)))
}

fn respond(body: Body) -> Response {
    let mut response = http::answer(StatusCode::OK, "text/event-stream; charset=utf-8", body);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that collect answers would keep events back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Sends events until the client is gone, or there are no more.
async fn run(mut subscription: Subscription, events: Sender<Bytes>, seat: OwnedSemaphorePermit) {
    loop {
        let event = tokio::select! {
            () = events.closed() => break,
            () = sleep(KEEP_ALIVE) => b":\n\n".to_vec(),
            answer = subscription.next() => match answer {
                Ok(Next { body, cursor }) => next(&body, Some(&cursor)),
                Err(failure) => {
                    let mut last = next(&refused(&[failure]).body, None);
                    last.extend_from_slice(COMPLETE);
                    // Whoever is gone needs no last event.
                    drop(timeout(SENDING, events.send(last.into())).await);
                    break;
                }
            },
        };
        if !matches!(
            timeout(SENDING, events.send(event.into())).await,
            Ok(Ok(()))
        ) {
            break;
        }
    }
    drop(seat);
}

/// The end of a stream; without data a browser would not tell of it.
const COMPLETE: &[u8] = b"event: complete\ndata:\n\n";

/// A result. Its JSON has no line breaks: the writer escapes those in texts, and makes no others.
fn next(body: &[u8], cursor: Option<&str>) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 64);
    if let Some(cursor) = cursor {
        out.extend_from_slice(b"id: ");
        out.extend_from_slice(cursor.as_bytes());
        out.push(b'\n');
    }
    out.extend_from_slice(b"event: next\ndata: ");
    out.extend_from_slice(body);
    out.extend_from_slice(b"\n\n");
    out
}

/// A body of events as they come.
struct Events(Receiver<Bytes>);

impl http_body::Body for Events {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let next = self.0.poll_recv(context);
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
