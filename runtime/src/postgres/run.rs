//! One run of a plan: sent again if the connection was lost or others were in the way.

use std::sync::Arc;
use std::time::Duration;

use auto_api_model::ErrorCode;
use tokio_postgres::Row;

use super::connect::Server;
use super::failure::may_pass;
use super::load::{Loaded, Run};
use super::{page, read, rows};
use crate::answer::{self, Outcome};
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node::{Node, NodeForm, Output};
use crate::plan::{Plan, PlanRoot};
use crate::value::Value;

/// Runs a plan and appends its answer to `out`.
pub(crate) async fn run(
    server: &Arc<Server>,
    plan: &Plan,
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    let start = out.len();
    let mut tries = 0;
    loop {
        match once(server, plan, slots, out).await {
            Err(error) if pass(&error, &mut tries, TRIES).await => out.truncate(start),
            outcome => return outcome,
        }
    }
}

/// The rows of a plan of one list, as values in the order of its columns.
pub(crate) async fn values(server: &Arc<Server>, plan: &Plan) -> Result<Vec<Vec<Value>>> {
    let mut tries = 0;
    loop {
        match load(server, plan, &[]).await {
            Err(error) if pass(&error, &mut tries, TRIES).await => {}
            loaded => {
                return loaded?
                    .iter()
                    .map(rows_of)
                    .collect::<Result<Vec<_>>>()
                    .map(|all| all.concat());
            }
        }
    }
}

/// Waits for what may pass by itself; false if it does not, or was tried so often.
pub(super) async fn pass(error: &Error, tries: &mut u32, most: u32) -> bool {
    *tries += 1;
    let again = *tries <= most && may_pass(error);
    if again {
        tokio::time::sleep(pause(*tries)).await;
    }
    again
}

async fn once(
    server: &Arc<Server>,
    plan: &Plan,
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    write(plan, &load(server, plan, slots).await?, slots, out)
}

/// The rows of all roots. A connection whose run was given up is cancelled, any other goes back.
async fn load<'p>(
    server: &Arc<Server>,
    plan: &'p Plan,
    slots: &[Input],
) -> Result<Vec<Loaded<'p>>> {
    let nodes: Vec<&Node> = reads(plan).collect();
    if nodes.is_empty() {
        return Ok(Vec::new());
    }
    let lent = server.lend().await?;
    let run = Run { lent: &lent, slots };
    let loaded = within(plan, run.all(&nodes, plan.statements > 1)).await;
    let is_given_up = matches!(&loaded, Err(error) if error.code == ErrorCode::Timeout);
    if !is_given_up {
        lent.give_back();
    }
    loaded
}

/// The rows of a list as values.
pub(super) fn rows_of(loaded: &Loaded<'_>) -> Result<Vec<Vec<Value>>> {
    let NodeForm::List(list) = &loaded.node.form else {
        return Ok(Vec::new());
    };
    let outputs = list.row.outputs.iter();
    let encodings: Vec<_> = outputs
        .filter_map(|output| match output {
            Output::Column { encoding, .. } => Some(encoding),
            _ => None,
        })
        .collect();
    let row = |row: &Row| {
        let cells = encodings.iter().enumerate();
        cells
            .map(|(at, encoding)| read::column(row, at, encoding))
            .collect()
    };
    loaded.rows.iter().map(row).collect()
}

/// Gives up after the plan's time; whoever gives up leaves the connection to be cancelled.
async fn within<T>(plan: &Plan, work: impl Future<Output = Result<T>>) -> Result<T> {
    let limit = Duration::from_millis(plan.statement_ms.into());
    match tokio::time::timeout(limit, work).await {
        Ok(done) => done,
        Err(_) => Err(Error::new(
            ErrorCode::Timeout,
            "the statement took too long",
        )),
    }
}

pub(super) fn reads(plan: &Plan) -> impl Iterator<Item = &Node> {
    plan.roots.iter().filter_map(|root| match root {
        PlanRoot::Read(node) => Some(node),
        PlanRoot::Fixed(_) | PlanRoot::Write(_) | PlanRoot::Call(_) => None,
    })
}

fn write(
    plan: &Plan,
    loaded: &[Loaded<'_>],
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    out.reserve(plan.room());
    let start = out.len();
    let mut loaded = loaded.iter();
    let outcome = answer::roots(out, plan, slots, |out, node| {
        let Some(loaded) = loaded.next() else {
            return Err(Error::internal("a root was not loaded"));
        };
        match &node.form {
            NodeForm::Page(plan) => Ok(Outcome {
                page: page::page(out, loaded, plan, (None, slots))?,
                found: true,
            }),
            _ => Ok(Outcome {
                found: rows::node(out, loaded, None, slots)?,
                ..Outcome::default()
            }),
        }
    })?;
    plan.wrote(out.len() - start);
    Ok(outcome)
}

/// A pause that grows, with jitter, so that those who met do not meet again.
fn pause(tries: u32) -> Duration {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let jitter = now.map_or(0, |now| now.subsec_nanos() % (20 * tries));
    Duration::from_millis(u64::from(10 * tries * tries + jitter))
}

/// How often a read is sent again.
pub(super) const TRIES: u32 = 4;
