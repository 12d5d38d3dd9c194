//! A client of `graphql-transport-ws` on a real socket.

use std::net::SocketAddr;
use std::sync::Arc;

use auto_api::Service;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value as Json, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::soon;

/// A connection.
pub(super) struct Socket(WebSocketStream<TcpStream>);

/// What a server says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// A message.
    Json(Json),
    /// The end, with its code.
    Close(u16),
}

/// Serves on a free port.
pub(super) async fn listen(service: &Arc<Service>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = service.router();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

impl Socket {
    /// Opens a connection that offers a protocol and comes from an origin.
    pub(super) async fn open(
        address: SocketAddr,
        protocol: Option<&str>,
        origin: Option<&str>,
    ) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let mut request = format!("ws://{address}/graphql").into_client_request()?;
        let headers = request.headers_mut();
        if let Some(protocol) = protocol {
            headers.insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        if let Some(origin) = origin {
            headers.insert("origin", origin.parse().unwrap());
        }
        // Small, since a test may have a thousand of them.
        let config = WebSocketConfig::default().read_buffer_size(4096);
        let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
        Ok(Self(socket))
    }

    /// A connection that has not begun.
    pub(super) async fn raw(address: SocketAddr) -> Self {
        let opened = Self::open(address, Some("graphql-transport-ws"), None).await;
        opened.unwrap()
    }

    /// A connection that was acknowledged.
    pub(super) async fn ready(address: SocketAddr) -> Self {
        let mut socket = Self::raw(address).await;
        socket.say(json!({"type": "connection_init"})).await;
        assert_eq!(socket.hear().await, json!({"type": "connection_ack"}));
        socket
    }

    /// Says something.
    pub(super) async fn say(&mut self, message: Json) {
        self.send(Message::text(message.to_string())).await;
    }

    /// Sends a frame.
    pub(super) async fn send(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    /// Begins an operation.
    pub(super) async fn subscribe(&mut self, id: &str, query: &str, variables: Json) {
        let payload = json!({"query": query, "variables": variables});
        self.say(json!({"type": "subscribe", "id": id, "payload": payload}))
            .await;
    }

    /// What comes next, whatever it is.
    pub(super) async fn next(&mut self) -> Said {
        loop {
            match soon(self.0.next()).await {
                Some(Ok(Message::Text(text))) => {
                    return Said::Json(serde_json::from_str(&text).unwrap());
                }
                Some(Ok(Message::Close(Some(frame)))) => return Said::Close(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next message.
    pub(super) async fn hear(&mut self) -> Json {
        match self.next().await {
            Said::Json(json) => json,
            Said::Close(code) => panic!("closed with {code}"),
        }
    }

    /// The data of the next event of an operation.
    pub(super) async fn event(&mut self, id: &str) -> Json {
        let mut said = self.hear().await;
        assert_eq!(
            (&said["type"], &said["id"]),
            (&json!("next"), &json!(id)),
            "{said}"
        );
        said["payload"]["data"].take()
    }

    /// The code with which it is closed.
    pub(super) async fn closed(&mut self) -> u16 {
        match self.next().await {
            Said::Close(code) => code,
            Said::Json(json) => panic!("not closed: {json}"),
        }
    }
}
