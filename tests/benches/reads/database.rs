//! The database both servers read: a copy in a temporary folder, in WAL mode.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::Failure;

/// What to say to those who have no database.
pub(crate) const GET_ONE: &str = "\
nothing was measured: set `CHINOOK_SQL` to Chinook's SQL for SQLite, or `CHINOOK_DB` to a file
made of it (`Chinook_Sqlite_AutoIncrementPKs.sql` of `lerocha/chinook-database` on GitHub)";

/// A database file that goes when this does.
pub(crate) struct File {
    path: PathBuf,
    // The folder goes when this is dropped.
    _folder: tempfile::TempDir,
}

impl File {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Copies or makes the database that the environment names; `None` if it names none.
pub(crate) fn prepare() -> Result<Option<File>, Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("chinook.db");
    if let Some(from) = std::env::var_os("CHINOOK_DB") {
        std::fs::copy(&from, &path)
            .map_err(|error| format!("cannot copy `{}`: {error}", from.display()))?;
    } else if let Some(from) = std::env::var_os("CHINOOK_SQL") {
        let sql = std::fs::read_to_string(&from)
            .map_err(|error| format!("cannot read `{}`: {error}", from.display()))?;
        let sql = sql.trim_start_matches('\u{feff}');
        // One transaction, or each statement waits for the disk.
        Connection::open(&path)?.execute_batch(&format!("BEGIN;\n{sql}\nCOMMIT;"))?;
    } else {
        return Ok(None);
    }
    let connection = Connection::open(&path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    Ok(Some(File {
        path,
        _folder: folder,
    }))
}
