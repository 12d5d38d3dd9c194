//! Stopping a statement that takes too long: SQLite asks every so often whether to go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// The time after which a connection's statements stop.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    start: Instant,
    /// Microseconds after `start`; `u64::MAX` for never.
    deadline: Arc<AtomicU64>,
}

impl Stop {
    /// Makes a connection ask.
    pub(crate) fn install(connection: &Connection) -> rusqlite::Result<Self> {
        let stop = Self {
            start: Instant::now(),
            deadline: Arc::new(AtomicU64::new(u64::MAX)),
        };
        let asked = stop.clone();
        connection.progress_handler(STEPS, Some(move || asked.is_due()))?;
        Ok(stop)
    }

    /// Statements stop after this time from now.
    pub(crate) fn after(&self, time: Duration) {
        let due = self.start.elapsed() + time;
        let micros = u64::try_from(due.as_micros()).unwrap_or(u64::MAX);
        self.deadline.store(micros, Ordering::Relaxed);
    }

    /// Statements run as long as they need.
    pub(crate) fn never(&self) {
        self.deadline.store(u64::MAX, Ordering::Relaxed);
    }

    fn is_due(&self) -> bool {
        let deadline = self.deadline.load(Ordering::Relaxed);
        deadline != u64::MAX && self.start.elapsed().as_micros() > u128::from(deadline)
    }
}

/// Steps of SQLite's machine between two questions: some tens of microseconds of work.
const STEPS: i32 = 4000;
