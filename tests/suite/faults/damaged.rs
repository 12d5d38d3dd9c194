//! Files that were databases: cut off, or with bytes of other values.

use std::sync::Arc;

use auto_api::plan::{Dialect, plan};
use auto_api::{Database, ErrorCode, Service};
use auto_api_tests::models::blog::{Comment, Post};
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::blog;
use auto_api_tests::support::random::{Random, rounds};
use serde_json::json;

use super::{file, is_for_callers};

/// The bytes of a database's file with all in it.
async fn whole(folder: &std::path::Path) -> Vec<u8> {
    let path = file(folder).await;
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .pragma_update(None, "journal_mode", "delete")
        .unwrap();
    drop(connection);
    std::fs::read(path).unwrap()
}

#[tokio::test]
async fn a_cut_off_file() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = whole(folder.path()).await;
    for kept in [
        100,
        512,
        1024,
        4096,
        8192,
        bytes.len() / 2,
        bytes.len() - 4096,
    ] {
        serve(folder.path(), &bytes[..kept], &format!("{kept} bytes")).await;
    }
}

#[tokio::test]
async fn flipped_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = whole(folder.path()).await;
    for seed in 0..rounds(60) {
        let mut random = Random::new(seed);
        let mut damaged = bytes.clone();
        for _ in 0..*random.pick(&[1, 20, 400]) {
            let at = random.below(damaged.len());
            damaged[at] = random.bits().to_le_bytes()[0];
        }
        serve(folder.path(), &damaged, &format!("seed {seed}")).await;
    }
}

#[tokio::test]
async fn pages_of_zeros() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = whole(folder.path()).await;
    for page in 0..bytes.len() / 4096 {
        let mut damaged = bytes.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0);
        serve(folder.path(), &damaged, &format!("page {page}")).await;
    }
}

/// Opens and reads what can be; every failure has a code and words of ours.
async fn serve(folder: &std::path::Path, bytes: &[u8], label: &str) {
    let path = folder.join("damaged.db");
    for old in ["damaged.db-wal", "damaged.db-shm"] {
        drop(std::fs::remove_file(folder.join(old)));
    }
    std::fs::write(&path, bytes).unwrap();
    let database = match Database::open(path.to_str().unwrap()).await {
        Ok(database) => database,
        Err(error) => return assert_eq!(error.code, ErrorCode::Unavailable, "{label}: {error:?}"),
    };
    let zone = blog::zone();
    if let Err(error) = Service::start(zone.clone(), database.clone()).await {
        let codes = [ErrorCode::Unavailable, ErrorCode::Validation];
        assert!(codes.contains(&error.code), "{label}: {error:?}");
    }
    // A damaged value may be of no enum, no UUID: that is internal; a damaged page is unavailable.
    // Damage may also lead a statement round in circles.
    let codes = [
        ErrorCode::Unavailable,
        ErrorCode::Internal,
        ErrorCode::Timeout,
    ];
    let rows = Post::query()
        .order_by(Post::TITLE.desc())
        .all(&database)
        .await;
    let comments = Comment::query().count(&database).await;
    for error in [rows.err(), comments.err()].into_iter().flatten() {
        is_for_callers(&error, &codes);
    }
    let form = pick(&zone, "User")
        .fields("name email role address")
        .link(
            "posts",
            args(&json!({"order_by": [{"slug": "ASC"}]})),
            |posts| {
                posts
                    .fields("title")
                    .link("tags", args(&json!({})), |tags| tags.fields("label").list())
                    .list()
            },
        )
        .list();
    let plan = Arc::new(
        plan(
            &zone,
            &ask(&zone, "User", form, args(&json!({}))),
            Dialect::Sqlite,
        )
        .unwrap(),
    );
    for _ in 0..2 {
        match database.run(&plan, Vec::new()).await {
            Ok(answer) => {
                drop(serde_json::from_slice::<serde_json::Value>(&answer.body).expect(label));
            }
            Err(error) => is_for_callers(&error, &codes),
        }
    }
}
