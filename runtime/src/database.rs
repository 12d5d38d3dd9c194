//! A database: opened from a URL, runs plans.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use auto_api_model::Zone;

use crate::Result;
use crate::ask::Input;
use crate::events::{Follower, Hub};
use crate::explain::{ExplainedStatement, Explanation};
use crate::hooks::Hooks;
use crate::plan::{Dialect, Plan, PlanRoot};
#[cfg(feature = "postgres")]
use crate::postgres::Server;
use crate::sqlite::{Location, Pool, blocking};
use crate::value::Value;
use crate::write::{Condition, Tx, Verdict, Written, idempotent, operation, uncommitted};
use tokio::sync::OnceCell;

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
    backend: Backend,
    /// Whether there is a place for idempotency keys.
    keeps_keys: Arc<OnceCell<()>>,
    hooks: Arc<Hooks>,
    /// For whom it is used.
    actor: Option<Arc<str>>,
    /// Where its changes are told.
    events: Arc<Hub>,
}

#[derive(Debug, Clone)]
enum Backend {
    Sqlite(Arc<Pool>),
    #[cfg(feature = "postgres")]
    Postgres(Arc<Server>),
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

/// A transaction's work. It may be run again if others were in the way.
pub(crate) type Work<T> = dyn for<'c> Fn(Tx<'c>) -> Pin<Box<dyn Future<Output = Result<Verdict<T>>> + Send + 'c>>
    + Send
    + Sync;

/// The chunks of an export; an error ends it.
pub type Export = tokio::sync::mpsc::Receiver<Result<bytes::Bytes>>;

/// Chunks of an export that wait for a slow reader.
pub(crate) const EXPORT_CHUNKS: usize = 4;

