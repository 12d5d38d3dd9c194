//! Statements of a transaction that is under way, and what begins and ends one.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use auto_api_model::ErrorCode;
use tokio_postgres::{Row, SimpleQueryMessage};

use super::announce::FEW;
use super::bind::bind;
use super::connect::Server;
use super::counter::catch_up;
use super::failure::{failed, may_pass};
use super::lent::Lent;
use super::load::Run;
use super::{insert, raw, read, rows, run};
use crate::ask::Input;
use crate::database::Work;
use crate::error::{Error, Result};
use crate::events::{Change, Hub, Notes};
use crate::plan::Plan;
use crate::plan::node::{Encoding, Node, Statement};
use crate::value::Value;
use crate::write::tx::Rows;
use crate::write::{Tx, Verdict};

/// A transaction.
#[derive(Debug)]
pub(crate) struct PgTx<'c> {
    lent: &'c Lent,
}

impl PgTx<'_> {
    /// Runs a statement; its rows as values.
    pub(crate) async fn query(
        &mut self,
        statement: &Statement,
        slots: &[Input],
        encodings: &[Encoding],
    ) -> Result<Vec<Vec<Value>>> {
        let bound = bind(statement, slots, None)?;
        let rows = self.lent.query(&statement.sql, &bound).await?;
        rows.iter().map(|row| values(row, encodings)).collect()
    }

    /// Adds rows.
    pub(crate) async fn insert(
        &mut self,
        rows: &Rows<'_>,
    ) -> Result<Vec<Vec<Value>>, (Option<usize>, Error)> {
        let here = rows.rows.len() == 1;
        let encodings = crate::write::statement::encodings(rows.entity, rows.returning);
        let mut all = Vec::with_capacity(rows.rows.len());
        if let Some(columns) = insert::columns(rows) {
            let statement = insert::arrays(rows, &columns);
            let found = self.lent.query(&statement.sql, &columns).await;
            let found = found.map_err(|error| (None, error))?;
            let found = found.iter().map(|row| values(row, &encodings));
            return found.collect::<Result<_>>().map_err(|error| (None, error));
        }
        for statement in insert::statements(rows) {
            let found = self.query(&statement, &[], &encodings).await;
            all.extend(found.map_err(|error| (here.then_some(0), error))?);
        }
        Ok(all)
    }

    /// Writes the row of a node, or null.
    pub(crate) async fn read(
        &mut self,
        node: &Node,
        slots: &[Input],
        out: &mut Vec<u8>,
    ) -> Result<bool> {
        let run = Run {
            lent: self.lent,
            slots,
        };
        let loaded = run.load(node, None).await?;
        rows::node(out, &loaded, None, slots)
    }

    /// The rows of a plan of one list, as values.
    pub(crate) async fn rows(&mut self, plan: &Plan) -> Result<Vec<Vec<Value>>> {
        let run = Run {
            lent: self.lent,
            slots: &[],
        };
        let mut all = Vec::new();
        for node in run::reads(plan) {
            all.extend(run::rows_of(&run.load(node, None).await?)?);
        }
        Ok(all)
    }

    /// Runs a statement without values or rows.
    pub(crate) async fn execute(&mut self, sql: &str) -> Result<()> {
        self.lent.client().batch_execute(sql).await.map_err(failed)
    }
}

/// The values of a row.
fn values(row: &Row, encodings: &[Encoding]) -> Result<Vec<Value>> {
    let cells = encodings.iter().enumerate().map(|(at, encoding)| {
        let Some(raw) = raw::of(row, at) else {
            return Ok(Value::Null);
        };
        let ty = row.columns()[at].type_();
        read::value(encoding, ty, raw).ok_or_else(|| {
            Error::internal(format!("column {at} of type {ty} should hold {encoding:?}"))
        })
    });
    cells.collect()
}

