//! A plan as people read it: the tree of reads, each with its statement.

use std::fmt;

use super::node::{EdgeOutput, Node, NodeForm, PageOutput, RowShape, Statement, Strategy};
use super::param::Param;
use super::write::PayloadOutput;
use super::{Plan, PlanRoot};

impl Plan {
    /// The text of each statement, in the order of the tree.
    pub fn sql(&self) -> Vec<&str> {
        let mut all = Vec::new();
        self.walk(&mut |step| all.push(step.statement.sql.as_str()));
        all
    }

    /// The statements, in the order of the tree.
    pub(crate) fn steps(&self) -> Vec<Step<'_>> {
        let mut all = Vec::new();
        self.walk(&mut |step| all.push(step));
        all
    }

    fn walk<'p>(&'p self, visit: &mut impl FnMut(Step<'p>)) {
        for root in &self.roots {
            match root {
                PlanRoot::Fixed(_) => {}
                PlanRoot::Read(node) => walk(node, 0, visit),
                PlanRoot::Call(call) => {
                    let outputs = call.payload.iter().filter_map(PayloadOutput::node);
                    outputs.for_each(|node| walk(node, 0, visit));
                }
                PlanRoot::Write(write) => {
                    for node in write.nodes() {
                        walk(node, 0, visit);
                    }
                }
            }
        }
    }
}

/// A statement of a plan, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'p> {
    pub(crate) depth: usize,
    pub(crate) label: &'p str,
    pub(crate) statement: &'p Statement,
    /// How it comes to its parents.
    pub(crate) strategy: Option<Strategy>,
}

impl Step<'_> {
    /// What its parameters are, for people.
    pub(crate) fn parameters(&self) -> Vec<String> {
        self.statement.params.iter().map(describe).collect()
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.walk(&mut |step| {
            let indent = "  ".repeat(step.depth);
            let (label, params) = (step.label, step.parameters());
            let written = writeln!(f, "{indent}{label}\n{indent}  {}", step.statement.sql)
                .and_then(|()| {
                    if params.is_empty() {
                        Ok(())
                    } else {
                        writeln!(f, "{indent}  with {}", params.join(", "))
                    }
                });
            if result.is_ok() {
                result = written;
            }
        });
        result
    }
}

fn walk<'p>(node: &'p Node, depth: usize, visit: &mut impl FnMut(Step<'p>)) {
    let step = |label, statement| Step {
        depth,
        label,
        statement,
        strategy: node.batch.as_ref().map(|batch| batch.strategy),
    };
    let label = node.label.as_str();
    if let Some(lookup) = &node.lookup {
        visit(Step {
            strategy: Some(Strategy::Scan),
            ..step("(rows)", &lookup.statement)
        });
    }
    match &node.form {
        NodeForm::One { rows, .. } | NodeForm::List(rows) => {
            visit(step(label, &rows.statement));
            children(&rows.row, depth, visit);
        }
        NodeForm::Page(page) => {
            visit(step(label, &page.statement));
            if let Some(count) = &page.count {
                visit(step("(count)", count));
            }
            for item in &page.items {
                match item {
                    PageOutput::Rows { row, .. } => children(row, depth, visit),
                    PageOutput::Edges { edge, .. } => edge.iter().for_each(|item| {
                        if let EdgeOutput::Node { row, .. } = item {
                            children(row, depth, visit);
                        }
                    }),
                    _ => {}
                }
            }
        }
        NodeForm::Aggregate(totals) => visit(step(label, &totals.statement)),
        NodeForm::Groups(groups) => visit(step(label, &groups.statement)),
    }
}

fn children<'p>(row: &'p RowShape, depth: usize, visit: &mut impl FnMut(Step<'p>)) {
    row.children
        .iter()
        .for_each(|child| walk(child, depth + 1, visit));
}

fn describe(param: &Param) -> String {
    match param {
        Param::Fixed(value) => format!("{value:?}"),
        Param::Native(value, _) => format!("{value:?}"),
        Param::Keys(keys) => format!("the parents' keys {}", keys.position),
        Param::Parent(at) => format!("the parent's column {at}"),
        Param::Numbers => "the numbers of the parent's rows".to_owned(),
        Param::Slot(operand) => format!("slot {} as {:?}", operand.slot, operand.form),
        Param::Range(range) => format!(
            "{} of {}",
            if range.end { "the end" } else { "the start" },
            range.name
        ),
        Param::Limit(limit) if limit.extra => format!("limit {:?} and one more", limit.rows.value),
        Param::Limit(limit) => format!("limit {:?}", limit.rows.value),
        Param::Offset(_) => "offset".to_owned(),
        Param::Cursor(cursor) => format!("value {} of the cursor", cursor.index),
    }
}
