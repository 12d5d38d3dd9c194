//! Opening connections: readers and the writer, with the settings both share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::failed_open;
use super::functions;
use crate::error::{Error, Result};

/// Where a database is, and how it may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    /// The path as SQLite opens it.
    path: String,
    mode: Mode,
    /// In memory: one database for all connections of this value.
    memory: bool,
    /// Whether a commit waits for the disk.
    synced: bool,
    /// Whether transactions that wait together are committed together.
    pub(super) groups: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Create,
    ReadWrite,
    ReadOnly,
}

impl Location {
    /// Reads `sqlite://path?mode=rwc`, `sqlite:path`, `sqlite::memory:` or a bare path.
    pub(crate) fn parse(url: &str) -> Result<Self> {
        let rest = url.strip_prefix("sqlite:").unwrap_or(url);
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        if path == ":memory:" || path.is_empty() {
            static NEXT: AtomicU64 = AtomicU64::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            // The `memdb` VFS shares a database by name within the process.
            let path = format!("file:/auto-api-{number}?vfs=memdb");
            return Ok(Self {
                path,
                mode: Mode::Create,
                memory: true,
                synced: false,
                groups: true,
            });
        }
        let (mut mode, mut synced, mut groups) = (Mode::Create, false, true);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair {
                "mode=rwc" => mode = Mode::Create,
                "mode=rw" => mode = Mode::ReadWrite,
                "mode=ro" => mode = Mode::ReadOnly,
                "synchronous=full" => synced = true,
                "synchronous=normal" => synced = false,
                "commits=single" => groups = false,
                "commits=grouped" => groups = true,
                other => {
                    let message = format!(
                        "unknown option `{other}` of a SQLite URL: use `mode=` with `rwc`, `rw` or `ro`, `synchronous=` with `normal` or `full`, `commits=` with `grouped` or `single`"
                    );
                    return Err(Error::validation(message));
                }
            }
        }
        Ok(Self {
            path: path.to_owned(),
            mode,
            memory: false,
            synced,
            groups,
        })
    }

    /// The path, for people.
    pub(crate) fn path(&self) -> &str {
        if self.memory { ":memory:" } else { &self.path }
    }

    /// A connection that may write, unless the file may only be read; a file is put into WAL mode,
    /// in which readers and the writer do not wait for each other.
    pub(crate) fn writer(&self) -> Result<Connection> {
        let flags = match self.mode {
            Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Mode::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let connection = self.connect(flags)?;
        let read_only = connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false);
        if !self.memory && !read_only {
            let wal = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| {
                row.get::<_, String>(0)
            });
            if !matches!(wal.as_deref(), Ok("wal")) {
                tracing::warn!(
                    path = self.path,
                    "the database is not in WAL mode: readers and the writer wait for each other"
                );
            }
        }
        Ok(connection)
    }

    /// A connection that never writes.
    pub(crate) fn reader(&self) -> Result<Connection> {
        // A database in memory has no read-only connections.
        let flags = if self.memory {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        } else {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        };
        let connection = self.connect(flags)?;
        let set = connection.pragma_update(None, "query_only", true);
        set.map_err(|error| failed_open(self.path(), error))?;
        Ok(connection)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection> {
        let flags = flags | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let connection = Connection::open_with_flags(&self.path, flags)?;
            connection.busy_timeout(BUSY)?;
            // Else SQLite looks at values while it plans a statement, and plans it anew each time
            // a `LIMIT ?` is bound.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            let synced = if self.synced { "full" } else { "normal" };
            connection.pragma_update(None, "synchronous", synced)?;
            connection.pragma_update(None, "mmap_size", MMAP_BYTES)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            functions::add(&connection)?;
            // The first look at the file: tells whether it is a database at all.
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        };
        open().map_err(|error| failed_open(self.path(), error))
    }
}

/// How long a statement waits for another program's lock.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// Pages are read from the file's mapping: several connections at once take half the processor's
/// time of reading them. Whoever cuts the file short other than through SQLite ends the process.
const MMAP_BYTES: i64 = 256 * 1024 * 1024;

/// Prepared statements kept for each connection.
const STATEMENTS: usize = 512;
