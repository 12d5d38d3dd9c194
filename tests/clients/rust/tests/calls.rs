//! What the wire vectors do not say: tokens, time limits, streams, types.

mod mock;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mock::{Mock, Reply};
use models_public::filters::{
    BigIntFilter, CommentListFilter, IntFilter, PostFilter, StringFilter, TagFilter, UserFilter,
};
use models_public::models::{Post, Tag, User};
use models_public::runtime::{Format, Get, Path};
use models_public::{Auth, Changed, Client, ErrorCode};
use serde::Deserialize;
use serde_json::{Value, json};

const TAG: &str = r#"{"id":1,"label":"x"}"#;

fn is_send<T: Send>(value: T) -> T {
    value
}

#[tokio::test]
async fn one_refresh_for_many_calls() {
    let server = Mock::new(|request, _| match request.header("authorization") {
        Some("Bearer 2") => Reply::text(200, TAG),
        _ => Reply::text(401, ""),
    });
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let auth = Auth::refreshing(move || {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok(number.to_string())
        }
    });
    let client = Client::builder(&server.url).auth(auth).build().unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| tokio::spawn(is_send(client.tags().get(1).send())))
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().label, "x");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    // A token that was accepted is not asked for again.
    client.tags().get(1).send().await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn tokens_that_cannot_be_had_or_are_refused() {
    let server = Mock::script(vec![Reply::text(401, "")]);
    let auth = Auth::refreshing(|| async { Err("no luck".into()) });
    let client = Client::builder(&server.url).auth(auth).build().unwrap();
    let error = client.tags().get(1).send().await.unwrap_err();
    assert_eq!(error.code(), &ErrorCode::Unauthenticated);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "no luck");
    assert_eq!(server.requests().len(), 0);

    let auth = Auth::refreshing(|| async { Ok("Basic abc=".to_owned()) });
    let client = Client::builder(&server.url).auth(auth).build().unwrap();
    let error = client.tags().get(1).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    let sent = server.requests();
    assert_eq!(sent.len(), 2, "asked once more, not for ever");
    assert_eq!(sent[0].header("authorization"), Some("Basic abc="));

    let client = Client::builder(&server.url).auth("a\nb").build().unwrap();
    assert!(client.tags().get(1).retries(0).send().await.is_err());
    assert_eq!(server.requests().len(), 2);
    assert!(!format!("{client:?}").contains("a\\nb"));
}

#[tokio::test]
async fn tries_and_calls_have_limits() {
    let mut slow = Reply::text(200, TAG);
    slow.delay = Duration::from_millis(400);
    let server = Mock::script(vec![slow.clone(), Reply::text(200, TAG)]);
    let client = Client::new(&server.url).unwrap();
    let limit = Duration::from_millis(100);
    let tag = client.tags().get(1).timeout(limit).send().await.unwrap();
    assert_eq!(tag.id, 1);
    assert_eq!(server.requests().len(), 2);

    let server = Mock::script(vec![slow]);
    let client = Client::builder(&server.url)
        .total_timeout(limit)
        .build()
        .unwrap();
    let begun = Instant::now();
    let error = client.tags().get(1).send().await.unwrap_err();
    assert_eq!((error.code(), error.status()), (&ErrorCode::Timeout, None));
    assert!(begun.elapsed() < Duration::from_millis(350));

    // A pause that would outlast the call is not begun, and what is known is said.
    let busy = Reply::text(503, "").header("retry-after", "5");
    let server = Mock::script(vec![busy]);
    let client = Client::builder(&server.url)
        .total_timeout(limit * 10)
        .build()
        .unwrap();
    let error = client.tags().get(1).send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn exports_that_break_off_say_so() {
    let mut reply = Reply::text(200, "{\"id\":1,\"label\":\"x\"}\n{\"id\":2,");
    reply.breaks_off = true;
    let server = Mock::script(vec![reply]);
    let client = Client::new(&server.url).unwrap();
    let mut rows = client.tags().export().stream();
    assert_eq!(rows.next().await.unwrap().unwrap().id, 1);
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), &ErrorCode::Network);
    assert!(rows.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn rows_that_are_none() {
    let server = Mock::script(vec![Reply::text(
        200,
        "{\"id\":1,\"label\":\"x\"}\n[]\n{}\n",
    )]);
    let client = Client::new(&server.url).unwrap();
    let mut rows = client.tags().export().stream();
    assert!(rows.next().await.unwrap().is_ok());
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), &ErrorCode::Malformed);
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn exports_as_bytes() {
    let server = Mock::script(vec![Reply::text(200, "id,label\r\n1,x\r\n")]);
    let client = Client::new(&server.url).unwrap();
    let mut chunks = client.tags().export().chunks(Format::Csv);
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next().await {
        all.extend(chunk.unwrap());
    }
    assert_eq!(all, b"id,label\r\n1,x\r\n");
    assert_eq!(server.requests()[0].header("accept"), Some("text/csv"));
}

