//! Whether a database's file is still where it was opened: what is written to one that was deleted
//! or replaced is lost without a word, and SQLite does not look in WAL mode.

use rusqlite::Connection;

/// Where a file was when it was opened, and which one. Nothing of a database in memory.
#[derive(Debug)]
pub(super) struct Place(Option<(String, Id)>);

impl Place {
    /// That of an open database.
    pub(super) fn of(connection: &Connection) -> Self {
        let path = connection.path().filter(|path| !path.is_empty());
        Self(path.and_then(|path| Some((path.to_owned(), id(path)?))))
    }

    /// Whether the file is gone, or another one is there.
    pub(super) fn is_left(&self) -> bool {
        let known = self.0.as_ref();
        known.is_some_and(|(path, known)| id(path) != Some(*known))
    }
}

/// The file system and the number of the file there.
#[cfg(unix)]
type Id = (u64, u64);

#[cfg(unix)]
fn id(path: &str) -> Option<Id> {
    use std::os::unix::fs::MetadataExt as _;
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// Elsewhere a file that is open stays where it is.
#[cfg(not(unix))]
type Id = ();

#[cfg(not(unix))]
fn id(_: &str) -> Option<Id> {
    Some(())
}
