//! GraphQL over WebSocket, by the protocol `graphql-transport-ws`.
//!
//! Reference: <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>.
//! A connection is one task, and each of its operations another; what they have to say goes
//! through a short queue, so that a client that does not read stops them, and is cut off by the
//! time that a message may take.

mod close;
mod message;
mod session;

use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::OwnedSemaphorePermit;

use crate::Service;
use close::Close;

/// The protocol's name.
const PROTOCOL: &str = "graphql-transport-ws";

/// Bytes that a connection reads at once: requests are short, and there may be many connections.
const READ: usize = 4 * 1024;

/// Answers a request to open a WebSocket.
pub(super) fn open(service: &Arc<Service>, upgrade: WebSocketUpgrade, parts: &Parts) -> Response {
    if !is_allowed(&parts.headers, &service.graphql.settings.origins) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(seat) = service.graphql.seats.clone().try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let limit = usize::try_from(service.zone.limits.body_bytes).unwrap_or(usize::MAX);
    let service = service.clone();
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(READ)
        .write_buffer_size(0)
        .max_message_size(limit)
        .max_frame_size(limit)
        .on_upgrade(move |socket| serve(service, socket, seat))
}

/// Whether a page of that origin may connect. A browser asks nobody before it opens a WebSocket.
fn is_allowed(headers: &HeaderMap, origins: &[String]) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    let is_own = host.is_some() && text(header::HOST) == host;
    is_own || origins.iter().any(|known| known == origin)
}

async fn serve(service: Arc<Service>, mut socket: WebSocket, seat: OwnedSemaphorePermit) {
    let end = if socket.protocol().is_some() {
        session::run(service, &mut socket).await
    } else {
        Some(Close::PROTOCOL)
    };
    if let Some(Close { code, reason }) = end {
        let reason = reason.as_ref().into();
        let frame = Message::Close(Some(CloseFrame { code, reason }));
        // Whoever is gone needs no farewell.
        drop(tokio::time::timeout(session::SENDING, socket.send(frame)).await);
    }
    drop(seat);
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn pages_of_others_are_refused() {
        let allowed = |origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("api.local:80"));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_str(origin).unwrap());
            }
            is_allowed(&headers, &["https://app.local".to_owned()])
        };
        assert!(allowed(None));
        assert!(allowed(Some("http://api.local:80")));
        assert!(allowed(Some("https://app.local")));
        for other in [
            "https://evil.local",
            "null",
            "http://api.local",
            "https://app.local.evil",
        ] {
            assert!(!allowed(Some(other)), "{other}");
        }
    }
}
