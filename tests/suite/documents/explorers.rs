//! The explorers' pages and files: whole, typed, cached, and of this origin alone.

use auto_api::explorers;
use auto_api::model::{Case, Zone};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::blog;

fn zone() -> Zone {
    let mut zone = blog::zone(Case::AsWritten);
    zone.explorers = Some(true);
    "<Blog> & more".clone_into(&mut zone.title);
    zone
}

fn app() -> Router {
    Router::new().nest("/below", explorers::routes(&zone()))
}

async fn get(path: &str) -> (Response<()>, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = app().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8(body.to_vec()).unwrap();
    (Response::from_parts(parts, ()), text)
}

fn of(response: &Response<()>, name: header::HeaderName) -> String {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap()).to_owned()
}

/// What a page loads, relative to where it is.
fn loaded(html: &str) -> Vec<&str> {
    let tags = html
        .split('<')
        .filter(|tag| tag.starts_with("script") || tag.starts_with("link"));
    tags.filter(|tag| tag.contains("src=") || tag.contains("stylesheet"))
        .map(|tag| {
            let (_, rest) = tag
                .split_once("src=\"")
                .or(tag.split_once("href=\""))
                .unwrap();
            rest.split('"').next().unwrap()
        })
        .collect()
}

#[tokio::test]
async fn pages_load_their_own_files_only() {
    for (page, files) in [("graphiql", 2), ("docs", 3)] {
        let (response, html) = get(&format!("/below/{page}")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            of(&response, header::CONTENT_TYPE),
            "text/html; charset=utf-8"
        );
        let policy = of(&response, header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{policy}"
        );
        assert!(!policy.contains("http"), "{policy}");
        assert!(html.contains("<title>&lt;Blog&gt; &amp; more"), "{html}");
        assert!(!html.contains("://") && !html.contains("{{"), "{html}");
        let loaded = loaded(&html);
        assert_eq!(loaded.len(), files, "{loaded:?}");
        for file in loaded {
            assert!(!file.starts_with('/'), "{file}");
            let (response, body) = get(&format!("/below/{file}")).await;
            assert_eq!(response.status(), StatusCode::OK, "{file}");
            assert!(!body.is_empty(), "{file}");
            let media = of(&response, header::CONTENT_TYPE);
            let expected = if file.contains(".css") {
                "text/css"
            } else {
                "text/javascript"
            };
            assert!(media.starts_with(expected), "{file}: {media}");
            assert!(
                of(&response, header::CACHE_CONTROL).contains("immutable"),
                "{file}"
            );
        }
    }
}

/// Modules name each other; each name is a file that is served.
#[tokio::test]
async fn modules_find_each_other() {
    let (_, html) = get("/below/graphiql").await;
    let app = loaded(&html)[1].to_owned();
    let place = app.strip_suffix("app.js").unwrap().to_owned();
    let mut seen = vec!["app.js".to_owned()];
    let mut at = 0;
    while at < seen.len() {
        let (response, script) = get(&format!("/below/{place}{}", seen[at])).await;
        assert_eq!(response.status(), StatusCode::OK, "{}", seen[at]);
        for part in script.split("from \"./").skip(1) {
            let name = part.split('"').next().unwrap().to_owned();
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        at += 1;
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_found() {
    let (response, _) = get("/below/graphiql/0000000000000000/app.js").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let (_, html) = get("/below/docs").await;
    let place = loaded(&html)[0].replace("style.css", "../../graphiql");
    let (response, _) = get(&format!("/below/{place}")).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_zone_without_explorers_has_none() {
    let mut zone = zone();
    zone.explorers = Some(false);
    let request = Request::get("/docs").body(Body::empty()).unwrap();
    let response = explorers::routes(&zone).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}
