//! Single rows per second, by 1, 8 and 64 callers at the same time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use auto_api::graphql::Request;
use auto_api::{Database, Service};
use serde_json::{Value as Json, json};

use super::models::{databases, zone};

const TIME: Duration = Duration::from_secs(2);

pub(crate) async fn run() {
    let folder = tempfile::tempdir().unwrap();
    for (name, database, url) in databases(folder.path()).await {
        let mut kinds = vec![("", database)];
        if name == "SQLite" {
            for (label, option) in [
                (", each committed alone", "commits=single"),
                (", synced to the disk", "synchronous=full"),
                (
                    ", synced, each committed alone",
                    "synchronous=full&commits=single",
                ),
            ] {
                let url = format!("sqlite://{url}?{option}");
                kinds.push((label, Database::open(&url).await.unwrap()));
            }
        }
        for (label, database) in kinds {
            let service = Service::start(zone(), database).await.unwrap();
            for callers in [1, 8, 64] {
                let rate = rate(&service, callers).await;
                println!("{name}{label}: {callers} callers make {rate:.0} rows a second");
            }
        }
    }
}

async fn rate(service: &Arc<Service>, callers: usize) -> f64 {
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..callers {
        let service = service.clone();
        tasks.spawn(async move {
            let mut made = 0_u32;
            while start.elapsed() < TIME {
                one(&service).await;
                made += 1;
            }
            made
        });
    }
    let made: u32 = tasks.join_all().await.into_iter().sum();
    f64::from(made) / start.elapsed().as_secs_f64()
}

async fn one(service: &Service) {
    let query = "mutation ($input: CreateReadingInput!) { create_reading(input: $input) { ok object { id } } }";
    let mut request = Request::new(query);
    request.variables =
        json!({"input": {"sensor": "s", "value": 1.5, "count": 3, "at": "2026-01-01T00:00:00Z"}});
    let response = service.execute(&request).await;
    let answer: Json = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(answer["data"]["create_reading"]["ok"], true, "{answer}");
}
