//! Totals: one row of one statement.

use rusqlite::Row;

use super::failure::failed;
use super::rows::LiveStatement;
use crate::answer::totals::object;
use crate::error::{Error, Result};
use crate::plan::node::Totals;

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
