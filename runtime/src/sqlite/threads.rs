//! Which thread a plan runs on: short ones on that of their request, others where they may wait.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use auto_api_model::{ErrorCode, Zone};

use super::pool::{Lent, Pool};
use super::run::{query_plan, run, values};
use super::schema::{self, Migration};
use super::{check, export, index};
use crate::answer::Outcome;
use crate::ask::Input;
use crate::database::{EXPORT_CHUNKS, Export, ExportFormat};
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::value::Value;

impl Pool {
    /// Runs a plan and appends its answer to the bytes that are there.
    pub(crate) async fn run_into(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        mut body: Vec<u8>,
    ) -> Result<(Vec<u8>, Outcome)> {
        // A plan that was quick so far runs right here: the hop to another thread would cost more
        // than its work. Should it be slow for once, it is stopped and starts again over there.
        let start = body.len();
        let micros = plan.micros.load(Ordering::Relaxed);
        if micros != 0
            && micros < QUICK_MICROS
            && let Some(reader) = self.lend_now()
        {
            match work(&reader, plan, &slots, &mut body, INLINE) {
                Err(error) if may_pass(error.code) => {
                    plan.micros.store(QUICK_MICROS, Ordering::Relaxed);
                    body.truncate(start);
                }
                outcome => return outcome.map(|outcome| (body, outcome)),
            }
        }
        let limit = Duration::from_millis(plan.statement_ms.into());
        let (reader, shared) = (self.lend().await?, plan.clone());
        blocking(move || {
            let outcome = work(&reader, &shared, &slots, &mut body, limit)?;
            Ok((body, outcome))
        })
        .await
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(self: &Arc<Self>, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        let reader = self.lend().await?;
        blocking(move || {
            reader
                .stop
                .after(Duration::from_millis(plan.statement_ms.into()));
            values(&reader.connection, &plan)
        })
        .await
    }

    /// SQLite's own plan of each statement.
    pub(crate) async fn explain(self: &Arc<Self>, plan: &Arc<Plan>) -> Result<Vec<Vec<String>>> {
        let (reader, plan) = (self.lend().await?, plan.clone());
        blocking(move || {
            let steps = plan.steps().into_iter();
            steps
                .map(|step| query_plan(&reader.connection, &step.statement.sql))
                .collect()
        })
        .await
    }

    /// Hands the rows of a plan of one list over as they are read.
    pub(crate) fn export(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        format: ExportFormat,
    ) -> Export {
        let (sender, receiver) = tokio::sync::mpsc::channel(EXPORT_CHUNKS);
        let (pool, plan) = (self.clone(), plan.clone());
        tokio::spawn(async move {
            let reader = match pool.lend_for_export().await {
                Ok(reader) => reader,
                // Nobody listens if it cannot be sent.
                Err(error) => return drop(sender.send(Err(error)).await),
            };
            let work = move || export::export(&reader, &plan, &slots, format, &sender);
            drop(tokio::task::spawn_blocking(work).await);
        });
        receiver
    }

    /// Makes what a zone's models lack.
    pub(crate) async fn migrate(self: &Arc<Self>, zone: &Zone) -> Result<()> {
        let (pool, statements) = (self.clone(), Migration::of(zone));
        blocking(move || pool.write(|connection| schema::migrate(connection, &statements))).await
    }

    /// Runs statements of the application's own.
    pub(crate) async fn execute_batch(self: &Arc<Self>, sql: &str) -> Result<()> {
        let (pool, sql) = (self.clone(), sql.to_owned());
        blocking(move || pool.write(|connection| schema::execute_batch(connection, &sql))).await
    }

    /// The zone with what the database has no index for.
    pub(crate) async fn fitted(self: &Arc<Self>, zone: Zone) -> Result<Zone> {
        let reader = self.lend().await?;
        blocking(move || index::fitted(&reader.connection, zone)).await
    }

    /// Compares the database with a zone's models.
    pub(crate) async fn check(self: &Arc<Self>, zone: &Zone) -> Result<Vec<String>> {
        let (reader, zone) = (self.lend().await?, zone.clone());
        blocking(move || check::check(&reader.connection, &zone)).await
    }
}

/// Runs a plan on a reader, within a time, and remembers how long it took.
fn work(
    reader: &Lent,
    plan: &Plan,
    slots: &[Input],
    body: &mut Vec<u8>,
    limit: Duration,
) -> Result<Outcome> {
    reader.stop.after(limit);
    let (start, length) = (Instant::now(), body.len());
    body.reserve(plan.room());
    let outcome = run(&reader.connection, plan, slots, body);
    plan.wrote(body.len().saturating_sub(length));
    let took = u64::try_from(start.elapsed().as_micros())
        .unwrap_or(u64::MAX)
        .max(1);
    let before = plan.micros.load(Ordering::Relaxed);
    plan.micros.store(typical(before, took), Ordering::Relaxed);
    outcome
}

/// What a run takes, with one more known: the least so far, growing slowly. The clock also runs
/// while others have the processor, so a busy server must not take short plans for long ones.
fn typical(before: u64, took: u64) -> u64 {
    if before == 0 || took < before {
        return took;
    }
    before + (took.min(before * 4) - before).div_ceil(64)
}

/// Runs work that may wait for a disk off the threads that serve requests.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(Error::internal(error)),
    }
}

/// Whether it may pass where there is more time: the statement was slow for once, or had to wait.
fn may_pass(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::Timeout | ErrorCode::Unavailable)
}

/// Plans that take less than this on average run on the thread of their request.
const QUICK_MICROS: u64 = 1_000;

/// How long such a run may take before it starts again on a thread for long work.
const INLINE: Duration = Duration::from_millis(5);
