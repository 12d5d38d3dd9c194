//! What a method is called with: the database, or the transaction that it is part of.

use std::fmt;
use std::sync::Arc;

use auto_api_model::Zone;
use tokio::sync::Mutex;

use crate::ask::Write;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::query::{Changed, Executor};
use crate::transaction::{BoxFuture, Transaction};
use crate::value::Value;

/// What a method is called with.
///
/// A reference to it is an [`Executor`], as [`tx`](Self::tx) is: typed reads and writes run on it.
/// In a mutation they are part of its transaction; a query reads the database, and cannot write.
///
/// ```no_run
/// use auto_api::{AutoApi, Ctx, Result};
///
/// #[derive(AutoApi)]
/// struct Post {
///     #[api(id)]
///     id: i64,
///     views: i64,
/// }
///
/// #[auto_api::methods]
/// impl Post {
///     /// Posts that were seen more often.
///     #[api(query)]
///     async fn ahead(&self, ctx: &Ctx<'_>) -> Result<Vec<Post>> {
///         Post::query().filter(Post::VIEWS.gt(self.views)).all(ctx.tx()).await
///     }
/// }
/// ```
pub struct Ctx<'c> {
    on: On<'c>,
    database: &'c Database,
}

enum On<'c> {
    // Queries come by HTTP.
    #[cfg_attr(not(feature = "http"), allow(dead_code))]
    Database,
    /// Those who read or write come one after the other.
    Transaction(Mutex<&'c mut (dyn Connected + 'c)>),
}

/// A transaction, whatever its lifetimes.
trait Connected: Send {
    fn rows(&mut self, plan: Arc<Plan>) -> BoxFuture<'_, Vec<Vec<Value>>>;
    fn json(&mut self, plan: Arc<Plan>) -> BoxFuture<'_, Vec<u8>>;
    fn write<'w>(&'w mut self, zone: &'w Arc<Zone>, write: Write) -> BoxFuture<'w, Changed>;
}

impl Connected for Transaction<'_, '_> {
    fn rows(&mut self, plan: Arc<Plan>) -> BoxFuture<'_, Vec<Vec<Value>>> {
        Box::pin(async move { Executor::rows(&mut &mut *self, plan).await })
    }

    fn json(&mut self, plan: Arc<Plan>) -> BoxFuture<'_, Vec<u8>> {
        Box::pin(async move { Executor::json(&mut &mut *self, plan).await })
    }

    fn write<'w>(&'w mut self, zone: &'w Arc<Zone>, write: Write) -> BoxFuture<'w, Changed> {
        Box::pin(async move { Executor::write(&mut &mut *self, zone, write).await })
    }
}

impl fmt::Debug for Ctx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ctx").finish_non_exhaustive()
    }
}

impl<'c> Ctx<'c> {
    /// Of a query.
    #[cfg_attr(not(feature = "http"), allow(dead_code))]
    pub(crate) fn of_database(database: &'c Database) -> Self {
        let on = On::Database;
        Self { on, database }
    }

    /// Of a mutation.
    pub(crate) fn of_transaction(tx: &'c mut Transaction<'_, '_>, database: &'c Database) -> Self {
        let on = On::Transaction(Mutex::new(tx));
        Self { on, database }
    }

    /// The database itself. In a mutation, what runs on it is no part of the transaction, and a
    /// write of it may have to wait for that very transaction: use [`tx`](Self::tx).
    pub fn database(&self) -> &Database {
        self.database
    }

    /// What typed reads and writes run on: the transaction of a mutation, the database in a query.
    pub fn tx(&self) -> &Self {
        self
    }
}

impl Executor for &Ctx<'_> {
    fn database(&self) -> &Database {
        self.database
    }

    async fn rows(&mut self, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        match &self.on {
            On::Database => Executor::rows(&mut &*self.database, plan).await,
            On::Transaction(tx) => tx.lock().await.rows(plan).await,
        }
    }

    async fn json(&mut self, plan: Arc<Plan>) -> Result<Vec<u8>> {
        match &self.on {
            On::Database => Executor::json(&mut &*self.database, plan).await,
            On::Transaction(tx) => tx.lock().await.json(plan).await,
        }
    }

    async fn write(&mut self, zone: &Arc<Zone>, write: Write) -> Result<Changed> {
        match &self.on {
            On::Database => Err(Error::internal(
                "a query does not write: make the method a mutation",
            )),
            On::Transaction(tx) => tx.lock().await.write(zone, write).await,
        }
    }
}
