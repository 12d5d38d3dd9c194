//! One run of a plan on one connection.

use rusqlite::Connection;

use super::failure::failed;
use super::{page, read, rows};
use crate::answer::{self, Outcome};
use crate::ask::Input;
use crate::error::Result;
use crate::plan::node::{NodeForm, Output};
use crate::plan::{Plan, PlanRoot};
use crate::value::Value;

/// Runs a plan and appends its answer to `out`.
pub(crate) fn run(
    connection: &Connection,
    plan: &Plan,
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    if !plan.has_several_statements() {
        return roots(connection, plan, slots, out);
    }
    // Several statements see one state of the database. While one is open, its children do anyway.
    execute(connection, "BEGIN")?;
    let outcome = roots(connection, plan, slots, out);
    let end = execute(
        connection,
        if outcome.is_ok() {
            "COMMIT"
        } else {
            "ROLLBACK"
        },
    );
    let outcome = outcome?;
    end.map(|()| outcome)
}

pub(super) fn execute(connection: &Connection, sql: &str) -> Result<()> {
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    statement.raw_execute().map(drop).map_err(failed)
}

fn roots(
    connection: &Connection,
    plan: &Plan,
    slots: &[Input],
    out: &mut Vec<u8>,
) -> Result<Outcome> {
    answer::roots(out, plan, slots, |out, node| {
        let mut live = rows::prepare(connection, node, slots)?;
        match &node.form {
            NodeForm::Page(plan) => Ok(Outcome {
                page: page::page(out, &mut live, plan, (None, slots))?,
                found: true,
            }),
            _ => Ok(Outcome {
                found: rows::node(out, &mut live, None, slots)?,
                ..Outcome::default()
            }),
        }
    })
}

impl Plan {
    /// Whether more than one statement runs on its own, not within another's row.
    fn has_several_statements(&self) -> bool {
        let own = |root: &PlanRoot| match root {
            PlanRoot::Fixed(_) | PlanRoot::Write(_) | PlanRoot::Call(_) => 0,
            PlanRoot::Read(node) => match &node.form {
                NodeForm::Page(page) if page.count.is_some() => 2,
                _ => 1,
            },
        };
        self.has_lookups || self.roots.iter().map(own).sum::<usize>() > 1
    }
}

/// The rows of a plan of one list, as values in the order of its columns.
pub(crate) fn values(connection: &Connection, plan: &Plan) -> Result<Vec<Vec<Value>>> {
    let mut all = Vec::new();
    for root in &plan.roots {
        let PlanRoot::Read(node) = root else { continue };
        let NodeForm::List(list) = &node.form else {
            continue;
        };
        let encodings: Vec<_> = (list.row.outputs.iter())
            .filter_map(|output| match output {
                Output::Column { encoding, .. } => Some(encoding.clone()),
                _ => None,
            })
            .collect();
        let mut live = rows::prepare(connection, node, &[])?;
        let mut found = live.statement.start(None)?;
        while let Some(row) = found.next().map_err(failed)? {
            all.push(read::values(row, &encodings)?);
        }
    }
    Ok(all)
}

/// What SQLite does for a statement, a line a step.
pub(crate) fn query_plan(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .map_err(failed)?;
    // What is not bound is null, which changes no plan.
    let mut rows = statement.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        lines.push(row.get(3).map_err(failed)?);
    }
    Ok(lines)
}