#[tokio::test]
async fn streams_end_with_an_error() {
    let server = Mock::script(vec![Reply::text(400, "")]);
    let client = Client::new(&server.url).unwrap();
    let mut rows = is_send(client.tags().list().stream());
    assert!(rows.next().await.unwrap().is_err());
    assert!(rows.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn copies_that_are_known() {
    let server = Mock::script(vec![Reply::text(200, TAG).header("etag", "\"7\"")]);
    let client = Client::new(&server.url).unwrap();
    let tag = client.tags().get(1).send().await.unwrap();
    assert_eq!(tag.etag(), Some("\"7\""));
    match client.tags().get(1).send_if_changed("\"6\"").await.unwrap() {
        Changed::Modified(tag) => assert_eq!(tag.into_data().id, 1),
        Changed::NotModified => panic!("it was sent"),
    }
    let sent = server.requests();
    assert_eq!(sent[1].header("if-none-match"), Some("\"6\""));
}

/// No model here has a key of text.
fn by_text(client: &Client, key: &str) -> Get<Tag> {
    let mut path = Path::new("/tags");
    path.push(key);
    Get::new(client.clone(), path)
}

#[tokio::test]
async fn what_cannot_be_sent() {
    let server = Mock::script(vec![Reply::text(200, "{}")]);
    let client = Client::new(&server.url).unwrap();
    let error = by_text(&client, "..").send().await.unwrap_err();
    assert_eq!(error.code(), &ErrorCode::Invalid);
    assert_eq!(error.to_string(), "INVALID: no row has the key `..`");
    let get = client.tags().get(1).header("a b", "c");
    assert_eq!(get.send().await.unwrap_err().code(), &ErrorCode::Invalid);
    assert_eq!(server.requests().len(), 0);
    for base in ["", "example.com", "http://a/?b", "http://a#b", "mailto:a@b"] {
        let error = Client::new(base).unwrap_err();
        assert_eq!(error.code(), &ErrorCode::Invalid, "{base}");
    }
    let _ = by_text(&client, "a/b?c#d é").send().await;
    assert_eq!(server.requests()[0].path, "/tags/a%2Fb%3Fc%23d%20%C3%A9");
}

#[tokio::test]
async fn typed_paths_and_filters() {
    let server = Mock::script(vec![Reply::text(500, "")]);
    let client = Client::new(&server.url).unwrap();
    let filter = PostFilter::new()
        .title(StringFilter::icontains("rust"))
        .author(UserFilter::new().name("Ann"))
        .comments(CommentListFilter::new().count(IntFilter::gte(2)))
        .or([
            PostFilter::new().views(BigIntFilter::between(1, i64::MAX)),
            PostFilter {
                tags: None,
                views: Some(BigIntFilter::r#in([5, 6])),
                ..PostFilter::default()
            },
        ]);
    let list = client
        .posts()
        .list()
        .filter(filter)
        .order_by([
            Post::CREATED_AT.desc(),
            Post::AUTHOR.to(User::NAME).asc().nulls_first(),
        ])
        .include(Post::AUTHOR)
        .include(Post::TAGS)
        .per_page(20);
    assert!(list.send().await.is_err());
    let sent = &server.requests()[0].query;
    let text = |name: &str| &sent.iter().find(|(known, _)| known == name).unwrap().1;
    let filter: Value = serde_json::from_str(text("filter")).unwrap();
    assert_eq!(
        filter,
        json!({
            "title": { "icontains": "rust" },
            "author": { "name": { "eq": "Ann" } },
            "comments": { "count": { "gte": 2 } },
            "or": [
                { "views": { "between": ["1", "9223372036854775807"] } },
                { "views": { "in": ["5", "6"] } },
            ],
        })
    );
    assert_eq!(text("order_by"), "-created_at,author.name:nulls_first");
    assert_eq!(text("include"), "author,tags");
    assert_eq!(text("per_page"), "20");

    #[derive(Debug, Deserialize, PartialEq)]
    struct Label {
        label: String,
    }
    let page = r#"{"items":[{"label":"x"}],"page_info":{"has_next_page":false,"has_previous_page":false,"start_cursor":null,"end_cursor":null,"total_count":1,"page_count":1,"current_page":1,"per_page":2}}"#;
    let server = Mock::script(vec![Reply::text(200, page)]);
    let client = Client::new(&server.url).unwrap();
    let list = client
        .tags()
        .list()
        .filter(TagFilter::new().label("x"))
        .count(true);
    let page = list.select::<Label>([Tag::LABEL]).send().await.unwrap();
    assert_eq!(page.items[0].label, "x");
    assert_eq!(page.page_info.total_count, Some(1));
}

#[tokio::test]
async fn answers_of_graphql_are_typed() {
    #[derive(Debug, Deserialize)]
    struct Answer {
        tag: Option<Tag>,
    }
    let body = format!(r#"{{"data":{{"tag":{TAG}}}}}"#);
    let server = Mock::script(vec![Reply::text(200, &body), Reply::text(200, "{}")]);
    let client = Client::new(&server.url).unwrap();
    let query = "query($id:Int!){tag(id:$id){id label}}";
    let sent = client
        .graphql::<Answer>(query, json!({ "id": 1 }))
        .send()
        .await;
    assert_eq!(sent.unwrap().into_data().tag.unwrap().label, "x");
    let request = &server.requests()[0];
    assert_eq!((&*request.method, &*request.path), ("POST", "/graphql"));
    let error = client
        .graphql::<Answer>(query, json!({}))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), &ErrorCode::Http);
}

#[tokio::test]
async fn mutations_are_not_repeated() {
    let server = Mock::script(vec![Reply::text(503, "")]);
    let client = Client::new(&server.url).unwrap();
    for (query, tries) in [("mutation { a }", 1), ("{ a }", 3)] {
        let before = server.requests().len();
        let sent = client.graphql::<Value>(query, ()).retries(2).send().await;
        assert_eq!(sent.unwrap_err().status().unwrap().as_u16(), 503);
        assert_eq!(server.requests().len() - before, tries, "{query}");
    }
}
