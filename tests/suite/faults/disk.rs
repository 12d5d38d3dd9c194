//! Files that the system does not let a process write to: those of others, and past a limit of
//! their size, which is a disk that fails in the middle of a write.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use auto_api::model::{WriteAction, Zone};
use auto_api::{Database, ErrorCode};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog::zone_of;
use auto_api_tests::support::changes::Changes;
use rusqlite::Connection;
use serde_json::{Value as Json, json};

use super::child::{as_nobody, child, child_in_shell, passes, place};
use super::{file, is_for_callers};

async fn changes(path: &str) -> Changes {
    let database = Database::open(path).await.unwrap();
    let zone = Arc::new(zone_of(Zone::new("admin")));
    Changes { zone, database }
}

fn many(name: &str, rows: u32) -> Json {
    let inputs = (0..rows).map(|row| json!({"label": format!("{name} {row}")}));
    json!({"inputs": inputs.collect::<Vec<_>>()})
}

/// The rows of a file that is whole.
fn tags(path: &str) -> i64 {
    let file = Connection::open(path).unwrap();
    let whole: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(whole, "ok");
    file.query_row("SELECT count(*) FROM tags", [], |row| row.get(0))
        .unwrap()
}

#[tokio::test]
async fn a_read_only_file_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let mut command = child("disk::cannot_write", &path);
    as_nobody(&mut command, folder.path());
    set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    passes(command);
    assert_eq!(tags(&path), 3);
}

#[tokio::test]
async fn a_read_only_folder_is_told_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    // What is beside a file that nobody has open is put into it.
    let beside = |end: &str| std::fs::exists(format!("{path}{end}")).unwrap();
    assert!(!beside("-wal") && !beside("-shm"));
    let mut command = child("disk::cannot_open", &path);
    as_nobody(&mut command, folder.path());
    set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
    passes(command);
    set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(tags(&path), 3);
}

#[tokio::test]
async fn a_disk_that_fails_while_it_is_written_leaves_whole_operations() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    // Blocks of 512 bytes; whoever writes past them gets an error, and no signal.
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$@\"";
    passes(child_in_shell(script, "disk::meets_its_end", &path));
    // Three of the start, what was acknowledged, and nothing of the rest.
    let acknowledged: i64 = std::fs::read_to_string(format!("{path}.acknowledged"))
        .unwrap()
        .parse()
        .unwrap();
    assert!(acknowledged > 300, "{acknowledged}");
    assert_eq!(tags(&path), 3 + acknowledged);
}

/// A child.
#[tokio::test]
async fn cannot_write() {
    let Some(path) = place() else { return };
    let changes = changes(&path).await;
    let args = many("a", 3);
    for _ in 0..2 {
        let outcome = changes.try_run("Tag", WriteAction::CreateMany, &args).await;
        let error = outcome.unwrap_err();
        is_for_callers(&error, &[ErrorCode::Unavailable]);
        assert_eq!(error.message, "the database is read-only");
    }
    assert_eq!(Tag::query().count(&changes.database).await.unwrap(), 3);
}

/// A child.
#[tokio::test]
async fn cannot_open() {
    let Some(path) = place() else { return };
    let message = super::refused(&path).await;
    assert!(
        message.ends_with("its folder may not be written to"),
        "{message}"
    );
}

/// A child.
#[tokio::test]
async fn meets_its_end() {
    let Some(path) = place() else { return };
    let changes = changes(&path).await;
    let mut acknowledged = 0;
    let mut failures = 0;
    for number in 0..400 {
        let rows = 10 + number * 7 % 300;
        let args = many(&number.to_string(), rows);
        match changes.try_run("Tag", WriteAction::CreateMany, &args).await {
            Ok(answer) => {
                assert_eq!(answer["affected"], rows);
                acknowledged += u64::from(rows);
            }
            Err(error) => {
                is_for_callers(&error, &[ErrorCode::Unavailable]);
                failures += 1;
            }
        }
        let there = Tag::query().count(&changes.database).await.unwrap();
        assert_eq!(there, 3 + acknowledged);
    }
    assert!(failures > 10, "{failures} of 400 failed");
    std::fs::write(format!("{path}.acknowledged"), acknowledged.to_string()).unwrap();
}
