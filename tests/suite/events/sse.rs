//! Subscriptions as server-sent events.

use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

use super::{blog, soon};

/// One event: its id, name and data.
type Told = (Option<String>, String, Json);

/// The next event of a stream.
async fn next(response: &mut Response) -> Told {
    loop {
        let frame = soon(response.body_mut().frame()).await.unwrap().unwrap();
        let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
        if text.starts_with(':') {
            continue;
        }
        return read(&text).remove(0);
    }
}

fn read(text: &str) -> Vec<Told> {
    let events = text.split_terminator("\n\n").map(|event| {
        let field = |name: &str| {
            let mut lines = event.lines();
            lines.find_map(|line| Some(line.strip_prefix(name)?.trim_start().to_owned()))
        };
        let data = serde_json::from_str(&field("data:").unwrap()).unwrap_or(Json::Null);
        (field("id:"), field("event:").unwrap(), data)
    });
    events.collect()
}

fn post(query: &str, last: Option<&str>) -> Request<Body> {
    let mut request = Request::post("/graphql")
        .header(header::ACCEPT, "text/event-stream")
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let body = json!({"query": query}).to_string();
    request.body(Body::from(body)).unwrap()
}

const TAGS: &str = "subscription { tag_events { kind object { label } } }";

#[tokio::test]
async fn events_with_ids_to_go_on_after() {
    let blog = blog().await;
    let router = blog.served().await.router();
    let mut stream = router.clone().oneshot(post(TAGS, None)).await.unwrap();
    assert_eq!(
        stream.headers()[header::CONTENT_TYPE],
        "text/event-stream; charset=utf-8"
    );
    let told = |label: &str| json!({"data": {"tag_events": {"kind": "CREATED", "object": {"label": label}}}});
    blog.tag("a\nb").await;
    blog.tag("c").await;
    let (id, name, data) = next(&mut stream).await;
    assert_eq!((name.as_str(), data), ("next", told("a\nb")));
    drop(stream);
    let mut again = router
        .clone()
        .oneshot(post(TAGS, id.as_deref()))
        .await
        .unwrap();
    assert_eq!(next(&mut again).await.2, told("c"));
    let gone = router.oneshot(post(TAGS, Some("AAAA"))).await.unwrap();
    let text = gone.into_body().collect().await.unwrap().to_bytes();
    let all = read(std::str::from_utf8(&text).unwrap());
    assert_eq!(
        all[0].2["errors"][0]["extensions"]["code"],
        "INVALID_CURSOR"
    );
    assert_eq!(all[1].1, "complete");
}

#[tokio::test]
async fn other_operations_are_answered_once() {
    let router = blog().await.served().await.router();
    let uri = "/graphql?query=%7B%20tag(id%3A%202)%20%7B%20label%20%7D%20%7D";
    let request = Request::get(uri).header(header::ACCEPT, "text/event-stream");
    let request = request.body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let text = answer.into_body().collect().await.unwrap().to_bytes();
    let all = read(std::str::from_utf8(&text).unwrap());
    assert_eq!(all[0].2, json!({"data": {"tag": {"label": "rust"}}}));
    assert_eq!((all[1].1.as_str(), all.len()), ("complete", 2));
    let answer = router.oneshot(post("{ nothing }", None)).await.unwrap();
    let text = answer.into_body().collect().await.unwrap().to_bytes();
    let all = read(std::str::from_utf8(&text).unwrap());
    assert_eq!(all[0].2["errors"][0]["extensions"]["code"], "VALIDATION");
}
