//! Readers, each with its prepared statements, lent to one run at a time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use auto_api_model::ErrorCode;
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connect::Location;
use super::failure::failed;
use super::stop::Stop;
use crate::error::{Error, Result};

/// The readers of a database.
#[derive(Debug)]
pub(crate) struct Pool {
    location: Location,
    /// The one connection that writes; also keeps a database in memory alive.
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Reader>>,
    permits: Arc<Semaphore>,
}

/// A connection that reads.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) connection: Connection,
    pub(crate) stop: Stop,
}

/// A reader that goes back to its pool.
#[derive(Debug)]
pub(crate) struct Lent {
    reader: Option<Reader>,
    pool: Arc<Pool>,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    /// Opens a database; readers are opened when they are needed.
    pub(crate) fn open(location: Location) -> Result<Arc<Self>> {
        let writer = Mutex::new(location.writer()?);
        let pool = Arc::new(Self {
            location,
            writer,
            idle: Mutex::new(Vec::new()),
            permits: Arc::new(Semaphore::new(READERS)),
        });
        // A file that readers cannot open is found out now.
        pool.lend_now()?;
        Ok(pool)
    }

    /// The path, for people.
    pub(crate) fn path(&self) -> &str {
        self.location.path()
    }

    /// A reader, if one is free at once.
    pub(crate) fn lend_now(self: &Arc<Self>) -> Result<Option<Lent>> {
        match self.permits.clone().try_acquire_owned() {
            Ok(permit) => self.lent(permit).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// A reader, as soon as one is free; `UNAVAILABLE` if none is for a while.
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Lent> {
        let permit = self.permits.clone().acquire_owned();
        match tokio::time::timeout(PATIENCE, permit).await {
            Ok(Ok(permit)) => self.lent(permit),
            _ => Err(Error::new(
                ErrorCode::Unavailable,
                "the database is busy; try again",
            )),
        }
    }

    /// The connection that writes.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut writer)
    }

    fn lent(self: &Arc<Self>, permit: OwnedSemaphorePermit) -> Result<Lent> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let reader = match idle {
            Some(reader) => reader,
            None => self.reader()?,
        };
        Ok(Lent {
            reader: Some(reader),
            pool: self.clone(),
            _permit: permit,
        })
    }

    fn reader(&self) -> Result<Reader> {
        let connection = self.location.reader()?;
        let stop = Stop::install(&connection).map_err(failed)?;
        Ok(Reader { connection, stop })
    }
}

impl std::ops::Deref for Lent {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        match &self.reader {
            Some(reader) => reader,
            // Only `drop` takes it.
            None => unreachable!("a lent reader is there until it is dropped"),
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(reader) = self.reader.take() else {
            return;
        };
        let mut idle = self
            .pool
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        idle.push(reader);
    }
}

/// Readers at most: reads are work of the processor, so more than a few wait for each other.
const READERS: usize = 16;

/// How long a request waits for a reader.
const PATIENCE: Duration = Duration::from_secs(10);
