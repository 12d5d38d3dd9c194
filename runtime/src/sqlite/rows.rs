//! The walk over a plan: a prepared statement a node, each row written as it is read, and its
//! children's statements run at once.

use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, Row};

use super::bind::{bind, bind_parent};
use super::failure::failed;
use super::lookup::{self, Held};
use super::{page, totals, write};
use crate::answer;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node::{EdgeOutput, Node, NodeForm, Output, PageOutput, RowShape, Statement};

/// A node with its statements prepared and what does not change bound.
pub(crate) struct Live<'c, 'p> {
    pub(crate) node: &'p Node,
    pub(crate) statement: LiveStatement<'c, 'p>,
    pub(crate) count: Option<LiveStatement<'c, 'p>>,
    /// Of each section of a page, in order; of the rows, otherwise.
    pub(crate) rows: Vec<LiveRow<'c, 'p>>,
}

/// A prepared statement.
pub(crate) struct LiveStatement<'c, 'p> {
    pub(crate) plan: &'p Statement,
    pub(crate) prepared: CachedStatement<'c>,
    /// The parents' rows, where no index finds them.
    held: Option<Rc<Held>>,
}

/// A row's object with its children prepared.
pub(crate) struct LiveRow<'c, 'p> {
    shape: &'p RowShape,
    children: Vec<Live<'c, 'p>>,
}

/// Prepares a node and all below it, ready to be written.
pub(crate) fn prepare<'c, 'p>(
    connection: &'c Connection,
    node: &'p Node,
    slots: &[Input],
) -> Result<Live<'c, 'p>> {
    let mut live = prepared(connection, node, slots)?;
    if node.looks_up {
        lookup::fill(connection, &mut live)?;
    }
    Ok(live)
}

fn prepared<'c, 'p>(
    connection: &'c Connection,
    node: &'p Node,
    slots: &[Input],
) -> Result<Live<'c, 'p>> {
    let statement = |plan: &'p Statement| {
        let mut prepared = connection.prepare_cached(&plan.sql).map_err(failed)?;
        bind(&mut prepared, plan, slots)?;
        Ok::<_, Error>(LiveStatement {
            plan,
            prepared,
            held: None,
        })
    };
    let row = |shape: &'p RowShape| {
        let children = shape
            .children
            .iter()
            .map(|child| prepared(connection, child, slots));
        Ok::<_, Error>(LiveRow {
            shape,
            children: children.collect::<Result<_>>()?,
        })
    };
    let (main, count, shapes): (_, _, Vec<&RowShape>) = match &node.form {
        NodeForm::One { rows, .. } | NodeForm::List(rows) => {
            (&rows.statement, None, vec![&rows.row])
        }
        NodeForm::Page(page) => (&page.statement, page.count.as_ref(), sections(&page.items)),
        NodeForm::Aggregate(totals) => (&totals.statement, None, Vec::new()),
        NodeForm::Groups(groups) => (&groups.statement, None, Vec::new()),
    };
    Ok(Live {
        node,
        statement: statement(main)?,
        count: count.map(statement).transpose()?,
        rows: shapes.into_iter().map(row).collect::<Result<_>>()?,
    })
}

