//! The object of totals.

use super::Cells;
use crate::error::Result;
use crate::plan::node::{Encoding, TotalMember, TotalOutput, Totals};

/// Writes the totals that a row holds.
pub(crate) fn object(out: &mut Vec<u8>, plan: &Totals, row: &impl Cells) -> Result<()> {
    out.push(b'{');
    for (at, item) in plan.items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        total(out, item, row)?;
    }
    out.push(b'}');
    Ok(())
}

/// Writes one member of an object that has totals.
pub(crate) fn total(out: &mut Vec<u8>, item: &TotalOutput, row: &impl Cells) -> Result<()> {
    match item {
        TotalOutput::Fixed(bytes) => out.extend_from_slice(bytes),
        TotalOutput::Count { key, column } => {
            out.extend_from_slice(key);
            row.write(out, *column, &Encoding::Int)?;
        }
        TotalOutput::Function { key, members } => {
            out.extend_from_slice(key);
            self::members(out, members, row)?;
        }
    }
    Ok(())
}

fn members(out: &mut Vec<u8>, members: &[TotalMember], row: &impl Cells) -> Result<()> {
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
                row.write(out, *column, encoding)?;
            }
        }
    }
    out.push(b'}');
    Ok(())
}
