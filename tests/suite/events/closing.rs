//! Why connections are closed, and what a client may say.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::blog;
use super::socket::{Said, Socket, listen};

const TAGS: &str = "subscription { tag_events { kind } }";

#[tokio::test]
async fn what_is_none_of_the_protocol() {
    let service = blog().await.served().await;
    let address = listen(&service).await;
    for wrong in [
        Message::text("{"),
        Message::text("{}"),
        Message::text(r#"{"type":"hello"}"#),
        Message::text(r#"{"type":"subscribe","payload":{"query":"{ tags { id } }"}}"#),
        Message::binary(vec![1, 2]),
    ] {
        let mut socket = Socket::ready(address).await;
        socket.send(wrong).await;
        assert_eq!(socket.closed().await, 4400);
    }
    let large = "x".repeat(3 * 1024 * 1024);
    let mut socket = Socket::ready(address).await;
    socket.send(Message::text(large)).await;
    assert_eq!(socket.closed().await, 1009);
    for other in [None, Some("graphql-ws")] {
        // A server that knows none of the protocols names none; this client says so by an error.
        match Socket::open(address, other, None).await {
            Ok(mut socket) => assert_eq!(socket.closed().await, 4406),
            Err(error) => assert!(other.is_some(), "{error}"),
        }
    }
}

#[tokio::test]
async fn who_does_not_begin_well() {
    let service = blog().await.served().await;
    let address = listen(&service).await;
    let mut socket = Socket::raw(address).await;
    socket.subscribe("1", TAGS, json!({})).await;
    assert_eq!(socket.closed().await, 4401);
    let mut socket = Socket::ready(address).await;
    socket.say(json!({"type": "connection_init"})).await;
    assert_eq!(socket.closed().await, 4429);
    let mut socket = Socket::ready(address).await;
    socket.subscribe("1", TAGS, json!({})).await;
    socket.subscribe("1", TAGS, json!({})).await;
    assert_eq!(socket.closed().await, 4409);
}

#[tokio::test]
async fn who_does_not_begin() {
    let service = blog().await.served().await;
    let mut socket = Socket::raw(listen(&service).await).await;
    let start = std::time::Instant::now();
    assert_eq!(socket.closed().await, 4408);
    assert!(start.elapsed().as_secs() >= 9);
}

#[tokio::test]
async fn pages_of_other_origins() {
    let service = blog().await.served().await;
    let address = listen(&service).await;
    let protocol = Some("graphql-transport-ws");
    let own = format!("http://{address}");
    assert!(Socket::open(address, protocol, Some(&own)).await.is_ok());
    let other = Socket::open(address, protocol, Some("https://evil.example.org")).await;
    assert!(other.err().unwrap().to_string().contains("403"));
}

#[tokio::test]
async fn pings_queries_and_limits() {
    let blog = blog().await;
    let service = blog.served().await;
    let mut socket = Socket::ready(listen(&service).await).await;
    socket
        .say(json!({"type": "ping", "payload": {"a": 1}}))
        .await;
    assert_eq!(
        socket.hear().await,
        json!({"type": "pong", "payload": {"a": 1}})
    );
    let query = "query ($id: Int!) { tag(id: $id) { label } }";
    socket.subscribe("q", query, json!({"id": 2})).await;
    assert_eq!(socket.event("q").await, json!({"tag": {"label": "rust"}}));
    assert_eq!(socket.hear().await, json!({"type": "complete", "id": "q"}));
    socket.subscribe("w", "{ nothing }", json!({})).await;
    let said = socket.hear().await;
    assert_eq!((&said["type"], &said["id"]), (&json!("error"), &json!("w")));
    assert_eq!(said["payload"][0]["extensions"]["code"], "VALIDATION");
    for at in 0..100 {
        socket.subscribe(&format!("s{at}"), TAGS, json!({})).await;
    }
    socket.subscribe("more", TAGS, json!({})).await;
    let said = socket.hear().await;
    assert_eq!(
        (&said["type"], &said["id"]),
        (&json!("error"), &json!("more"))
    );
    assert_eq!(said["payload"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    // One that is ended makes room, and tells nothing more.
    for at in 0..100 {
        socket
            .say(json!({"type": "complete", "id": format!("s{at}")}))
            .await;
    }
    socket.subscribe("more", TAGS, json!({})).await;
    let still = tokio::time::timeout(std::time::Duration::from_millis(300), socket.next()).await;
    assert!(still.is_err(), "{still:?}");
    blog.tag("one").await;
    let event = json!({"tag_events": {"kind": "CREATED"}});
    assert_eq!(socket.event("more").await, event);
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.next().await, Said::Json(json!({"type": "pong"})));
}
