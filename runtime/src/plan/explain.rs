//! A plan as people read it: the tree of reads, each with its statement.

use std::fmt;

use super::node::{EdgeOutput, Node, NodeForm, PageOutput, RowShape, Statement};
use super::param::Param;
use super::{Plan, PlanRoot};

impl Plan {
    /// The text of each statement, in the order of the tree.
    pub fn sql(&self) -> Vec<&str> {
        let mut all = Vec::new();
        self.walk(&mut |_, _, statement| all.push(statement.sql.as_str()));
        all
    }

    fn walk<'p>(&'p self, visit: &mut impl FnMut(usize, &'p str, &'p Statement)) {
        for root in &self.roots {
            if let PlanRoot::Read(node) = root {
                walk(node, 0, visit);
            }
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.walk(&mut |depth, label, statement| {
            let indent = "  ".repeat(depth);
            let params: Vec<_> = statement.params.iter().map(describe).collect();
            let written =
                writeln!(f, "{indent}{label}\n{indent}  {}", statement.sql).and_then(|()| {
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

fn walk<'p>(node: &'p Node, depth: usize, visit: &mut impl FnMut(usize, &'p str, &'p Statement)) {
    match &node.form {
        NodeForm::One { rows, .. } | NodeForm::List(rows) => {
            visit(depth, &node.label, &rows.statement);
            children(&rows.row, depth, visit);
        }
        NodeForm::Page(page) => {
            visit(depth, &node.label, &page.statement);
            if let Some(count) = &page.count {
                visit(depth, "(count)", count);
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
        NodeForm::Aggregate(totals) => visit(depth, &node.label, &totals.statement),
        NodeForm::Groups(groups) => visit(depth, &node.label, &groups.statement),
    }
}

fn children<'p>(
    row: &'p RowShape,
    depth: usize,
    visit: &mut impl FnMut(usize, &'p str, &'p Statement),
) {
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
