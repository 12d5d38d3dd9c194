//! A database: opened from a URL, runs plans.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use auto_api_model::{ErrorCode, Zone};

use crate::Result;
use crate::ask::Input;
use crate::error::Error;
use crate::plan::Plan;
use crate::sqlite::{self, Lent, Location, Pool};
use crate::value::Value;

/// A database. Clones share its connections.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> auto_api::Result<()> {
/// let db = auto_api::Database::open("sqlite::memory:").await?;
/// assert_eq!(db.path(), ":memory:");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Database {
    pool: Arc<Pool>,
}

/// What a plan answers.
#[derive(Debug, Default)]
pub struct Answer {
    /// JSON.
    pub body: Vec<u8>,
    /// How many statements were run; one that runs for each parent row counts once.
    pub statements: u32,
    /// For [`Shape::Bare`](crate::ask::Shape::Bare) reads of one row: whether there is one.
    pub found: bool,
    /// For [`Shape::Bare`](crate::ask::Shape::Bare) pages: what headers tell.
    pub page: PageMeta,
}

/// What a page's headers tell.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct PageMeta {
    /// Rows of the filter, if the page's `page_info` or `total_count` asks for it.
    pub total_count: Option<u64>,
    /// Whether there are rows after these.
    pub has_next_page: bool,
    /// Whether there are rows before these.
    pub has_previous_page: bool,
    /// The cursor of the first row, for connections.
    pub start_cursor: Option<String>,
    /// The cursor of the last row, for connections.
    pub end_cursor: Option<String>,
}

/// How exported rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// A JSON object a line.
    Ndjson,
    /// RFC 4180, with a header line.
    Csv,
}

/// The chunks of an export; an error ends it.
pub type Export = tokio::sync::mpsc::Receiver<Result<bytes::Bytes>>;

impl Database {
    /// Opens `sqlite://path`, `sqlite::memory:` or a bare path.
    ///
    /// A file that does not exist is made, unless the URL says `?mode=rw`; `?mode=ro` never
    /// writes. A file is put into WAL mode, so that readers and the writer do not wait for each
    /// other.
    ///
    /// # Errors
    ///
    /// `UNAVAILABLE` if the file cannot be opened, is locked or is no SQLite database.
    pub async fn open(url: &str) -> Result<Self> {
        let location = Location::parse(url)?;
        let pool = blocking(move || Pool::open(location)).await?;
        Ok(Self { pool })
    }

    /// The path of its file, or `:memory:`.
    pub fn path(&self) -> &str {
        self.pool.path()
    }

    /// Makes the tables, columns and indexes of the zone's models that are not there.
    ///
    /// What is there is left as it is: [`Service::start`](crate::Service::start) checks that it
    /// fits.
    ///
    /// # Errors
    ///
    /// `UNAVAILABLE` if the database is read-only, locked or full; `VALIDATION` if a column is
    /// missing that rows already there would need a value for.
    pub async fn migrate(&self, zone: &Zone) -> Result<()> {
        let statements = sqlite::Migration::of(zone);
        let pool = self.pool.clone();
        blocking(move || pool.write(|connection| sqlite::migrate(connection, &statements))).await
    }

    /// Runs SQL statements, separated by semicolons, in one transaction: to seed a database.
    ///
    /// # Errors
    ///
    /// `VALIDATION` with SQLite's words if a statement fails; nothing is kept then.
    pub async fn execute_batch(&self, sql: &str) -> Result<()> {
        let (pool, sql) = (self.pool.clone(), sql.to_owned());
        blocking(move || pool.write(|connection| sqlite::execute_batch(connection, &sql))).await
    }

    /// Compares the database with a zone's models; every difference is an error.
    pub(crate) async fn check(&self, zone: &Arc<Zone>) -> Result<Vec<String>> {
        let (reader, zone) = (self.pool.lend().await?, zone.clone());
        blocking(move || sqlite::check(&reader.connection, &zone)).await
    }

