//! The one connection that writes: transactions wait in a queue, and those that wait together are
//! committed together.
//!
//! Each is a part (`SAVEPOINT`) of the transaction that is committed, so that one that fails takes
//! back nothing but its own. Nobody is answered before the commit.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::pool::Pool;
use super::run::execute;
use super::stop::Stop;
use super::transaction::LiteTx;
use crate::database::Work;
use crate::error::{Error, Result};
use crate::events::{Change, Hub, Notes};
use crate::write::{Tx, Verdict};

/// Transactions that wait for the writer.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Box<dyn Waiting>>,
    /// Whether a thread is at it.
    busy: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}

/// A transaction that waits.
trait Waiting: Send {
    /// Whether somebody still wants its answer.
    fn is_wanted(&self) -> bool;
    /// Runs it as a part of the open transaction.
    fn run(self: Box<Self>, connection: &mut Connection, handle: &Handle) -> Option<Box<dyn Ran>>;
    /// Tells that it cannot be run.
    fn fail(self: Box<Self>, error: Error);
}

/// A transaction that ran, and is answered once it is known whether the commit succeeded.
trait Ran {
    fn answer(self: Box<Self>, committed: Result<(), String>);
}

struct Job<T> {
    work: Arc<Work<T>>,
    limit: Duration,
    stop: Stop,
    events: Arc<Hub>,
    answer: oneshot::Sender<Result<T>>,
}

struct Finished<T> {
    value: T,
    /// What is told of it once it is committed.
    changes: Vec<Change>,
    events: Arc<Hub>,
    answer: oneshot::Sender<Result<T>>,
}

impl Pool {
    /// Runs a transaction, as soon as the writer is free.
    pub(crate) async fn transact<T: Send + 'static>(
        self: &Arc<Self>,
        work: Arc<Work<T>>,
        limit: Duration,
        events: &Arc<Hub>,
    ) -> Result<T> {
        let (answer, result) = oneshot::channel();
        let stop = self.writer_stop.clone();
        let job = Job {
            work,
            limit,
            stop,
            events: events.clone(),
            answer,
        };
        if self.queue.push(Box::new(job)) {
            let (pool, handle) = (self.clone(), Handle::current());
            tokio::task::spawn_blocking(move || pool.drain(&handle));
        }
        result.await.map_err(Error::internal)?
    }

    /// Waits for the transactions that are being run.
    pub(crate) fn pause(&self) -> Result<()> {
        self.write(|_| Ok(()))
    }

    /// Runs what waits until nothing does.
    fn drain(&self, handle: &Handle) {
        while let Some(first) = self.queue.next_or_end() {
            let most = if self.location.groups { GROUP } else { 1 };
            let run =
                |connection: &mut Connection| group(connection, first, (&self.queue, most), handle);
            let group = self.write(run);
            if let Err(error) = group {
                tracing::warn!(%error, "a write could not be run");
            }
        }
    }
}

/// Runs a transaction and those that wait behind it, and commits them together.
fn group(
    connection: &mut Connection,
    first: Box<dyn Waiting>,
    (queue, most): (&Queue, usize),
    handle: &Handle,
) -> Result<()> {
    if !first.is_wanted() {
        return Ok(());
    }
    if let Err(error) = execute(connection, "BEGIN IMMEDIATE") {
        first.fail(error);
        return Ok(());
    }
    let start = Instant::now();
    let mut ran: Vec<Box<dyn Ran>> = Vec::new();
    ran.extend(first.run(connection, handle));
    let mut count = 1;
    while count < most && start.elapsed() < GROUP_TIME && !connection.is_autocommit() {
        let Some(next) = queue.next() else { break };
        count += 1;
        if next.is_wanted() {
            ran.extend(next.run(connection, handle));
        }
    }
    let committed = commit(connection);
    for each in ran {
        let words = match &committed {
            Ok(()) => Ok(()),
            Err(error) => Err(error.to_string()),
        };
        each.answer(words);
    }
    committed
}

fn commit(connection: &mut Connection) -> Result<()> {
    if connection.is_autocommit() {
        // A full disk or a failing one ends a transaction by itself.
        return Err(unavailable("the transaction was ended by the database"));
    }
    let committed = execute(connection, "COMMIT");
    if committed.is_err() {
        drop(execute(connection, "ROLLBACK"));
    }
    committed
}

impl<T: Send + 'static> Waiting for Job<T> {
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed()
    }

    fn run(self: Box<Self>, connection: &mut Connection, handle: &Handle) -> Option<Box<dyn Ran>> {
        self.stop.after(self.limit);
        let notes = self.events.notes();
        let verdict = part(connection, handle, &*self.work, notes.clone());
        self.stop.never();
        match verdict {
            Ok(Verdict {
                value, keep: true, ..
            }) => Some(Box::new(Finished {
                value,
                changes: notes.map(|notes| notes.take()).unwrap_or_default(),
                events: self.events,
                answer: self.answer,
            })),
            Ok(Verdict {
                value, keep: false, ..
            }) => {
                // Nobody listens if it cannot be sent.
                drop(self.answer.send(Ok(value)));
                None
            }
            Err(error) => {
                drop(self.answer.send(Err(error)));
                None
            }
        }
    }

    fn fail(self: Box<Self>, error: Error) {
        drop(self.answer.send(Err(error)));
    }
}

impl<T> Ran for Finished<T> {
    fn answer(self: Box<Self>, committed: Result<(), String>) {
        let result = match committed {
            Ok(()) => {
                if !self.changes.is_empty() {
                    self.events.publish(self.changes);
                }
                Ok(self.value)
            }
            Err(cause) => Err(unavailable(&cause)),
        };
        drop(self.answer.send(result));
    }
}

/// Runs a transaction as a part of the open one.
fn part<T>(
    connection: &mut Connection,
    handle: &Handle,
    work: &Work<T>,
    notes: Option<Notes>,
) -> Result<Verdict<T>> {
    execute(connection, "SAVEPOINT whole")?;
    let tx = Tx::sqlite(LiteTx::new(connection)).noting(notes);
    let ran = catch_unwind(AssertUnwindSafe(|| handle.block_on(work(tx))));
    let verdict = ran.unwrap_or_else(|_| Err(Error::internal("a write panicked")));
    let keeps = matches!(&verdict, Ok(Verdict { keep: true, .. }));
    if !keeps && !connection.is_autocommit() {
        execute(connection, "ROLLBACK TO SAVEPOINT whole")?;
    }
    if connection.is_autocommit() {
        return verdict.and_then(|verdict| {
            if verdict.keep {
                Err(unavailable("the transaction was ended by the database"))
            } else {
                Ok(verdict)
            }
        });
    }
    execute(connection, "RELEASE SAVEPOINT whole")?;
    verdict
}

fn unavailable(cause: &str) -> Error {
    let message = "the database cannot be used at the moment";
    Error::new(auto_api_model::ErrorCode::Unavailable, message).because(cause)
}

impl Queue {
    /// Adds one; true if a thread has to be put to it.
    fn push(&self, job: Box<dyn Waiting>) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.waiting.push_back(job);
        !std::mem::replace(&mut state.busy, true)
    }

    fn next(&self) -> Option<Box<dyn Waiting>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.waiting.pop_front()
    }

    /// The next; if there is none, the thread is done.
    fn next_or_end(&self) -> Option<Box<dyn Waiting>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let next = state.waiting.pop_front();
        state.busy = next.is_some();
        next
    }
}

/// Transactions that are committed together, at most.
const GROUP: usize = 64;

/// How long the first of them waits for the others.
const GROUP_TIME: Duration = Duration::from_millis(5);
