//! One truth: what the build script wrote of the examples' zones is, byte for byte, what their
//! servers serve, which have it from the derive.

use auto_api::model::render;
use auto_api::{Database, Zone};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// A zone's documents, as the build script wrote them.
struct Written {
    zone: Zone,
    openapi: &'static str,
    openapi_yaml: &'static str,
    graphql: &'static str,
    json_schema: &'static str,
}

macro_rules! written {
    ($($zone:ident)::+) => {
        Written {
            zone: $($zone)::+::zone().unwrap(),
            openapi: $($zone)::+::OPENAPI,
            openapi_yaml: $($zone)::+::OPENAPI_YAML,
            graphql: $($zone)::+::GRAPHQL,
            json_schema: $($zone)::+::JSON_SCHEMA,
        }
    };
}

#[tokio::test]
async fn the_blog() {
    let database = Database::open("sqlite::memory:").await.unwrap();
    blog::zones::migrate(&database).await.unwrap();
    let router = blog::zones::router(&database).await.unwrap();
    let zones = [written!(blog::zones::public), written!(blog::zones::admin)];
    assert_eq!(
        zones.each_ref().map(|written| written.zone.name.as_str()),
        blog::zones::NAMES
    );
    agree(&router, &zones).await;
}

#[tokio::test]
async fn chinook() {
    let database = Database::open("sqlite::memory:").await.unwrap();
    chinook::zones::migrate(&database).await.unwrap();
    let router = chinook::zones::router(&database).await.unwrap();
    let zones = [
        written!(chinook::zones::public),
        written!(chinook::zones::catalog),
    ];
    assert_eq!(
        zones.each_ref().map(|written| written.zone.name.as_str()),
        chinook::zones::NAMES
    );
    agree(&router, &zones).await;
    // Not two copies of one zone.
    let names = |zone: &Zone| {
        zone.visible()
            .map(|entity| entity.list_name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&zones[1].zone),
        ["artists", "albums", "tracks", "genres", "media_types"]
    );
    assert_eq!(names(&zones[0].zone).len(), chinook::zones::MODELS.len());
    assert!(
        zones[0].graphql.contains("invoice_lines") && !zones[1].graphql.contains("invoice_lines")
    );
}

async fn agree(router: &Router, zones: &[Written]) {
    for written in zones {
        let base = written.zone.path.trim_end_matches('/');
        for (path, text) in [
            ("openapi.json", written.openapi),
            ("openapi.yaml", written.openapi_yaml),
            ("schema.graphql", written.graphql),
        ] {
            let path = format!("{base}/{path}");
            same(&path, text, &served(router, &path).await);
        }
        let schema = format!("{:#}\n", render::json_schema(&written.zone));
        same(
            &format!("{base}: schemas.json"),
            written.json_schema,
            &schema,
        );
    }
}

async fn served(router: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Documents are long: the first line that differs is enough.
#[track_caller]
fn same(what: &str, written: &str, served: &str) {
    let different = written.lines().zip(served.lines()).enumerate();
    for (line, (written, served)) in different {
        assert_eq!(written, served, "{what}, line {}", line + 1);
    }
    assert_eq!(written.len(), served.len(), "{what}");
    assert!(written.len() > 1000, "{what} is empty");
}
