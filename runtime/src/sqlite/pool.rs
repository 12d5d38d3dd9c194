//! Readers, each with its prepared statements, lent to one run at a time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use auto_api_model::ErrorCode;
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connect::{BUSY, Location};
use super::failure::failed;
use super::place::Place;
use super::stop::Stop;
use super::writer::Queue;
use crate::error::{Error, Result};

/// The readers of a database.
#[derive(Debug)]
pub(crate) struct Pool {
    // Closed before the connection that writes, which alone can put what is beside the file into it.
    idle: Mutex<Vec<Reader>>,
    pub(super) location: Location,
    /// The one connection that writes; also keeps a database in memory alive.
    writer: Mutex<Connection>,
    pub(super) writer_stop: Stop,
    pub(super) place: Place,
    /// What waits for it.
    pub(super) queue: Queue,
    permits: Arc<Semaphore>,
    /// Exports last as long as whoever takes them: they never have all readers.
    exports: Arc<Semaphore>,
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
    _export: Option<OwnedSemaphorePermit>,
}

impl Pool {
    /// Opens a database; readers are opened when they are needed.
    pub(crate) fn open(location: Location) -> Result<Arc<Self>> {
        let writer = location.writer()?;
        let writer_stop = Stop::install(&writer).map_err(failed)?;
        let place = Place::of(&writer);
        // A file that readers cannot open is found out now.
        let first = Reader::open(&location)?;
        Ok(Arc::new(Self {
            location,
            writer: Mutex::new(writer),
            writer_stop,
            place,
            queue: Queue::default(),
            idle: Mutex::new(vec![first]),
            permits: Arc::new(Semaphore::new(READERS)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
        }))
    }

    /// The path, for people.
    pub(crate) fn path(&self) -> &str {
        self.location.path()
    }

    /// A reader, if one is open and free; it does not wait for locks, so that the thread of a
    /// request does not, either.
    pub(crate) fn lend_now(self: &Arc<Self>) -> Option<Lent> {
        let permit = self.permits.clone().try_acquire_owned().ok()?;
        let reader = self.idle()?;
        reader.wait_for_locks(Duration::ZERO);
        Some(self.lent(reader, permit, None))
    }

    /// A reader, as soon as one is free; `UNAVAILABLE` if none is for a while.
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Lent> {
        self.lend_with(None).await
    }

    /// A reader for an export, of which there are fewer than readers.
    pub(crate) async fn lend_for_export(self: &Arc<Self>) -> Result<Lent> {
        let export = permit(&self.exports).await?;
        self.lend_with(Some(export)).await
    }

    async fn lend_with(self: &Arc<Self>, export: Option<OwnedSemaphorePermit>) -> Result<Lent> {
        let permit = permit(&self.permits).await?;
        let reader = match self.idle() {
            Some(reader) => reader,
            None => self.another().await?,
        };
        reader.wait_for_locks(BUSY);
        Ok(self.lent(reader, permit, export))
    }

    /// One more reader; opening one may wait for a disk or a lock. What is wrong then is for the
    /// log: whoever asks knows no path.
    async fn another(self: &Arc<Self>) -> Result<Reader> {
        let pool = self.clone();
        let opened = tokio::task::spawn_blocking(move || Reader::open(&pool.location)).await;
        opened.map_err(Error::internal)?.map_err(|error| {
            let message = "the database cannot be used at the moment";
            Error::new(ErrorCode::Unavailable, message).because(error)
        })
    }

    /// The connection that writes.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        work(&mut self.writer())
    }

    /// The connection that writes, as long as it is held.
    pub(super) fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle(&self) -> Option<Reader> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop()
    }

    fn lent(
        self: &Arc<Self>,
        reader: Reader,
        permit: OwnedSemaphorePermit,
        export: Option<OwnedSemaphorePermit>,
    ) -> Lent {
        Lent {
            reader: Some(reader),
            pool: self.clone(),
            _permit: permit,
            _export: export,
        }
    }
}

impl Reader {
    fn open(location: &Location) -> Result<Self> {
        let connection = location.reader()?;
        let stop = Stop::install(&connection).map_err(failed)?;
        Ok(Self { connection, stop })
    }

    /// Statements wait that long for another program's lock.
    fn wait_for_locks(&self, time: Duration) {
        // It only sets a number; a statement that does not wait long enough says so itself.
        drop(self.connection.busy_timeout(time));
    }
}

/// A permit, as soon as one is free.
async fn permit(permits: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    match tokio::time::timeout(PATIENCE, permits.clone().acquire_owned()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(Error::new(
            ErrorCode::Unavailable,
            "the database is busy; try again",
        )),
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

/// Exports at a time.
const EXPORTS: usize = 8;

/// How long a request waits for a reader.
const PATIENCE: Duration = Duration::from_secs(10);
