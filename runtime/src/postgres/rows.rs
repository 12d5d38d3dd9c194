//! The walk over loaded rows: each level's are joined to their parents while they are written.

use tokio_postgres::Row;

use super::load::{Loaded, Section, missing};
use super::{page, raw};
use crate::answer::{self, Cells, groups, totals};
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node::{NodeForm, Output, RowShape};

/// Writes what a node reads, for a parent's row if it has one. Tells whether there was a row.
pub(crate) fn node(
    out: &mut Vec<u8>,
    loaded: &Loaded<'_>,
    parent: Option<&Row>,
    slots: &[Input],
) -> Result<bool> {
    match &loaded.node.form {
        NodeForm::One { nullable, .. } => {
            let Some(found) = loaded.rows_of(parent).next() else {
                if !nullable {
                    return Err(missing(&loaded.node.label));
                }
                out.extend_from_slice(b"null");
                return Ok(false);
            };
            for section in &loaded.sections {
                row(out, section, found, slots)?;
            }
            Ok(true)
        }
        NodeForm::List(_) => {
            out.push(b'[');
            for (at, found) in loaded.rows_of(parent).enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                for section in &loaded.sections {
                    row(out, section, found, slots)?;
                }
            }
            out.push(b']');
            Ok(true)
        }
        NodeForm::Page(plan) => page::page(out, loaded, plan, (parent, slots)).map(|_| true),
        NodeForm::Aggregate(plan) => match loaded.rows_of(parent).next() {
            Some(row) => totals::object(out, plan, row).map(|()| true),
            None => Err(Error::internal("a statement of totals had no row")),
        },
        NodeForm::Groups(plan) => {
            out.push(b'[');
            for (at, group) in loaded.rows_of(parent).enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                groups::object(out, plan, group)?;
            }
            out.push(b']');
            Ok(true)
        }
    }
}

/// Writes a row's object.
pub(crate) fn row(
    out: &mut Vec<u8>,
    section: &Section<'_>,
    row: &Row,
    slots: &[Input],
) -> Result<()> {
    object(out, section.shape, (row, &section.children), slots)
}

/// Writes an object of a row's columns.
fn object(
    out: &mut Vec<u8>,
    shape: &RowShape,
    (row, children): (&Row, &[Loaded<'_>]),
    slots: &[Input],
) -> Result<()> {
    for output in &shape.outputs {
        match output {
            Output::Fixed(bytes) => out.extend_from_slice(bytes),
            Output::Column {
                key,
                column,
                encoding,
            } => {
                out.extend_from_slice(key);
                row.write(out, *column, encoding)?;
            }
            Output::Computed(computed) => {
                out.extend_from_slice(&computed.key);
                answer::computed(out, computed, row)?;
            }
            Output::Child { key, child } => {
                out.extend_from_slice(key);
                node(out, &children[*child], Some(row), slots)?;
            }
            Output::Joined {
                key,
                row: shape,
                present,
                nullable,
                label,
            } => {
                out.extend_from_slice(key);
                if raw::of(row, *present).is_some() {
                    object(out, shape, (row, &[]), slots)?;
                } else if *nullable {
                    out.extend_from_slice(b"null");
                } else {
                    return Err(missing(label));
                }
            }
        }
    }
    if shape.outputs.is_empty() {
        out.push(b'{');
    }
    out.push(b'}');
    Ok(())
}
