//! Transactions of Rust code: reads and writes that are all kept or none.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::database::{Database, Work};
use crate::error::Result;
use crate::plan::Plan;
use crate::value::Value;
use crate::write::{Tx, Verdict};

/// A transaction that is under way: an [`Executor`](crate::query::Executor) as a [`Database`] is.
#[derive(Debug)]
pub struct Transaction<'s, 't> {
    tx: &'s mut Tx<'t>,
    database: &'s Database,
}

/// What a transaction's work gives: a future that may be sent to another thread.
pub type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

impl Database {
    /// Runs reads and writes in one transaction: kept if the work succeeds, taken back if it fails.
    ///
    /// On SQLite, transactions come one after the other. On PostgreSQL, the work is run again if
    /// others were in the way (a deadlock, say), so it should do nothing but use the transaction.
    ///
    /// ```no_run
    /// # use auto_api::{AutoApi, Database};
    /// # #[derive(AutoApi)]
    /// # struct Account { #[api(id)] id: i64, balance: i64 }
    /// # async fn pay(db: &Database) -> auto_api::Result<()> {
    /// db.transaction(|tx| {
    ///     Box::pin(async move {
    ///         let from = Account::query().filter(Account::ID.eq(1)).one(&mut *tx).await?;
    ///         let rest = Account::BALANCE.set(from.balance - 10);
    ///         Account::query().filter(Account::ID.eq(1)).update(rest, &mut *tx).await?;
    ///         Ok(())
    ///     })
    /// })
    /// .await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The work's own; `UNAVAILABLE` or `TIMEOUT` of the database, after which it may be unknown
    /// whether the changes were kept: the message says so.
    pub async fn transaction<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'w> Fn(&'w mut Transaction<'_, '_>) -> BoxFuture<'w, T> + Send + Sync + 'static,
    {
        let (database, work) = (self.clone(), Arc::new(work));
        let work: Arc<Work<T>> = Arc::new(move |mut tx| {
            let (database, work) = (database.clone(), work.clone());
            Box::pin(async move {
                let value = work(&mut Transaction::new(&mut tx, &database)).await?;
                Ok(Verdict {
                    value,
                    keep: true,
                    noted: tx.noted(),
                })
            })
        });
        self.transact(work, LIMIT).await
    }
}

impl<'s, 't> Transaction<'s, 't> {
    pub(crate) fn new(tx: &'s mut Tx<'t>, database: &'s Database) -> Self {
        Self { tx, database }
    }

    /// The database it is of.
    pub fn database(&self) -> &Database {
        self.database
    }

    pub(crate) fn tx(&mut self) -> &mut Tx<'t> {
        self.tx
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(&mut self, plan: &Plan) -> Result<Vec<Vec<Value>>> {
        self.tx.rows(plan).await
    }
}

/// How long a transaction may take.
const LIMIT: Duration = Duration::from_secs(30);