impl Server {
    /// Runs a transaction; again, if others were in the way or the connection was lost before the
    /// commit was asked for.
    pub(crate) async fn transact<T>(
        self: &Arc<Self>,
        work: &Work<T>,
        limit: Duration,
        events: &Hub,
    ) -> Result<T> {
        let mut tries = 0;
        loop {
            let lent = self.lend().await?;
            match once(self, &lent, work, limit, events.notes_for_all()).await {
                Ended::Done(value) => {
                    lent.give_back();
                    return Ok(value);
                }
                // The connection is not given back, so that what it does is cancelled.
                Ended::Late => {
                    let message = "the operation took too long";
                    return Err(Error::new(ErrorCode::Timeout, message));
                }
                Ended::Unknown(cause) => {
                    let message = "the connection was lost while the change was being committed: it may or may not be there";
                    return Err(Error::new(ErrorCode::Unavailable, message).because(cause));
                }
                Ended::Failed(error) => {
                    let rolled_back = lent.client().batch_execute("ROLLBACK").await.is_ok();
                    let again = rolled_back && tries < TRIES && catch_up(&lent, &error).await?;
                    if rolled_back {
                        lent.give_back();
                    }
                    if again {
                        tries += 1;
                        continue;
                    }
                    if !run::pass(&error, &mut tries, CONFLICTS).await {
                        return Err(error);
                    }
                }
            }
        }
    }
}

/// How a transaction ended.
enum Ended<T> {
    /// Committed, or taken back as it wanted.
    Done(T),
    /// Nothing of it stays.
    Failed(Error),
    /// Not at all so far, and nothing of it stays.
    Late,
    /// The answer to the commit was lost: nobody knows whether it stays.
    Unknown(Error),
}

async fn once<T>(
    server: &Server,
    lent: &Lent,
    work: &Work<T>,
    limit: Duration,
    notes: Option<Notes>,
) -> Ended<T> {
    let client = lent.client();
    let ran = async {
        client.batch_execute("BEGIN").await.map_err(failed)?;
        let verdict = work(Tx::postgres(PgTx { lent }).noting(notes.clone())).await?;
        if !verdict.keep {
            return Ok((verdict, "ROLLBACK".into()));
        }
        let changes = notes.map(|notes| notes.take()).unwrap_or_default();
        Ok((verdict, server.end(lent, &changes).await?))
    };
    let (Verdict { value, keep, .. }, end) = match tokio::time::timeout(limit, ran).await {
        Ok(Ok(ran)) => ran,
        Ok(Err(error)) => return Ended::Failed(error),
        Err(_) => return Ended::Late,
    };
    // What was not answered may yet be committed.
    match tokio::time::timeout(limit, client.batch_execute(&end)).await {
        Ok(Ok(())) => Ended::Done(value),
        Ok(Err(error)) => {
            let refused = error.as_db_error().is_some();
            let error = failed(error);
            if !keep || (refused && !is_shutdown(&error)) {
                return Ended::Failed(error);
            }
            Ended::Unknown(error)
        }
        Err(_) if !keep => Ended::Late,
        Err(_) => {
            let message = "the commit was not answered in time";
            Ended::Unknown(Error::new(ErrorCode::Timeout, message))
        }
    }
}

impl Server {
    /// The end of a transaction, which tells its changes to whoever listens.
    async fn end(&self, lent: &Lent, changes: &[Change]) -> Result<Cow<'static, str>> {
        if changes.is_empty() {
            return Ok("COMMIT".into());
        }
        let channel = self.channel(lent).await?;
        if changes.len() > FEW {
            let asked = lent.client().simple_query(&channel.question()).await;
            let is_alone = asked
                .map_err(failed)?
                .iter()
                .rev()
                .find_map(|row| match row {
                    SimpleQueryMessage::Row(row) => Some(row.get(0) == Some("t")),
                    _ => None,
                });
            if is_alone == Some(true) {
                return Ok("COMMIT".into());
            }
        }
        Ok(channel.commit(changes).into())
    }
}

/// Whether the server said that it goes away, which it may do after a commit.
fn is_shutdown(error: &Error) -> bool {
    error.code == ErrorCode::Unavailable && may_pass(error) && {
        let source = std::error::Error::source(error);
        let known = source.and_then(|source| source.downcast_ref::<tokio_postgres::Error>());
        let state = known.and_then(tokio_postgres::Error::code);
        state.is_some_and(|state| state.code().starts_with("57P"))
    }
}

/// How often an operation is begun anew because others were in the way: it may be long, and many.
const CONFLICTS: u32 = 10;

/// How often an operation is begun anew because a counter was behind.
const TRIES: u32 = 4;