    /// Runs a plan with the values of its slots.
    ///
    /// # Errors
    ///
    /// A slot's value that does not fit, `TIMEOUT`, `UNAVAILABLE`, or `INTERNAL`.
    pub async fn run(&self, plan: &Arc<Plan>, slots: Vec<Input>) -> Result<Answer> {
        self.run_into(plan, slots, Vec::with_capacity(1024)).await
    }

    /// As [`run`](Self::run), and appends the answer to bytes that are there already.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub async fn run_into(
        &self,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        mut body: Vec<u8>,
    ) -> Result<Answer> {
        // A plan that was quick so far runs right here: the hop to another thread would cost more
        // than its work. Should it be slow for once, it is stopped and starts again over there.
        let start = body.len();
        let micros = plan.micros.load(Ordering::Relaxed);
        if micros != 0
            && micros < QUICK_MICROS
            && let Some(reader) = self.pool.lend_now()
        {
            match work(&reader, plan, &slots, &mut body, INLINE) {
                Err(error) if may_pass(error.code) => {
                    plan.micros.store(QUICK_MICROS, Ordering::Relaxed);
                    body.truncate(start);
                }
                outcome => return Ok(answer(plan, body, outcome?)),
            }
        }
        let limit = Duration::from_millis(plan.statement_ms.into());
        let (reader, shared) = (self.pool.lend().await?, plan.clone());
        let done = blocking(move || {
            let outcome = work(&reader, &shared, &slots, &mut body, limit)?;
            Ok((body, outcome))
        });
        let (body, outcome) = done.await?;
        Ok(answer(plan, body, outcome))
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(&self, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        let reader = self.pool.lend().await?;
        blocking(move || {
            reader
                .stop
                .after(Duration::from_millis(plan.statement_ms.into()));
            sqlite::values(&reader.connection, &plan)
        })
        .await
    }

    /// Runs a plan of one list and hands its rows over as they are read, in constant memory.
    pub fn export(&self, plan: &Arc<Plan>, slots: Vec<Input>, format: ExportFormat) -> Export {
        let (sender, receiver) = tokio::sync::mpsc::channel(EXPORT_CHUNKS);
        let (pool, plan) = (self.pool.clone(), plan.clone());
        tokio::spawn(async move {
            let reader = match pool.lend_for_export().await {
                Ok(reader) => reader,
                // Nobody listens if it cannot be sent.
                Err(error) => return drop(sender.send(Err(error)).await),
            };
            let work = move || sqlite::export(&reader, &plan, &slots, format, &sender);
            drop(tokio::task::spawn_blocking(work).await);
        });
        receiver
    }
}

/// Runs a plan on a reader, within a time, and remembers how long it took.
fn work(
    reader: &Lent,
    plan: &Plan,
    slots: &[Input],
    body: &mut Vec<u8>,
    limit: Duration,
) -> Result<sqlite::Outcome> {
    reader.stop.after(limit);
    let (start, length) = (Instant::now(), body.len());
    // Growing step by step would copy a large answer several times.
    body.reserve(plan.bytes.load(Ordering::Relaxed).min(RESERVED) + SPARE);
    let outcome = sqlite::run(&reader.connection, plan, slots, body);
    plan.bytes
        .fetch_max(body.len().saturating_sub(length), Ordering::Relaxed);
    let took = u64::try_from(start.elapsed().as_micros())
        .unwrap_or(u64::MAX)
        .max(1);
    let before = plan.micros.load(Ordering::Relaxed);
    plan.micros.store(typical(before, took), Ordering::Relaxed);
    outcome
}

fn answer(plan: &Plan, body: Vec<u8>, outcome: sqlite::Outcome) -> Answer {
    Answer {
        body,
        statements: u32::try_from(plan.statements).unwrap_or(u32::MAX),
        found: outcome.found,
        page: outcome.page,
    }
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
async fn blocking<T: Send + 'static>(
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

/// Bytes that an answer's buffer has at the start, at most: one large answer must not make each
/// small one of the same plan costly.
const RESERVED: usize = 256 * 1024;

/// What whoever asked for the answer may add to it.
const SPARE: usize = 64;

/// Chunks of an export that wait for a slow reader.
const EXPORT_CHUNKS: usize = 4;
