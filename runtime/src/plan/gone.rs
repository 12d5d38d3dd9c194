//! Reads of a row that is gone, as it was: a common table expression of the table's name has the
//! one row, so that filter, columns and relations mean what they do of any row.
//!
//! ```sql
//! WITH "post" ("id", "title") AS (SELECT ?, ?) SELECT … FROM "post" AS "t0" …
//! WITH "post" AS (SELECT * FROM jsonb_populate_record(NULL::"post", $3::jsonb)) SELECT …
//! ```
//!
//! Relations are read as they are now. On PostgreSQL a relation that leads back to the same table
//! may find that one row only, where its statement holds its parents' own.

use auto_api_model::Entity;

use super::dialect::Dialect;
use super::native::Cast;
use super::node::{EdgeOutput, Node, NodeForm, Output, PageOutput, RowShape, Statement, Strategy};
use super::operand::stored;
use super::param::Param;
use super::{Plan, PlanRoot};
use crate::value::{Value, text};

/// Makes the roots of a plan read this row; `row` has the entity's members.
pub(crate) fn shadow(plan: &mut Plan, dialect: Dialect, entity: &Entity, row: &[Value]) {
    let shadow = match dialect {
        Dialect::Sqlite => Shadow::Sqlite(entity, row),
        Dialect::Postgres => Shadow::Postgres(entity, document(entity, row)),
    };
    for root in &mut plan.roots {
        if let PlanRoot::Read(node) = root {
            shadow.node(node);
        }
    }
}

enum Shadow<'r> {
    Sqlite(&'r Entity, &'r [Value]),
    Postgres(&'r Entity, serde_json::Value),
}

impl Shadow<'_> {
    fn node(&self, node: &mut Node) {
        match &mut node.form {
            NodeForm::One { rows, .. } | NodeForm::List(rows) => {
                self.statement(&mut rows.statement);
                self.row(&mut rows.row);
            }
            NodeForm::Page(page) => {
                self.statement(&mut page.statement);
                page.count
                    .iter_mut()
                    .for_each(|count| self.statement(count));
                for item in &mut page.items {
                    match item {
                        PageOutput::Rows { row, .. } => self.row(row),
                        PageOutput::Edges { edge, .. } => edge.iter_mut().for_each(|item| {
                            if let EdgeOutput::Node { row, .. } = item {
                                self.row(row);
                            }
                        }),
                        _ => {}
                    }
                }
            }
            NodeForm::Aggregate(totals) => self.statement(&mut totals.statement),
            NodeForm::Groups(groups) => self.statement(&mut groups.statement),
        }
    }

    /// What is below a row: other statements, which have the parents' own in them on PostgreSQL.
    fn row(&self, row: &mut RowShape) {
        for child in &mut row.children {
            let batch = child.batch.as_ref();
            if batch.is_some_and(|batch| batch.strategy == Strategy::Subquery) {
                self.node(child);
            }
        }
        for output in &mut row.outputs {
            if let Output::Joined { row, .. } = output {
                self.row(row);
            }
        }
    }

    fn statement(&self, statement: &mut Statement) {
        let head = match self {
            Self::Sqlite(entity, row) => {
                let columns = entity.members.iter().map(|member| quoted(member.column));
                let columns = columns.collect::<Vec<_>>().join(", ");
                let marks = vec!["?"; row.len()].join(", ");
                let values = row.iter().map(|value| Param::Fixed(stored(value)));
                statement.params.splice(0..0, values);
                format!("{} ({columns}) AS (SELECT {marks})", quoted(&entity.table))
            }
            Self::Postgres(entity, row) => {
                let row = Value::Json(row.clone());
                statement
                    .params
                    .push(Param::Native(row, Cast::one("jsonb")));
                let (table, number) = (quoted(&entity.table), statement.params.len());
                format!(
                    "{table} AS (SELECT * FROM jsonb_populate_record(NULL::{table}, ${number}::jsonb))"
                )
            }
        };
        statement.sql = match statement.sql.strip_prefix("WITH ") {
            Some(rest) => format!("WITH {head}, {rest}"),
            None => format!("WITH {head} {}", statement.sql),
        };
    }
}

/// A row as PostgreSQL reads it into the types of its columns.
fn document(entity: &Entity, row: &[Value]) -> serde_json::Value {
    let members = entity.members.iter().zip(row);
    let members = members.map(|(member, value)| (member.column.to_owned(), json(value)));
    serde_json::Value::Object(members.collect())
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Bytes(bytes) => {
            let mut hex = String::with_capacity(2 + bytes.len() * 2);
            hex.push_str("\\x");
            for byte in bytes {
                for half in [byte >> 4, byte & 15] {
                    hex.extend(char::from_digit(half.into(), 16));
                }
            }
            hex.into()
        }
        Value::Duration(delta) => format!("{} microseconds", text::micros(*delta)).into(),
        Value::List(items) => items.iter().map(json).collect(),
        other => other.to_json(),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
