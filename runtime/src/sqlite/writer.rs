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

use super::connect::BUSY;
use super::failure::failed;
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
    /// Since when it waits.
    fn since(&self) -> Instant;
    /// Runs it as a part of the open transaction, and keeps what came of it.
    fn run(&mut self, connection: &mut Connection, handle: &Handle);
    /// Tells what came of it, or why nothing of it stays.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

struct Job<T> {
    work: Arc<Work<T>>,
    limit: Duration,
    stop: Stop,
    events: Arc<Hub>,
    since: Instant,
    ran: Option<Result<Verdict<T>>>,
    /// What is told of it once it is committed.
    changes: Vec<Change>,
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
            since: Instant::now(),
            ran: None,
            changes: Vec::new(),
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
            let mut writer = self.writer();
            self.group(&mut writer, first, handle);
        }
    }

    /// Runs a transaction and those that wait behind it, and commits them together.
    fn group(&self, connection: &mut Connection, first: Box<dyn Waiting>, handle: &Handle) {
        if !first.is_wanted() {
            return;
        }
        if let Err(error) = self.begin(connection, first.since()) {
            let words = words(&error);
            first.answer(Some(error));
            // Those that waited as long do not wait once more, one behind the other.
            while let Some(next) = self.queue.next_if(|next| next.since().elapsed() >= BUSY) {
                next.answer(Some(unavailable(&words)));
            }
            return;
        }
        let start = Instant::now();
        let mut ran = vec![first];
        ran[0].run(connection, handle);
        let most = if self.location.groups { GROUP } else { 1 };
        while ran.len() < most && start.elapsed() < GROUP_TIME && !connection.is_autocommit() {
            let Some(mut next) = self.queue.next() else {
                break;
            };
            if next.is_wanted() {
                next.run(connection, handle);
                ran.push(next);
            }
        }
        self.end(connection, ran, handle);
    }

    /// Commits, and answers. Where a constraint that is looked at only now is violated, nobody
    /// knows by whom: each is run once more, by itself.
    fn end(&self, connection: &mut Connection, ran: Vec<Box<dyn Waiting>>, handle: &Handle) {
        let is_alone = ran.len() == 1;
        let Err(error) = commit(connection) else {
            return ran.into_iter().for_each(|each| each.answer(None));
        };
        if is_violation(&error) && !is_alone {
            for mut each in ran {
                match self.begin(connection, Instant::now()) {
                    Ok(()) => {
                        each.run(connection, handle);
                        self.end(connection, vec![each], handle);
                    }
                    Err(error) => each.answer(Some(error)),
                }
            }
            return;
        }
        let words = words(&error);
        if !is_violation(&error) {
            tracing::warn!(words, "writes could not be committed");
        }
        let mut own = Some(error).filter(|_| is_alone);
        for each in ran {
            each.answer(Some(own.take().unwrap_or_else(|| unavailable(&words))));
        }
    }

    /// Begins, as soon as no other program writes; whoever waits does so for a while in all.
    fn begin(&self, connection: &Connection, since: Instant) -> Result<()> {
        if self.place.is_left() {
            return Err(unavailable("its file was deleted or replaced"));
        }
        let rest = BUSY.saturating_sub(since.elapsed()).max(LEAST);
        connection.busy_timeout(rest).map_err(failed)?;
        let begun = execute(connection, "BEGIN IMMEDIATE");
        connection.busy_timeout(BUSY).map_err(failed)?;
        begun
    }
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

/// An error and what it comes from, for the log.
fn words(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// Whether it is what was written that cannot be committed.
fn is_violation(error: &Error) -> bool {
    use auto_api_model::ErrorCode as Code;
    matches!(
        error.code,
        Code::ForeignKey | Code::Unique | Code::NotNull | Code::Check
    )
}

impl<T: Send + 'static> Waiting for Job<T> {
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed()
    }

    fn since(&self) -> Instant {
        self.since
    }

    fn run(&mut self, connection: &mut Connection, handle: &Handle) {
        self.stop.after(self.limit);
        let notes = self.events.notes();
        self.ran = Some(part(connection, handle, &*self.work, notes.clone()));
        self.stop.never();
        self.changes = notes.map(|notes| notes.take()).unwrap_or_default();
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        let result = match (self.ran, failure) {
            // What was refused may have been so for what did not stay.
            (Some(Ok(_)) | None, Some(failure)) => Err(failure),
            (Some(Ok(verdict)), None) => {
                if verdict.keep && !self.changes.is_empty() {
                    self.events.publish(self.changes);
                }
                Ok(verdict.value)
            }
            (Some(Err(error)), _) => Err(error),
            (None, None) => Err(Error::internal("a write that was not run")),
        };
        // Nobody listens if it cannot be sent.
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

    /// The next, if it is such a one.
    fn next_if(&self, is_such: impl Fn(&dyn Waiting) -> bool) -> Option<Box<dyn Waiting>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let first = state.waiting.front()?;
        is_such(&**first).then(|| state.waiting.pop_front())?
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

/// How long another program's lock is waited for at least.
const LEAST: Duration = Duration::from_millis(100);

/// How long the first of them waits for the others.
const GROUP_TIME: Duration = Duration::from_millis(5);
