//! Databases that are missing, damaged, locked, full, slow or different, and processes that are
//! killed: a clear error at start-up, a code for each request, nothing of SQLite's words for callers,
//! and all or nothing of each write.

#[path = "faults/child.rs"]
mod child;
#[path = "faults/damaged.rs"]
mod damaged;
#[path = "faults/different.rs"]
mod different;
#[path = "faults/disk.rs"]
mod disk;
#[path = "faults/killed.rs"]
mod killed;
#[path = "faults/locked.rs"]
mod locked;
#[path = "faults/opening.rs"]
mod opening;
#[path = "faults/slow.rs"]
mod slow;
#[path = "faults/writes.rs"]
mod writes;

use auto_api::{Database, Error, ErrorCode};
use auto_api_tests::support::blog;
use std::path::Path;

/// A file with the blog's rows, that nobody has open.
async fn file(folder: &Path) -> String {
    let path = folder.join("blog.db").to_str().unwrap().to_owned();
    let (database, zone) = (Database::open(&path).await.unwrap(), blog::zone());
    database.migrate(&zone).await.unwrap();
    let sql = blog::rows().sql(&zone);
    database.execute_batch(&sql).await.unwrap();
    path
}

/// The failure to open a database, in words for whoever starts the program.
async fn refused(url: &str) -> String {
    let error = Database::open(url).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unavailable);
    error.message
}

/// A failure of a request has one of these codes and nothing of the database's own.
fn is_for_callers(error: &Error, codes: &[ErrorCode]) {
    assert!(codes.contains(&error.code), "{error:?}");
    let inner = [
        "SELECT",
        "sqlite",
        "malformed",
        "disk image",
        ".db",
        "/",
        "column",
        "locked",
        "t0",
    ];
    for word in inner {
        assert!(!error.message.contains(word), "{error:?}");
    }
}
