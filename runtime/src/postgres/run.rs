//! One run of a plan: sent again if the connection was lost or others were in the way.

use std::sync::Arc;
use std::time::Duration;

use auto_api_model::ErrorCode;

use super::connect::Server;
use super::failure::may_pass;
use super::lent::Lent;
use super::load::{Loaded, Run};
use super::{page, raw, read, rows};
use crate::answer::Outcome;
use crate::ask::{Input, Shape};
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
            Err(error) if tries < TRIES && may_pass(&error) => {
                out.truncate(start);
                tries += 1;
                tokio::time::sleep(pause(tries)).await;
            }
            outcome => return outcome,
        }
    }
}

async fn once(
    server: &Arc<Server>,
    plan: &Plan,
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    let nodes: Vec<&Node> = reads(plan).collect();
    if nodes.is_empty() {
        return write(plan, &[], slots, out);
    }
    let lent = server.lend().await?;
    let loaded = within(
        plan,
        Run { lent: &lent, slots }.all(&nodes, plan.statements > 1),
    )
    .await;
    let loaded = match loaded {
        Err(error) if error.code == ErrorCode::Timeout => return Err(error),
        other => {
            lent.give_back();
            other?
        }
    };
    write(plan, &loaded, slots, out)
}

/// The rows of a plan of one list, as values in the order of its columns.
pub(crate) async fn values(server: &Arc<Server>, plan: &Plan) -> Result<Vec<Vec<Value>>> {
    let mut all = Vec::new();
    for node in reads(plan) {
        let NodeForm::List(list) = &node.form else {
            continue;
        };
        let outputs = list.row.outputs.iter();
        let encodings: Vec<_> = outputs
            .filter_map(|output| match output {
                Output::Column { encoding, .. } => Some(encoding),
                _ => None,
            })
            .collect();
        let lent: Lent = server.lend().await?;
        let run = Run {
            lent: &lent,
            slots: &[],
        };
        let loaded = within(plan, run.load(node, None)).await?;
        lent.give_back();
        for row in &loaded.rows {
            let cells = encodings.iter().enumerate().map(|(at, encoding)| {
                let Some(raw) = raw::of(row, at) else {
                    return Ok(Value::Null);
                };
                let ty = row.columns()[at].type_();
                read::value(encoding, ty, raw).ok_or_else(|| {
                    Error::internal(format!("column {at} of type {ty} should hold {encoding:?}"))
                })
            });
            all.push(cells.collect::<Result<_>>()?);
        }
    }
    Ok(all)
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

fn reads(plan: &Plan) -> impl Iterator<Item = &Node> {
    plan.roots.iter().filter_map(|root| match root {
        PlanRoot::Read(node) => Some(node),
        PlanRoot::Fixed(_) => None,
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
    let mut outcome = Outcome::default();
    let mut loaded = loaded.iter();
    let is_object = plan.shape == Shape::Object;
    let mut separator = b'{';
    for root in &plan.roots {
        if is_object {
            out.push(separator);
            separator = b',';
        }
        match root {
            PlanRoot::Fixed(bytes) => out.extend_from_slice(bytes),
            PlanRoot::Read(node) => {
                if is_object {
                    out.extend_from_slice(&node.key);
                }
                let Some(loaded) = loaded.next() else {
                    continue;
                };
                match &node.form {
                    NodeForm::Page(plan) => {
                        outcome.page = page::page(out, loaded, plan, (None, slots))?;
                        outcome.found = true;
                    }
                    _ => outcome.found = rows::node(out, loaded, None, slots)?,
                }
            }
        }
    }
    if is_object {
        if separator == b'{' {
            out.push(b'{');
        }
        out.push(b'}');
    }
    plan.wrote(out.len() - start);
    Ok(outcome)
}

/// A pause that grows, with jitter, so that those who met do not meet again.
fn pause(tries: u32) -> Duration {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let jitter = now.map_or(0, |now| now.subsec_nanos() % 20);
    Duration::from_millis(u64::from(10 * tries * tries + jitter))
}

/// How often a read is sent again.
const TRIES: u32 = 4;
