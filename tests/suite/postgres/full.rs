//! A server with no connection to give: 503 in time, over HTTP, with when to come again.

use std::time::{Duration, Instant};

use auto_api::database::ExportFormat;
use auto_api::{Database, Service, Zone};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::beside;
use super::server::Server;

#[tokio::test]
async fn out_of_connections() {
    let settings = ["max_connections=6", "superuser_reserved_connections=0"];
    let Some(server) = Server::start(&settings) else {
        return;
    };
    let database = Database::open(&server.url("")).await.unwrap();
    let database = blog::seeded(database).await;
    let zone = blog::zone_of(Zone::new("public"));
    let service = Service::start(zone, database.clone()).await.unwrap();
    let router = service.router();
    // Others take all but the one that is open, and that one is ended.
    let mut others = Vec::new();
    for _ in 0..5 {
        others.push(beside(&server.url("")).await);
    }
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'auto-api'";
    others[0].execute(end, &[]).await.unwrap();
    let last = loop {
        let config: tokio_postgres::Config = server.url("").trim_end_matches('?').parse().unwrap();
        if let Ok((client, connection)) = config.connect(tokio_postgres::NoTls).await {
            tokio::spawn(connection);
            break client;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    let start = Instant::now();
    let requests: Vec<_> = (0..20)
        .map(|_| {
            let request = Request::get("/tags").body(Body::empty()).unwrap();
            tokio::spawn(router.clone().oneshot(request))
        })
        .collect();
    for request in requests {
        let response = request.await.unwrap().unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(response.headers().contains_key("retry-after"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(
            !text.contains("clients") && !text.contains("slots"),
            "{text}"
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(8),
        "{:?}",
        start.elapsed()
    );
    drop((others, last));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let request = Request::get("/tags").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn exports_leave_connections_to_reads() {
    let Some((_, url, client)) = super::place().await else {
        return;
    };
    let many = "INSERT INTO tags SELECT n, n || repeat('x', 100) FROM generate_series(10, 60000) n";
    client.batch_execute(many).await.unwrap();
    let database = Database::open(&format!("{url}&pool_max=2")).await.unwrap();
    let plan = super::tags(&blog::zone());
    // Nobody takes what they bring.
    let exports: Vec<_> = (0..3)
        .map(|_| database.export(&plan, Vec::new(), ExportFormat::Ndjson))
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let start = Instant::now();
    assert_eq!(Tag::query().limit(1).all(&database).await.unwrap().len(), 1);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    drop(exports);
}
