//! What a plan does on its database: for those who ask why a request is slow.
//!
//! In debug builds a GraphQL request with `"extensions": {"explain": true}` is answered with
//! `extensions.explain`, and a REST request with the header `x-explain` with a header of that name.

use std::fmt;

use serde::Serialize;

use crate::plan::Dialect;
use crate::plan::explain::Step;
use crate::plan::node::Strategy;

/// What a plan does: its statements, in the order of the request's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The statements.
    pub statements: Vec<ExplainedStatement>,
}

/// One statement of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedStatement {
    /// What it reads: `tracks`, or `albums.tracks` for a relation.
    pub read: String,
    /// How deep it stands below its root; 0 for the root's own.
    pub depth: usize,
    /// How it comes to the rows of its parents.
    pub strategy: &'static str,
    /// The text that the database gets.
    pub sql: String,
    /// What stands behind each placeholder.
    pub parameters: Vec<String>,
    /// The database's own plan, a line a step.
    pub plan: Vec<String>,
}

impl ExplainedStatement {
    pub(crate) fn new(step: Step<'_>, dialect: Dialect, plan: Vec<String>) -> Self {
        Self {
            read: step.label.to_owned(),
            depth: step.depth,
            strategy: strategy(step, dialect),
            sql: step.statement.sql.clone(),
            parameters: step.parameters(),
            plan,
        }
    }
}

fn strategy(step: Step<'_>, dialect: Dialect) -> &'static str {
    match (dialect, step.strategy) {
        (Dialect::Sqlite, Some(Strategy::Scan)) => {
            "once for all parents: no index serves the relation"
        }
        (Dialect::Sqlite, _) if step.statement.from_parent > 0 => "for each row of its parent",
        (Dialect::Postgres, Some(Strategy::Keys)) => "for all parents: their keys as arrays",
        (Dialect::Postgres, Some(Strategy::Subquery)) => {
            "for all parents: their query within, sent with it"
        }
        _ => "once",
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for statement in &self.statements {
            let indent = "  ".repeat(statement.depth);
            writeln!(f, "{indent}{} ({})", statement.read, statement.strategy)?;
            writeln!(f, "{indent}  {}", statement.sql)?;
            if !statement.parameters.is_empty() {
                writeln!(f, "{indent}  with {}", statement.parameters.join(", "))?;
            }
            for line in &statement.plan {
                writeln!(f, "{indent}  | {line}")?;
            }
        }
        Ok(())
    }
}
