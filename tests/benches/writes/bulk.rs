//! 10,000 rows by one GraphQL mutation, against the driver's own insert of many rows.

use std::time::{Duration, Instant};

use auto_api::{Database, Service};
use axum::body::Body;
use axum::http::Request;
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::BodyExt as _;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

use super::models::{databases, zone};

const ROWS: usize = 10_000;
const ROUNDS: usize = 9;

pub(crate) async fn run() {
    let folder = tempfile::tempdir().unwrap();
    for (name, database, url) in databases(folder.path()).await {
        let service = Service::start(zone(), database.clone()).await.unwrap();
        let (router, body) = (service.router(), body());
        let (mut ours, mut hand) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            empty(&database).await;
            ours.push(by_graphql(&router, body.clone()).await);
            empty(&database).await;
            hand.push(by_hand(name, &url).await);
        }
        let (ours, hand) = (median(ours), median(hand));
        let ratio = hand.as_secs_f64() / ours.as_secs_f64();
        println!(
            "{name}: {ROWS} rows by GraphQL {ours:.1?}, by the driver {hand:.1?}: {ratio:.2} of its speed (target 0.70)"
        );
    }
}

async fn empty(database: &Database) {
    database
        .execute_batch("DELETE FROM readings")
        .await
        .unwrap();
}

fn at(row: usize) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
    start + TimeDelta::seconds(i64::try_from(row).unwrap())
}

/// The request as it comes from the wire.
fn body() -> String {
    let inputs: Vec<Json> = (0..ROWS)
        .map(|row| {
            json!({"sensor": format!("sensor {}", row % 100), "place": format!("room {}", row % 17),
                "value": f64::from(u32::try_from(row).unwrap()) / 7.0, "count": row, "at": at(row)})
        })
        .collect();
    let query = "mutation ($inputs: [CreateReadingInput!]!) { create_readings(inputs: $inputs) { ok affected errors { message } } }";
    json!({"query": query, "variables": {"inputs": inputs}}).to_string()
}

/// As a request over HTTP, but for the socket.
async fn by_graphql(router: &axum::Router, body: String) -> Duration {
    let request = Request::post("/graphql")
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap();
    let start = Instant::now();
    let response = router.clone().oneshot(request).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let time = start.elapsed();
    let answer: Json = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        answer["data"]["create_readings"]["affected"], ROWS,
        "{answer}"
    );
    time
}

async fn by_hand(name: &str, url: &str) -> Duration {
    if name == "SQLite" {
        sqlite(url)
    } else {
        postgres(url).await
    }
}

/// Statements of 1,000 rows in one transaction.
fn sqlite(path: &str) -> Duration {
    let mut connection = rusqlite::Connection::open(path).unwrap();
    connection
        .pragma_update(None, "synchronous", "normal")
        .unwrap();
    let start = Instant::now();
    let transaction = connection.transaction().unwrap();
    for chunk in 0..ROWS / 1000 {
        let values = vec!["(?, ?, ?, ?, ?)"; 1000].join(", ");
        let sql = format!("INSERT INTO readings (sensor, place, value, count, at) VALUES {values}");
        let mut statement = transaction.prepare_cached(&sql).unwrap();
        for row in 0..1000 {
            let number = chunk * 1000 + row;
            let first = row * 5;
            statement
                .raw_bind_parameter(first + 1, format!("sensor {}", number % 100))
                .unwrap();
            statement
                .raw_bind_parameter(first + 2, format!("room {}", number % 17))
                .unwrap();
            let value = f64::from(u32::try_from(number).unwrap()) / 7.0;
            statement.raw_bind_parameter(first + 3, value).unwrap();
            statement
                .raw_bind_parameter(first + 4, i64::try_from(number).unwrap())
                .unwrap();
            let at = at(number).format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
            statement.raw_bind_parameter(first + 5, at).unwrap();
        }
        statement.raw_execute().unwrap();
    }
    transaction.commit().unwrap();
    start.elapsed()
}

/// Statements of 1,000 rows in one transaction.
async fn postgres(url: &str) -> Duration {
    use tokio_postgres::types::{ToSql, Type};
    let (mut client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let start = Instant::now();
    let transaction = client.transaction().await.unwrap();
    let mut rows = Vec::with_capacity(ROWS);
    for row in 0..ROWS {
        let value = f64::from(u32::try_from(row).unwrap()) / 7.0;
        // Microseconds since the start of 2000, as the driver's own type would send them.
        let micros = at(row).timestamp_micros() - 946_684_800_000_000;
        rows.push((
            format!("sensor {}", row % 100),
            format!("room {}", row % 17),
            value,
            i32::try_from(row).unwrap(),
            micros,
        ));
    }
    for chunk in rows.chunks(1000) {
        let values = (0..chunk.len()).map(|row| {
            let first = row * 5;
            format!("(${}, ${}, ${}, ${}, 'epoch'::timestamptz + (${}::bigint + 946684800000000) * interval '1 microsecond')", first + 1, first + 2, first + 3, first + 4, first + 5)
        });
        let sql = format!(
            "INSERT INTO readings (sensor, place, value, count, at) VALUES {}",
            values.collect::<Vec<_>>().join(", ")
        );
        let mut params: Vec<(&(dyn ToSql + Sync), Type)> = Vec::new();
        for (sensor, place, value, count, at) in chunk {
            params.push((sensor, Type::TEXT));
            params.push((place, Type::TEXT));
            params.push((value, Type::FLOAT8));
            params.push((count, Type::INT4));
            params.push((at, Type::INT8));
        }
        transaction.query_typed(&sql, &params).await.unwrap();
    }
    transaction.commit().await.unwrap();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
