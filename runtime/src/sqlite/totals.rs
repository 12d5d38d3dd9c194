//! Totals: one row of one statement; and groups: a row of each.

use rusqlite::Row;

use super::failure::failed;
use super::rows::LiveStatement;
use crate::answer::groups::object as group;
use crate::answer::totals::object;
use crate::error::{Error, Result};
use crate::plan::node::{Groups, Totals};

/// Writes the object of totals.
pub(crate) fn totals(
    out: &mut Vec<u8>,
    statement: &mut LiveStatement<'_, '_>,
    plan: &Totals,
    parent: Option<&Row<'_>>,
) -> Result<()> {
    let mut rows = statement.start(parent)?;
    match rows.next().map_err(failed)? {
        Some(row) => object(out, plan, row),
        None => Err(Error::internal("a statement of totals had no row")),
    }
}

/// Writes the array of groups.
pub(crate) fn groups(
    out: &mut Vec<u8>,
    statement: &mut LiveStatement<'_, '_>,
    plan: &Groups,
    parent: Option<&Row<'_>>,
) -> Result<()> {
    out.push(b'[');
    let mut rows = statement.start(parent)?;
    let start = out.len();
    while let Some(row) = rows.next().map_err(failed)? {
        if out.len() > start {
            out.push(b',');
        }
        group(out, plan, row)?;
    }
    out.push(b']');
    Ok(())
}
