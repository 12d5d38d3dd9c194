//! Totals: one row of one statement.

use rusqlite::Row;

use super::failure::failed;
use super::rows::LiveStatement;
use super::write;
use crate::error::{Error, Result};
use crate::plan::node::{Encoding, TotalMember, TotalOutput, Totals};

/// Writes the object of totals.
pub(crate) fn totals(
    out: &mut Vec<u8>,
    statement: &mut LiveStatement<'_, '_>,
    plan: &Totals,
    parent: Option<&Row<'_>>,
) -> Result<()> {
    let mut rows = statement.start(parent)?;
    let Some(row) = rows.next().map_err(failed)? else {
        return Err(Error::internal("a statement of totals had no row"));
    };
    out.push(b'{');
    for (at, item) in plan.items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match item {
            TotalOutput::Fixed(bytes) => out.extend_from_slice(bytes),
            TotalOutput::Count { key, column } => {
                out.extend_from_slice(key);
                write::value(out, &Encoding::Int, row.get_ref(*column).map_err(failed)?)?;
            }
            TotalOutput::Function { key, members } => {
                out.extend_from_slice(key);
                self::members(out, members, row)?;
            }
        }
    }
    out.push(b'}');
    Ok(())
}

fn members(out: &mut Vec<u8>, members: &[TotalMember], row: &Row<'_>) -> Result<()> {
    out.push(b'{');
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match member {
            TotalMember::Fixed(bytes) => out.extend_from_slice(bytes),
            TotalMember::Value {
                key,
                column,
                encoding,
            } => {
                out.extend_from_slice(key);
                write::value(out, encoding, row.get_ref(*column).map_err(failed)?)?;
            }
        }
    }
    out.push(b'}');
    Ok(())
}
