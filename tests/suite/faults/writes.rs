//! Writes to a file that another program has locked, that is full or gone: a code in time, nothing
//! half written, and recovery.

use std::sync::Arc;
use std::time::{Duration, Instant};

use auto_api::model::{WriteAction, Zone};
use auto_api::{Database, ErrorCode, Service};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog::zone_of;
use auto_api_tests::support::changes::Changes;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use rusqlite::Connection;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

use super::{file, is_for_callers};

/// Longer than the busy time-out, much shorter than one for each of those that wait.
const PATIENCE: Duration = Duration::from_secs(8);

async fn changes(path: &str) -> Changes {
    let database = Database::open(path).await.unwrap();
    let zone = Arc::new(zone_of(Zone::new("admin")));
    Changes { zone, database }
}

async fn tags(changes: &Changes) -> u64 {
    Tag::query().count(&changes.database).await.unwrap()
}

fn many(name: &str, rows: u32) -> Json {
    let inputs = (0..rows).map(|row| json!({"label": format!("{name} {row}")}));
    json!({"inputs": inputs.collect::<Vec<_>>()})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_of_another_program_is_told_to_all_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let changes = changes(&path).await;
    let service = Service::start(zone_of(Zone::new("public")), changes.database.clone())
        .await
        .unwrap();
    let before = tags(&changes).await;
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    let callers: Vec<_> = (0..20)
        .map(|number| {
            let changes = changes.clone();
            tokio::spawn(async move {
                let args = many(&number.to_string(), 50);
                changes.try_run("Tag", WriteAction::CreateMany, &args).await
            })
        })
        .collect();
    let request = Request::post("/tags")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"label":"http"}"#))
        .unwrap();
    let reply = service.router().oneshot(request).await.unwrap();
    assert_eq!(reply.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.headers().contains_key("retry-after"));
    for caller in callers {
        let error = caller.await.unwrap().unwrap_err();
        is_for_callers(&error, &[ErrorCode::Unavailable]);
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert_eq!(tags(&changes).await, before);
    other.execute_batch("COMMIT").unwrap();
    let made = changes
        .run("Tag", WriteAction::CreateMany, &many("later", 50), "")
        .await;
    assert_eq!(made["affected"], 50);
    assert_eq!(tags(&changes).await, before + 50);
}

#[tokio::test]
async fn a_lock_that_goes_in_time_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let changes = changes(&path).await;
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let release = tokio::task::spawn_blocking(move || {
        std::thread::sleep(Duration::from_millis(700));
        other.execute_batch("COMMIT").unwrap();
    });
    let made = changes
        .run("Tag", WriteAction::CreateMany, &many("a", 3), "")
        .await;
    assert_eq!(made["affected"], 3);
    release.await.unwrap();
}

#[tokio::test]
async fn a_full_database_takes_what_fits_and_nothing_of_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let changes = changes(&path).await;
    let before = tags(&changes).await;
    let pages: u32 = Connection::open(&path)
        .unwrap()
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    let limit = |pages: u32| format!("PRAGMA max_page_count = {pages}");
    changes
        .database
        .execute_batch(&limit(pages + 4))
        .await
        .unwrap();
    // Together with what does not fit: the disk's end ends what is committed along with it.
    let (large, small) = (many("large", 5_000), many("small", 3));
    let (full, small) = tokio::join!(
        changes.try_run("Tag", WriteAction::CreateMany, &large),
        changes.try_run("Tag", WriteAction::CreateMany, &small),
    );
    is_for_callers(&full.unwrap_err(), &[ErrorCode::Unavailable]);
    let small = match small {
        Ok(_) => 3,
        Err(error) => {
            is_for_callers(&error, &[ErrorCode::Unavailable]);
            0
        }
    };
    assert_eq!(tags(&changes).await, before + small);
    let made = changes
        .run("Tag", WriteAction::CreateMany, &many("fits", 3), "")
        .await;
    assert_eq!(made["affected"], 3);
    changes
        .database
        .execute_batch(&limit(1_000_000))
        .await
        .unwrap();
    let made = changes
        .run("Tag", WriteAction::CreateMany, &large, "")
        .await;
    assert_eq!(made["affected"], 5_000);
    assert_eq!(tags(&changes).await, before + small + 5_003);
}

#[tokio::test]
async fn what_would_go_into_a_file_that_is_gone_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let changes = changes(&path).await;
    changes
        .run("Tag", WriteAction::CreateMany, &many("there", 3), "")
        .await;
    let moved = folder.path().join("moved.db");
    let refused = async || {
        let args = many("gone", 3);
        let outcome = changes.try_run("Tag", WriteAction::CreateMany, &args).await;
        is_for_callers(&outcome.unwrap_err(), &[ErrorCode::Unavailable]);
    };
    std::fs::rename(&path, &moved).unwrap();
    refused().await;
    // Another file in its place is not the one either.
    std::fs::copy(&moved, &path).unwrap();
    refused().await;
    std::fs::rename(&moved, &path).unwrap();
    let made = changes
        .run("Tag", WriteAction::CreateMany, &many("back", 3), "")
        .await;
    assert_eq!(made["affected"], 3);
    std::fs::remove_file(&path).unwrap();
    refused().await;
}
