//! A database that another program has locked: requests wait, then fail with a code, then work.

use std::sync::Arc;
use std::time::{Duration, Instant};

use auto_api::plan::{Dialect, Plan, plan};
use auto_api::{Database, ErrorCode};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::blog;
use rusqlite::Connection;
use serde_json::json;

use super::{file, is_for_callers, refused};

/// Longer than the busy time-out, shorter than anybody's patience.
const PATIENCE: Duration = Duration::from_secs(9);

/// A file whose readers wait for its writer, and the connection that locks it.
async fn without_wal(folder: &std::path::Path) -> (String, Connection) {
    let path = file(folder).await;
    let other = Connection::open(&path).unwrap();
    other.pragma_update(None, "journal_mode", "delete").unwrap();
    (path, other)
}

fn tags() -> Arc<Plan> {
    let zone = blog::zone();
    let form = pick(&zone, "Tag").fields("label").list();
    Arc::new(
        plan(
            &zone,
            &ask(&zone, "Tag", form, args(&json!({}))),
            Dialect::Sqlite,
        )
        .unwrap(),
    )
}

#[tokio::test]
async fn at_start_up() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = without_wal(folder.path()).await;
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let start = Instant::now();
    let message = refused(&path).await;
    assert!(
        message.ends_with("another program has locked it"),
        "{message}"
    );
    assert!(start.elapsed() < PATIENCE);
    other.execute_batch("COMMIT").unwrap();
    let database = Database::open(&path).await.unwrap();
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
}

#[tokio::test]
async fn during_requests_other_tasks_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = without_wal(folder.path()).await;
    let database = Database::open(&format!("sqlite://{path}?mode=ro"))
        .await
        .unwrap();
    let plan = tags();
    // Quick plans run on the thread of the request: this one has been quick.
    for _ in 0..3 {
        database.run(&plan, Vec::new()).await.unwrap();
    }
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let ticks = tokio::spawn(async {
        let mut longest = Duration::ZERO;
        for _ in 0..40 {
            let start = Instant::now();
            tokio::time::sleep(Duration::from_millis(50)).await;
            longest = longest.max(start.elapsed());
        }
        longest
    });
    let start = Instant::now();
    let requests = (0..20).map(|_| {
        let (database, plan) = (database.clone(), plan.clone());
        tokio::spawn(async move { database.run(&plan, Vec::new()).await })
    });
    let requests: Vec<_> = requests.collect();
    for request in requests {
        let error = request.await.unwrap().unwrap_err();
        is_for_callers(&error, &[ErrorCode::Unavailable]);
    }
    assert!(start.elapsed() < PATIENCE * 2, "took {:?}", start.elapsed());
    let longest = ticks.await.unwrap();
    assert!(
        longest < Duration::from_secs(2),
        "another task waited {longest:?}"
    );
    other.execute_batch("COMMIT").unwrap();
    let answer = database.run(&plan, Vec::new()).await.unwrap();
    assert!(answer.body.starts_with(b"{\"root\":[{\"label\":\"db\"}"));
}

#[tokio::test]
async fn a_lock_that_goes_within_the_time_out_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = without_wal(folder.path()).await;
    let database = Database::open(&format!("sqlite://{path}?mode=ro"))
        .await
        .unwrap();
    let plan = tags();
    database.run(&plan, Vec::new()).await.unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let release = tokio::task::spawn_blocking(move || {
        std::thread::sleep(Duration::from_millis(700));
        other.execute_batch("COMMIT").unwrap();
    });
    database.run(&plan, Vec::new()).await.unwrap();
    release.await.unwrap();
}

#[tokio::test]
async fn in_wal_mode_reads_go_on_beside_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let database = Database::open(&path).await.unwrap();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("BEGIN EXCLUSIVE; DELETE FROM post_tags")
        .unwrap();
    let start = Instant::now();
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    assert!(start.elapsed() < Duration::from_secs(2));
    let error = database
        .execute_batch("DELETE FROM post_tags")
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Unavailable, "{error:?}");
    assert!(start.elapsed() < PATIENCE);
    other.execute_batch("ROLLBACK").unwrap();
    database
        .execute_batch("DELETE FROM post_tags")
        .await
        .unwrap();
}
