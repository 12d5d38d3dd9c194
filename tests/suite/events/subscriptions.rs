//! What subscriptions tell.

use auto_api::model::WriteAction;
use auto_api_tests::support::blog::id;
use serde_json::{Value as Json, json};

use super::socket::{Socket, listen};
use super::{Blog, blog};

async fn socket(blog: &Blog) -> Socket {
    let service = blog.served().await;
    Socket::ready(listen(&service).await).await
}

/// A subscription has begun once a question that came after it is answered, and its own task had
/// time.
async fn begun(socket: &mut Socket) {
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.hear().await, json!({"type": "pong"}));
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}

async fn update(blog: &Blog, number: u128, input: Json) {
    let args = json!({"key": {"id": id(number)}, "input": input});
    let changed = blog.write("Post", WriteAction::Update, args).await;
    assert_eq!(changed["ok"], true, "{changed}");
}

async fn delete(blog: &Blog, number: u128) {
    let args = json!({"key": {"id": id(number)}});
    let gone = blog.write("Post", WriteAction::Delete, args).await;
    assert_eq!(gone["ok"], true, "{gone}");
}

#[tokio::test]
async fn rows_with_their_relations() {
    let blog = blog().await;
    let mut socket = socket(&blog).await;
    let query = "subscription { e: post_events {
        __typename kind key: id
        now: object { __typename title author { name } comments(limit: 1) { body } }
        slug: object { slug status }
    } }";
    socket.subscribe("1", query, json!({})).await;
    begun(&mut socket).await;
    update(&blog, 101, json!({"title": "Changed"})).await;
    let told = socket.event("1").await;
    let comments = &told["e"]["now"]["comments"];
    assert_eq!(comments.as_array().unwrap().len(), 1);
    let expected = json!({
        "__typename": "PostEvent",
        "kind": "UPDATED",
        "key": id(101),
        "now": {"__typename": "Post", "title": "Changed", "author": {"name": "Bob"}, "comments": comments},
        "slug": {"slug": "post-1", "status": "PUBLISHED"},
    });
    assert_eq!(told["e"], expected);
    // Of a row that is gone: as it was, with relations as they are now.
    delete(&blog, 101).await;
    let told = socket.event("1").await;
    let expected = json!({
        "__typename": "PostEvent",
        "kind": "DELETED",
        "key": id(101),
        "now": {"__typename": "Post", "title": "Changed", "author": {"name": "Bob"}, "comments": []},
        "slug": {"slug": "post-1", "status": "PUBLISHED"},
    });
    assert_eq!(told["e"], expected);
}

#[tokio::test]
async fn filters_are_about_the_row_after_or_before_it_was_deleted() {
    let blog = blog().await;
    let mut socket = socket(&blog).await;
    let query = "subscription ($title: String!, $name: String!) {
        post_events(filter: {title: {icontains: $title}, author: {name: {eq: $name}}}) { kind id }
    }";
    let variables = json!({"title": "yes", "name": "Bob"});
    socket.subscribe("1", query, variables).await;
    begun(&mut socket).await;
    // The first is Bob's, the second Ann's.
    update(&blog, 101, json!({"title": "no"})).await;
    update(&blog, 102, json!({"title": "yes"})).await;
    // The row is read when the change is told, which may be after the next one.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    update(&blog, 101, json!({"title": "Oh yes"})).await;
    let told = |kind: &str| json!({"post_events": {"kind": kind, "id": id(101)}});
    assert_eq!(socket.event("1").await, told("UPDATED"));
    delete(&blog, 102).await;
    delete(&blog, 103).await;
    delete(&blog, 101).await;
    assert_eq!(socket.event("1").await, told("DELETED"));
}

#[tokio::test]
async fn only_what_was_asked_for() {
    let blog = blog().await;
    let mut socket = socket(&blog).await;
    let query = "subscription ($kinds: [EventKind!]) { tag_events(kinds: $kinds) { kind object { label } } }";
    socket
        .subscribe("1", query, json!({"kinds": ["DELETED", "UPDATED"]}))
        .await;
    let literal = "subscription { tag_events(kinds: CREATED) { object { label } } }";
    socket.subscribe("2", literal, json!({})).await;
    begun(&mut socket).await;
    blog.tag("new").await;
    let told = json!({"tag_events": {"object": {"label": "new"}}});
    assert_eq!(socket.event("2").await, told);
    let args = json!({"key": {"id": 1}, "input": {"label": "newer"}});
    blog.write("Tag", WriteAction::Update, args).await;
    let told = json!({"tag_events": {"kind": "UPDATED", "object": {"label": "newer"}}});
    assert_eq!(socket.event("1").await, told);
}

#[tokio::test]
async fn a_client_goes_on_after_a_cursor() {
    let blog = blog().await;
    let service = blog.served().await;
    let address = listen(&service).await;
    let query =
        "subscription ($after: String) { tag_events(after: $after) { cursor object { label } } }";
    let mut socket = Socket::ready(address).await;
    socket.subscribe("1", query, json!({})).await;
    begun(&mut socket).await;
    blog.tag("a").await;
    blog.tag("b").await;
    let cursor = socket.event("1").await["tag_events"]["cursor"].take();
    drop(socket);
    blog.tag("c").await;
    let mut socket = Socket::ready(address).await;
    socket.subscribe("1", query, json!({"after": cursor})).await;
    for expected in ["b", "c"] {
        let told = socket.event("1").await;
        assert_eq!(told["tag_events"]["object"]["label"], expected);
    }
    socket
        .subscribe("2", query, json!({"after": "AAAAAAAAAAAAAAAAAAAAAA"}))
        .await;
    let said = socket.hear().await;
    assert_eq!((&said["type"], &said["id"]), (&json!("error"), &json!("2")));
    assert_eq!(said["payload"][0]["extensions"]["code"], "INVALID_CURSOR");
    let message = said["payload"][0]["message"].as_str().unwrap();
    assert!(message.contains("read anew"), "{message}");
}

#[tokio::test]
async fn over_http_alone_there_are_none() {
    let blog = blog().await;
    let service = blog.served().await;
    let request = auto_api::graphql::Request::new("subscription { tag_events { kind } }");
    let answer = service.execute(&request).await;
    let answer = String::from_utf8(answer.body).unwrap();
    assert!(answer.contains("it needs a WebSocket"), "{answer}");
}