/// The shapes of a page's rows, wherever they are written.
fn sections(items: &[PageOutput]) -> Vec<&RowShape> {
    let mut shapes = Vec::new();
    for item in items {
        match item {
            PageOutput::Rows { row, .. } => shapes.push(row),
            PageOutput::Edges { edge, .. } => {
                shapes.extend(edge.iter().filter_map(|item| match item {
                    EdgeOutput::Node { row, .. } => Some(row),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    shapes
}

/// Writes what a node reads, for a parent's row if it has one. Tells whether there was a row.
pub(crate) fn node(
    out: &mut Vec<u8>,
    live: &mut Live<'_, '_>,
    parent: Option<&Row<'_>>,
    slots: &[Input],
) -> Result<bool> {
    match &live.node.form {
        NodeForm::One { nullable, .. } => {
            let found = !is_orphan(live.node, parent)? && one(out, live, parent, slots)?;
            if !found && !nullable {
                return Err(missing(live.node));
            }
            if !found {
                out.extend_from_slice(b"null");
            }
            Ok(found)
        }
        NodeForm::List(_) => {
            list(out, live, parent, slots)?;
            Ok(true)
        }
        NodeForm::Page(page) => page::page(out, live, page, (parent, slots)).map(|_| true),
        NodeForm::Aggregate(plan) => {
            totals::totals(out, &mut live.statement, plan, parent)?;
            Ok(true)
        }
        NodeForm::Groups(plan) => {
            totals::groups(out, &mut live.statement, plan, parent)?;
            Ok(true)
        }
    }
}

/// Whether the parent's row has no key that leads on.
fn is_orphan(node: &Node, parent: Option<&Row<'_>>) -> Result<bool> {
    let Some(parent) = parent else {
        return Ok(false);
    };
    for &column in &node.parent_key {
        if parent.get_ref(column).map_err(failed)? == rusqlite::types::ValueRef::Null {
            return Ok(true);
        }
    }
    Ok(false)
}

fn one(
    out: &mut Vec<u8>,
    live: &mut Live<'_, '_>,
    parent: Option<&Row<'_>>,
    slots: &[Input],
) -> Result<bool> {
    let mut rows = live.statement.start(parent)?;
    match rows.next().map_err(failed)? {
        Some(found) => {
            for shape in &mut live.rows {
                row(out, shape, found, slots)?;
            }
            Ok(true)
        }
        None => Ok(false),
    }
}

fn list(
    out: &mut Vec<u8>,
    live: &mut Live<'_, '_>,
    parent: Option<&Row<'_>>,
    slots: &[Input],
) -> Result<()> {
    out.push(b'[');
    let mut rows = live.statement.start(parent)?;
    let start = out.len();
    while let Some(found) = rows.next().map_err(failed)? {
        if out.len() > start {
            out.push(b',');
        }
        for shape in &mut live.rows {
            row(out, shape, found, slots)?;
        }
    }
    out.push(b']');
    Ok(())
}

/// Writes a row's object.
pub(crate) fn row(
    out: &mut Vec<u8>,
    live: &mut LiveRow<'_, '_>,
    row: &Row<'_>,
    slots: &[Input],
) -> Result<()> {
    for output in &live.shape.outputs {
        match output {
            Output::Fixed(bytes) => out.extend_from_slice(bytes),
            Output::Column {
                key,
                column,
                encoding,
            } => {
                out.extend_from_slice(key);
                write::value(out, encoding, row.get_ref(*column).map_err(failed)?)?;
            }
            Output::Computed(computed) => {
                out.extend_from_slice(&computed.key);
                answer::computed(out, computed, row)?;
            }
            Output::Child { key, child } => {
                out.extend_from_slice(key);
                node(out, &mut live.children[*child], Some(row), slots)?;
            }
            Output::Joined { label, .. } => {
                let error = format!("`{label}` is joined in a plan for another database");
                return Err(Error::internal(error));
            }
        }
    }
    if live.shape.outputs.is_empty() {
        out.push(b'{');
    }
    out.push(b'}');
    Ok(())
}

impl Live<'_, '_> {
    /// Has its rows found by their numbers.
    pub(crate) fn hold(&mut self, held: &Rc<Held>) {
        self.statement.held = Some(held.clone());
        if let Some(count) = &mut self.count {
            count.held = Some(held.clone());
        }
    }
}

impl<'c, 'p> LiveRow<'c, 'p> {
    /// The nodes below.
    pub(crate) fn children(&self) -> &[Live<'c, 'p>] {
        &self.children
    }

    /// The nodes below.
    pub(crate) fn children_mut(&mut self) -> &mut [Live<'c, 'p>] {
        &mut self.children
    }

    /// What is written of a row.
    pub(crate) fn shape(&self) -> &'p RowShape {
        self.shape
    }
}

impl LiveStatement<'_, '_> {
    /// Starts the statement for a parent's row.
    pub(crate) fn start(&mut self, parent: Option<&Row<'_>>) -> Result<rusqlite::Rows<'_>> {
        if let Some(parent) = parent {
            let held = self.held.as_deref();
            bind_parent(&mut self.prepared, self.plan, (parent, held))?;
        }
        Ok(self.prepared.raw_query())
    }
}

fn missing(node: &Node) -> Error {
    let label = &node.label;
    Error::internal(format!(
        "`{label}` leads to a row that does not exist, and the field that leads there is not optional"
    ))
}