impl Database {
    /// Opens `sqlite://path`, `sqlite::memory:` or a bare path; with the feature `postgres` also
    /// `postgres://user:password@host:port/database`.
    ///
    /// A SQLite file that does not exist is made, unless the URL says `?mode=rw`; `?mode=ro` never
    /// writes. A file is put into WAL mode, so that readers and the writer do not wait for each
    /// other. Further options:
    ///
    /// | option | meaning |
    /// | --- | --- |
    /// | `mode=rwc` | `rw`: the file must be there; `ro`: nothing is written |
    /// | `synchronous=normal` | a commit survives the end of the process; with `full` that of the machine, too, since it waits for the disk |
    /// | `commits=grouped` | transactions that wait for each other are committed together; with `single` each by itself |
    ///
    /// A URL of PostgreSQL may say, beside what the driver knows (`connect_timeout`,
    /// `application_name`, several hosts, …):
    ///
    /// | option | meaning |
    /// | --- | --- |
    /// | `schema=shop` | tables are in this schema; else where the role's search path leads |
    /// | `sslmode=require` | the connection is encrypted and the server's certificate checked; `disable` is the default |
    /// | `sslrootcert=ca.pem` | the certificates to trust; else the system's |
    /// | `pool_max=16` | connections at most |
    /// | `pgbouncer=true` | a pooler hands connections on after each transaction: nothing is prepared by name |
    /// | `direct=db.local:5432` | with `pgbouncer=true`: where the server itself is, for what listens to [`events`](crate::events) |
    /// | `events=true` | changes are told to processes that listen, though this one has no subscriptions |
    ///
    /// # Errors
    ///
    /// `VALIDATION` if the URL cannot be read; `UNAVAILABLE` if the file cannot be opened, is
    /// locked or is no SQLite database, or the server cannot be reached or refuses.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Self::open_postgres(url).await;
        }
        let location = Location::parse(url)?;
        let pool = blocking(move || Pool::open(location)).await?;
        Ok(Self {
            backend: Backend::Sqlite(pool),
            keeps_keys: Arc::default(),
            hooks: Arc::default(),
            actor: None,
            events: Arc::default(),
        })
    }

    #[cfg(feature = "postgres")]
    async fn open_postgres(url: &str) -> Result<Self> {
        let events = Arc::default();
        let server = Server::open(url, &events).await?;
        Ok(Self {
            backend: Backend::Postgres(server),
            keeps_keys: Arc::default(),
            hooks: Arc::default(),
            actor: None,
            events,
        })
    }

    #[cfg(not(feature = "postgres"))]
    // The other one waits.
    #[allow(clippy::unused_async)]
    async fn open_postgres(_: &str) -> Result<Self> {
        Err(crate::Error::validation(
            "this program cannot open PostgreSQL: switch on the feature `postgres` of `auto-api`",
        ))
    }

    /// Which database it is: plans are made for one.
    pub fn dialect(&self) -> Dialect {
        match &self.backend {
            Backend::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Where it is, for people: the path of its file, `:memory:`, or `host:port/database`.
    pub fn path(&self) -> &str {
        match &self.backend {
            Backend::Sqlite(pool) => pool.path(),
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.name(),
        }
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
        match &self.backend {
            Backend::Sqlite(pool) => pool.migrate(zone).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.migrate(zone).await,
        }
    }

    /// Runs SQL statements, separated by semicolons, in one transaction: to seed a database.
    ///
    /// # Errors
    ///
    /// `VALIDATION` with the database's words if a statement fails; nothing is kept then.
    pub async fn execute_batch(&self, sql: &str) -> Result<()> {
        match &self.backend {
            Backend::Sqlite(pool) => pool.execute_batch(sql).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.execute_batch(sql).await,
        }
    }

    /// The zone with the names that the database has for its tables and columns, and the indexes
    /// that it lacks.
    pub(crate) async fn fitted(&self, zone: Zone) -> Result<Zone> {
        match &self.backend {
            Backend::Sqlite(pool) => pool.fitted(zone).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.fitted(zone).await,
        }
    }

    /// As [`fitted`](Self::fitted), for a zone that lives as long as the program.
    // The other database waits.
    #[allow(clippy::unused_async)]
    pub(crate) async fn named(&self, zone: &Arc<Zone>) -> Result<Arc<Zone>> {
        match &self.backend {
            Backend::Sqlite(_) => Ok(zone.clone()),
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.named(zone).await,
        }
    }

    /// Compares the database with a zone's models; every difference is an error.
    pub(crate) async fn check(&self, zone: &Zone) -> Result<Vec<String>> {
        match &self.backend {
            Backend::Sqlite(pool) => pool.check(zone).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.check(zone).await,
        }
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
        body: Vec<u8>,
    ) -> Result<Answer> {
        let (body, outcome) = match &self.backend {
            Backend::Sqlite(pool) => pool.run_into(plan, slots, body).await?,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.run_into(plan, &slots, body).await?,
        };
        Ok(Answer {
            body,
            statements: u32::try_from(plan.statements).unwrap_or(u32::MAX),
            found: outcome.found,
            page: outcome.page,
        })
    }

    /// Explains a plan: its statements, how each comes to the rows of its parents, and what the
    /// database does for it. Nothing is run.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    // Only PostgreSQL plans by the values.
    #[cfg_attr(not(feature = "postgres"), allow(unused_variables))]
    pub async fn explain(&self, plan: &Arc<Plan>, slots: &[Input]) -> Result<Explanation> {
        let plans = match &self.backend {
            Backend::Sqlite(pool) => pool.explain(plan).await?,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.explain(plan, slots).await?,
        };
        let steps = plan.steps().into_iter().zip(plans);
        let dialect = self.dialect();
        Ok(Explanation {
            statements: steps
                .map(|(step, plan)| ExplainedStatement::new(step, dialect, plan))
                .collect(),
        })
    }

    /// Runs a plan of writes in one transaction and appends its answer to bytes that are there
    /// already. What the caller did wrong is in the answer, and nothing is changed then.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run). After `UNAVAILABLE` it may be unknown whether the change was made:
    /// the message says so.
    pub async fn write(
        &self,
        zone: &Arc<Zone>,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        body: Vec<u8>,
    ) -> Result<Written> {
        self.write_if(zone, plan, slots, body, None).await
    }

    /// As [`write`](Self::write), if the row of the write's key meets a condition; else the answer
    /// has a `CONFLICT`.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub async fn write_if(
        &self,
        zone: &Arc<Zone>,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        body: Vec<u8>,
        condition: Option<Condition>,
    ) -> Result<Written> {
        self.keep_idempotency_keys(plan).await?;
        let limit = Duration::from_millis(plan.statement_ms.into());
        let (zone, plan) = (zone.clone(), plan.clone());
        let (slots, body, database) = (Arc::new(slots), Arc::new(body), self.clone());
        let all = (zone.clone(), plan.clone(), slots.clone(), body.clone());
        let work: Arc<Work<Written>> = Arc::new(move |tx| {
            let ((zone, plan, slots, body), database) = (all.clone(), database.clone());
            let condition = condition.clone();
            Box::pin(async move {
                let request = (slots.as_slice(), body.as_slice());
                operation(tx, &database, &zone, &plan, request, condition.as_ref()).await
            })
        });
        let written = self.transact(work, limit).await;
        written.or_else(|error| uncommitted(self, &zone, &plan, (&slots, &body), error))
    }

    /// Makes what idempotency keys are kept in, when a write first has one.
    async fn keep_idempotency_keys(&self, plan: &Plan) -> Result<()> {
        let is_once = |root: &PlanRoot| matches!(root, PlanRoot::Write(node) if node.is_once());
        if !plan.roots.iter().any(is_once) {
            return Ok(());
        }
        let make = || async { self.execute_batch(&idempotent::table(self.dialect())).await };
        self.keeps_keys.get_or_try_init(make).await.map(|&()| ())
    }

    /// Runs a transaction.
    pub(crate) async fn transact<T: Send + 'static>(
        &self,
        work: Arc<Work<T>>,
        limit: Duration,
    ) -> Result<T> {
        let work: Arc<Work<_>> = Arc::new(move |tx| {
            let work = work.clone();
            Box::pin(async move {
                let verdict = work(tx).await?;
                Ok(Verdict {
                    value: (verdict.value, verdict.noted),
                    keep: verdict.keep,
                    noted: Vec::new(),
                })
            })
        });
        let (value, noted) = match &self.backend {
            Backend::Sqlite(pool) => pool.transact(work, limit, &self.events).await?,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.transact(&*work, limit, &self.events).await?,
        };
        for (model, images) in &noted {
            self.hooks.call_committed(model, images);
        }
        Ok(value)
    }

    /// From now on, changes are told to other processes that listen; on SQLite there are none.
    #[cfg_attr(not(feature = "postgres"), allow(clippy::unused_self))]
    pub(crate) fn announce(&self) {
        #[cfg(feature = "postgres")]
        if let Backend::Postgres(_) = &self.backend {
            self.events.announce();
        }
    }

    /// Follows the changes of a table: those after a cursor, or those of transactions that begin
    /// from now on.
    ///
    /// # Errors
    ///
    /// `INVALID_CURSOR` if what comes after it is not known any more; `UNAVAILABLE` if the server
    /// cannot be reached.
    pub(crate) async fn follow(&self, table: &str, after: Option<&str>) -> Result<Follower> {
        match &self.backend {
            Backend::Sqlite(pool) => {
                let (follower, is_new) = self.events.follow(table, after)?;
                if is_new {
                    // What is being written was not noted.
                    let pool = pool.clone();
                    blocking(move || pool.pause()).await?;
                }
                Ok(follower)
            }
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => {
                self.events.announce();
                // Held while the connection is made, so that it is not given up at once.
                let (follower, _) = self.events.follow(table, after)?;
                server.listen(&self.events).await?;
                Ok(follower)
            }
        }
    }

    /// The same database with hooks: they run for every write through it and its clones.
    #[must_use]
    pub fn with_hooks(mut self, hooks: Hooks) -> Self {
        self.hooks = Arc::new(hooks);
        self
    }

    /// The same database for somebody: the history names them for every change.
    #[must_use]
    pub fn with_actor(mut self, actor: &str) -> Self {
        self.actor = Some(Arc::from(actor));
        self
    }

    /// For whom it is used.
    pub(crate) fn actor(&self) -> Option<&str> {
        self.actor.as_deref()
    }

    pub(crate) fn hooks(&self) -> &Hooks {
        &self.hooks
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(&self, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        match &self.backend {
            Backend::Sqlite(pool) => pool.rows(plan).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.rows(&plan).await,
        }
    }

    /// Runs a plan of one list and hands its rows over as they are read, in constant memory.
    pub fn export(&self, plan: &Arc<Plan>, slots: Vec<Input>, format: ExportFormat) -> Export {
        match &self.backend {
            Backend::Sqlite(pool) => pool.export(plan, slots, format),
            #[cfg(feature = "postgres")]
            Backend::Postgres(server) => server.export(plan, slots, format),
        }
    }
}
