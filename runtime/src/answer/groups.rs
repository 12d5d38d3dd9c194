//! The object of a group: its keys and its totals.

use super::Cells;
use super::totals::total;
use crate::error::Result;
use crate::plan::node::{GroupOutput, Groups, KeyOutput};

/// Writes the group that a row holds.
pub(crate) fn object(out: &mut Vec<u8>, plan: &Groups, row: &impl Cells) -> Result<()> {
    out.push(b'{');
    for (at, item) in plan.items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match item {
            GroupOutput::Keys { key, members } => {
                out.extend_from_slice(key);
                keys(out, members, row)?;
            }
            GroupOutput::Total(item) => total(out, item, row)?,
        }
    }
    out.push(b'}');
    Ok(())
}

fn keys(out: &mut Vec<u8>, members: &[KeyOutput], row: &impl Cells) -> Result<()> {
    out.push(b'{');
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match member {
            KeyOutput::Fixed(bytes) => out.extend_from_slice(bytes),
            KeyOutput::Value {
                key,
                column,
                encoding,
            } => {
                out.extend_from_slice(key);
                row.write(out, *column, encoding)?;
            }
            KeyOutput::Within { key, members } => {
                out.extend_from_slice(key);
                keys(out, members, row)?;
            }
        }
    }
    out.push(b'}');
    Ok(())
}
