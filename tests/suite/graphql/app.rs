//! A served zone with known rows.

use std::sync::Arc;

use auto_api::graphql::{Outcome, Request, Response};
use auto_api::{Case, Database, Service, Zone};
use auto_api_tests::models::blog::{Comment, Post, PostTag, Profile, Tag, User};
use auto_api_tests::models::kinds::Kinds;
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};
use auto_api_tests::support::both::empty;
use serde_json::Value as Json;

/// The models of the suite, in one zone.
pub(crate) fn zone(case: Case) -> Zone {
    zone_named("public", case)
}

/// The same under another name, with what that zone shows.
pub(crate) fn zone_named(name: &str, case: Case) -> Zone {
    Zone::new(name)
        .case(case)
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
        .model::<Kinds>()
        .build()
        .unwrap()
}

pub(crate) async fn app() -> Arc<Service> {
    of_zone(zone(Case::AsWritten)).await
}

pub(crate) async fn of_zone(zone: Zone) -> Arc<Service> {
    serve(zone, empty().await).await
}

/// The zone on a database file.
pub(crate) async fn at(path: &str) -> Arc<Service> {
    serve(zone(Case::AsWritten), Database::open(path).await.unwrap()).await
}

async fn serve(zone: Zone, database: Database) -> Arc<Service> {
    database.migrate(&zone).await.unwrap();
    database.execute_batch(&seed()).await.unwrap();
    Service::start(zone, database).await.unwrap()
}

/// The id of a post or user.
pub(crate) fn uuid(number: u32) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// Two users; six posts, the first of which has most of everything; comments in a thread.
pub(crate) fn seed() -> String {
    let (ann, bob) = (uuid(1), uuid(2));
    let address = r#"{"street": "Main St \"1\"", "city": "Köln", "countryCode": "DE", "notes": ["a", "b"], "position": {"latitude": 50.9, "longitude": 7.0}}"#;
    let sql = format!(
        "INSERT INTO users (id, name, email, role, address) VALUES
            ('{ann}', 'Ann', 'ann@example.org', 'chief_editor', '{address}'),
            ('{bob}', 'Bob', 'bob@example.org', 'reader', NULL);
        INSERT INTO profiles (user_id, bio) VALUES ('{ann}', 'writes');
        INSERT INTO tags (id, label) VALUES (1, 'rust'), (2, 'sql'), (3, 'unused');
        INSERT INTO countries (id, code, name) VALUES (1, 'DE', 'Germany');
        INSERT INTO tbl_orders (order_no, country_code) VALUES (1, 'DE');
        INSERT INTO order_lines (order_id, line_no, article, price) VALUES (1, 1, 'A', '1.50'), (1, 2, 'B', '20.00');\n"
    );
    let posts: Vec<String> = (1..=6).map(post).collect();
    let (first, second) = (uuid(11), uuid(12));
    let comments = format!(
        "INSERT INTO comments (id, post_id, author_id, parent_id, body, created_at) VALUES
            (1, '{first}', '{ann}', NULL, 'first', '2024-02-01T00:00:00.000000Z'),
            (2, '{first}', '{bob}', 1, 'reply', '2024-02-02T00:00:00.000000Z'),
            (3, '{first}', '{bob}', NULL, 'third', '2024-02-03T00:00:00.000000Z'),
            (4, '{second}', '{bob}', NULL, 'other', '2024-02-04T00:00:00.000000Z');"
    );
    sql + &posts.concat() + &comments
}

fn post(post: u32) -> String {
    let (id, author) = (uuid(10 + post), uuid(1 + post % 2));
    let status = ["draft", "published", "taken-back"][post as usize % 3];
    let published = match post {
        6 => "NULL".to_owned(),
        _ => format!("'2024-01-0{post}T12:00:00.000000Z'"),
    };
    let (views, tag) = (9_007_199_254_740_990 + i64::from(post), 1 + post % 2);
    format!(
        "INSERT INTO posts (id, slug, title, body, status, author_id, views, published_at, version, created_at, updated_at) \
         VALUES ('{id}', 'post-{post}', 'Post {post}', 'text', '{status}', '{author}', {views}, {published}, 1, \
         '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z');
         INSERT INTO post_tags (post_id, tag_id) VALUES ('{id}', {tag});\n"
    )
}

/// The bytes that a request must be answered with, and the statements it may take.
pub(crate) async fn expect(service: &Arc<Service>, request: Request, statements: u32, json: &str) {
    let response = service.execute(&request).await;
    let text = text(&response);
    assert_eq!(response.outcome, Outcome::Data, "{}: {text}", request.query);
    // Written on several lines for people; the answer has no blanks outside strings.
    let expected: String = json.lines().map(str::trim).collect();
    assert_eq!(
        text,
        format!(r#"{{"data":{expected}}}"#),
        "{}",
        request.query
    );
    assert_eq!(
        response.statements, statements,
        "statements of {}",
        request.query
    );
}

/// The `data` of a request that must succeed.
pub(crate) async fn data(service: &Arc<Service>, request: Request) -> Json {
    let response = service.execute(&request).await;
    let text = text(&response);
    assert_eq!(response.outcome, Outcome::Data, "{}: {text}", request.query);
    let mut json: Json = serde_json::from_str(&text).unwrap();
    json["data"].take()
}

/// What a request that must not run is answered with.
pub(crate) async fn refusal(service: &Arc<Service>, request: Request) -> Json {
    let response = service.execute(&request).await;
    let text = text(&response);
    let is_refused = matches!(response.outcome, Outcome::Refused(_));
    assert!(is_refused, "{}: {text}", request.query);
    let json: Json = serde_json::from_str(&text).unwrap();
    assert!(json.get("data").is_none(), "{text}");
    json
}

fn text(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}
