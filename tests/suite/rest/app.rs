//! A served zone with known rows, and requests to it without a socket.

use auto_api::rest::Statements;
use auto_api::{Case, Database, Service, Zone};
use auto_api_tests::models::blog::{Comment, Post, PostTag, Profile, Tag, User};
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};
use auto_api_tests::support::both::empty;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value as Json;
use tower::ServiceExt as _;

/// How many posts there are.
pub(crate) const POSTS: u32 = 57;

/// A served zone.
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) database: Database,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// Whether the body broke off.
    pub(crate) broken: bool,
    pub(crate) statements: Option<u32>,
}

pub(crate) fn zone(case: Case, path: &str) -> Zone {
    Zone::new("public")
        .case(case)
        .path(path)
        .model::<User>()
        .model::<Profile>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
        .model::<Order>()
        .model::<OrderLine>()
        .model::<Shipment>()
        .model::<Country>()
        .build()
        .unwrap()
}

pub(crate) async fn app() -> App {
    of_zone(zone(Case::AsWritten, "/")).await
}

pub(crate) async fn of_zone(zone: Zone) -> App {
    let database = empty().await;
    database.migrate(&zone).await.unwrap();
    database.execute_batch(&seed()).await.unwrap();
    let service = Service::start(zone, database.clone()).await.unwrap();
    let router = service.router();
    App { router, database }
}

/// The id of a post or user.
pub(crate) fn uuid(number: u32) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// A post's title. A few have what text operators stumble over.
pub(crate) fn title(post: u32) -> String {
    match post {
        7 => "100% _sure_, İstanbul \\ straße".to_owned(),
        8 => "it's \"quoted\"; a,b".to_owned(),
        _ => format!("Post {post}"),
    }
}

pub(crate) fn status(post: u32) -> &'static str {
    ["draft", "published", "taken-back"][post as usize % 3]
}

fn seed() -> String {
    let mut rows: Vec<String> = vec![
        "countries (id, code, name) VALUES (1, 'DE', 'Germany')".to_owned(),
        "tbl_orders (order_no, country_code) VALUES (1, 'DE')".to_owned(),
        "order_lines (order_id, line_no, article, price) VALUES (1, 1, 'A', '1.50'), (1, 2, 'B', '20.00')".to_owned(),
    ];
    rows.extend((0..3).map(|user| {
        let (id, name) = (uuid(user), ["Ann", "Bob", "Cyd"][user as usize]);
        format!(
            "users (id, name, email, role) VALUES ('{id}', '{name}', '{name}@example.org', 'author')"
        )
    }));
    rows.extend((1..=5).map(|tag| format!("tags (id, label) VALUES ({tag}, 'tag-{tag}')")));
    for post in 1..=POSTS {
        rows.push(row_of(post));
        let (id, author) = (uuid(post), uuid(post % 3));
        let tag = post % 5 + 1;
        rows.push(format!(
            "post_tags (post_id, tag_id) VALUES ('{id}', {tag})"
        ));
        rows.extend((0..post % 4).map(|comment| {
            let number = post * 10 + comment;
            format!(
                "comments (id, post_id, author_id, body, created_at) VALUES \
                 ({number}, '{id}', '{author}', 'comment {comment}', '2024-02-01T00:00:00.000000Z')"
            )
        }));
    }
    let rows = rows.iter().map(|row| format!("INSERT INTO {row};\n"));
    rows.collect::<Vec<_>>().concat()
}

fn row_of(post: u32) -> String {
    let (id, author, status) = (uuid(post), uuid(post % 3), status(post));
    let title = title(post).replace('\'', "''");
    let editor = match post % 4 {
        0 => format!("'{}'", uuid(0)),
        _ => "NULL".to_owned(),
    };
    let published = match post % 5 {
        0 => "NULL".to_owned(),
        _ => format!("'2024-01-{:02}T12:00:00.000000Z'", post % 28 + 1),
    };
    let (views, version) = (post * 10, post % 4 + 1);
    let begun = "2024-01-01T00:00:00.000000Z";
    format!(
        "posts (id, slug, title, body, status, author_id, editor_id, views, published_at, version, \
         created_at, updated_at) VALUES ('{id}', 'post-{post}', '{title}', 'text', '{status}', \
         '{author}', {editor}, {views}, {published}, {version}, '{begun}', '{begun}')"
    )
}

impl App {
    pub(crate) async fn get(&self, uri: &str) -> Reply {
        self.send(Method::GET, uri, &[]).await
    }

    /// The JSON of a request that must succeed.
    pub(crate) async fn json(&self, uri: &str) -> Json {
        let reply = self.get(uri).await;
        assert_eq!(reply.status, StatusCode::OK, "{uri}: {}", reply.text());
        reply.json()
    }

    /// A request with a body of JSON.
    pub(crate) async fn write(&self, method: &str, uri: &str, body: &Json) -> Reply {
        self.write_if(method, uri, &[], body).await
    }

    /// The same with headers.
    pub(crate) async fn write_if(
        &self,
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
        body: &Json,
    ) -> Reply {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        let method = method.parse().unwrap();
        self.send_body(method, uri, &all, body.to_string().into())
            .await
    }

    pub(crate) async fn send(&self, method: Method, uri: &str, headers: &[(&str, &str)]) -> Reply {
        self.send_body(method, uri, headers, Body::empty()).await
    }

    pub(crate) async fn send_body(
        &self,
        method: Method,
        uri: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, mut body) = response.into_parts();
        let mut reply = Reply {
            status: parts.status,
            headers: parts.headers,
            body: Vec::new(),
            broken: false,
            statements: parts
                .extensions
                .get::<Statements>()
                .map(|statements| statements.0),
        };
        while let Some(frame) = body.frame().await {
            match frame.map(axum::http::Response::new) {
                Ok(frame) => reply
                    .body
                    .extend(frame.into_body().into_data().unwrap_or_default()),
                Err(_) => reply.broken = true,
            }
        }
        reply
    }
}

impl Reply {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The target of a `Link` header's relation.
    pub(crate) fn link(&self, rel: &str) -> Option<String> {
        let all = self.header("link").split(", ");
        let end = format!(">; rel=\"{rel}\"");
        let mut found = all.filter_map(|link| link.strip_suffix(&end));
        found
            .next()
            .map(|link| link.trim_start_matches('<').to_owned())
    }
}

/// The numbers of the posts in a list.
pub(crate) fn numbers(list: &Json) -> Vec<u32> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| {
            item["slug"]
                .as_str()
                .unwrap()
                .trim_start_matches("post-")
                .parse()
                .unwrap()
        })
        .collect()
}
