//! What typed reads and writes run on: a database, or a transaction of it.

use std::future::Future;
use std::sync::Arc;

use auto_api_model::{ErrorCode, Zone};

use crate::ask::{Ask, Root, Shape, Write};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::plan::{Plan, PlanRoot, plan};
use crate::transaction::Transaction;
use crate::value::Value;
use crate::write::{Done, Key, perform};

/// What a typed write did.
#[derive(Debug)]
#[doc(hidden)]
pub struct Changed {
    /// Rows.
    pub affected: u64,
    /// Their keys.
    pub keys: Vec<Key>,
}

/// `&Database`, or `&mut Transaction`: what typed reads and writes run on.
pub trait Executor: Send {
    /// The database.
    fn database(&self) -> &Database;

    /// The rows of a plan of one list, as values in the order of its columns.
    #[doc(hidden)]
    fn rows(&mut self, plan: Arc<Plan>) -> impl Future<Output = Result<Vec<Vec<Value>>>> + Send;

    /// The JSON of a plan.
    #[doc(hidden)]
    fn json(&mut self, plan: Arc<Plan>) -> impl Future<Output = Result<Vec<u8>>> + Send;

    /// Runs a write.
    #[doc(hidden)]
    fn write(
        &mut self,
        zone: &Arc<Zone>,
        write: Write,
    ) -> impl Future<Output = Result<Changed>> + Send;
}

impl Executor for &Database {
    fn database(&self) -> &Database {
        self
    }

    async fn rows(&mut self, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        Database::rows(self, plan).await
    }

    async fn json(&mut self, plan: Arc<Plan>) -> Result<Vec<u8>> {
        let answer = self.run(&plan, Vec::new()).await?;
        Ok(answer.body)
    }

    async fn write(&mut self, zone: &Arc<Zone>, write: Write) -> Result<Changed> {
        let zone = zone.clone();
        self.transaction(move |tx| {
            let (zone, write) = (zone.clone(), write.clone());
            Box::pin(async move { Executor::write(&mut &mut *tx, &zone, write).await })
        })
        .await
    }
}

impl Executor for &mut Transaction<'_, '_> {
    fn database(&self) -> &Database {
        Transaction::database(self)
    }

    async fn rows(&mut self, plan: Arc<Plan>) -> Result<Vec<Vec<Value>>> {
        Transaction::rows(self, &plan).await
    }

    async fn json(&mut self, plan: Arc<Plan>) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        for root in &plan.roots {
            if let PlanRoot::Read(node) = root {
                self.tx().read(node, &[], &mut out).await?;
            }
        }
        Ok(out)
    }

    async fn write(&mut self, zone: &Arc<Zone>, write: Write) -> Result<Changed> {
        let ask = Ask {
            roots: vec![Root::Write(write)],
            shape: Shape::Bare,
        };
        let plan = plan(zone, &ask, Transaction::database(self).dialect()).map_err(first)?;
        // What fails takes back its own changes, and leaves the transaction usable.
        self.tx().savepoint().await?;
        let database = Transaction::database(self).clone();
        let done = perform(self.tx(), &database, zone, &plan).await;
        self.tx().end_savepoint(done.is_ok()).await?;
        let Done { affected, keys, .. } = done.map_err(first)?;
        Ok(Changed {
            affected,
            keys: keys.into_iter().flatten().collect(),
        })
    }
}

/// One error stands for all: the caller is Rust code.
fn first(errors: Vec<Error>) -> Error {
    let mut errors = errors.into_iter();
    let Some(mut first) = errors.next() else {
        return Error::internal("a plan failed without an error");
    };
    let rest: Vec<String> = errors.map(|error| error.message).collect();
    if !rest.is_empty() && first.code != ErrorCode::Internal {
        first.message = format!("{}; {}", first.message, rest.join("; "));
    }
    first
}
