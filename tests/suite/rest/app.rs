//! A served zone with known rows, and requests to it without a socket.

use auto_api::rest::Statements;
use auto_api::{Case, Database, Service, Zone};
use auto_api_tests::models::blog::{Comment, Post, PostTag, Profile, Tag, User};
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value as Json;
use tower::ServiceExt as _;

/// How many posts there are.
pub const POSTS: u32 = 57;

/// A served zone.
pub struct App {
    pub router: Router,
    pub database: Database,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// Whether the body broke off.
    pub broken: bool,
    pub statements: Option<u32>,
}

pub fn zone(case: Case, path: &str) -> Zone {
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

pub async fn app() -> App {
    of_zone(zone(Case::AsWritten, "/")).await
}

pub async fn of_zone(zone: Zone) -> App {
    let database = Database::open("sqlite::memory:").await.unwrap();
    database.migrate(&zone).await.unwrap();
    database.execute_batch(&seed()).await.unwrap();
    let service = Service::start(zone, database.clone()).await.unwrap();
    let router = service.router();
    App { router, database }
}

/// The id of a post or user.
pub fn uuid(number: u32) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// A post's title. A few have what text operators stumble over.
pub fn title(post: u32) -> String {
    match post {
        7 => "100% _sure_, İstanbul \\ straße".to_owned(),
        8 => "it's \"quoted\"; a,b".to_owned(),
        _ => format!("Post {post}"),
    }
}

pub fn status(post: u32) -> &'static str {
    ["draft", "published", "taken-back"][post as usize % 3]
}

fn seed() -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut sql = String::new();
    for user in 0..3 {
        let id = uuid(user);
        let name = ["Ann", "Bob", "Cyd"][user as usize];
        sql += &format!(
            "INSERT INTO users (id, name, email, role) VALUES ('{id}', '{name}', '{name}@example.org', 'author');\n"
        );
    }
    for tag in 1..=5 {
        sql += &format!("INSERT INTO tags (id, label) VALUES ({tag}, 'tag-{tag}');\n");
    }
    for post in 1..=POSTS {
        let (id, title, status) = (uuid(post), quoted(&title(post)), status(post));
        let author = uuid(post % 3);
        let editor = if post % 4 == 0 {
            format!("'{}'", uuid(0))
        } else {
            "NULL".to_owned()
        };
        let published = match post % 5 {
            0 => "NULL".to_owned(),
            _ => format!("'2024-01-{:02}T12:00:00.000000Z'", post % 28 + 1),
        };
        let (views, version) = (post * 10, post % 4 + 1);
        sql += &format!(
            "INSERT INTO posts (id, slug, title, body, status, author_id, editor_id, views, published_at, version, created_at, updated_at) \
             VALUES ('{id}', 'post-{post}', {title}, 'text', '{status}', '{author}', {editor}, {views}, {published}, {version}, \
             '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z');\n"
        );
        sql += &format!(
            "INSERT INTO post_tags (post_id, tag_id) VALUES ('{id}', {});\n",
            post % 5 + 1
        );
        for comment in 0..post % 4 {
            sql += &format!(
                "INSERT INTO comments (id, post_id, author_id, body, created_at) \
                 VALUES ({}, '{id}', '{author}', 'comment {comment}', '2024-02-01T00:00:00.000000Z');\n",
                post * 10 + comment
            );
        }
    }
    sql + "INSERT INTO countries (id, code, name) VALUES (1, 'DE', 'Germany');
        INSERT INTO tbl_orders (order_no, country_code) VALUES (1, 'DE');
        INSERT INTO order_lines (order_id, line_no, article, price) VALUES (1, 1, 'A', '1.50'), (1, 2, 'B', '20.00');"
}

impl App {
    pub async fn get(&self, uri: &str) -> Reply {
        self.send(Method::GET, uri, &[]).await
    }

    /// The JSON of a request that must succeed.
    pub async fn json(&self, uri: &str) -> Json {
        let reply = self.get(uri).await;
        assert_eq!(reply.status, StatusCode::OK, "{uri}: {}", reply.text());
        reply.json()
    }

    pub async fn send(&self, method: Method, uri: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
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
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The target of a `Link` header's relation.
    pub fn link(&self, rel: &str) -> Option<String> {
        let all = self.header("link").split(", ");
        let end = format!(">; rel=\"{rel}\"");
        let mut found = all.filter_map(|link| link.strip_suffix(&end));
        found
            .next()
            .map(|link| link.trim_start_matches('<').to_owned())
    }
}

/// The numbers of the posts in a list.
pub fn numbers(list: &Json) -> Vec<u32> {
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
