//! What both databases write in the same way: objects around values, pages, totals, records.

pub(crate) mod csv;
pub(crate) mod groups;
pub(crate) mod page;
pub(crate) mod stored;
pub(crate) mod totals;

use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::node::Encoding;

/// A row of either database.
pub(crate) trait Cells {
    /// Writes a column's value as JSON.
    fn write(&self, out: &mut Vec<u8>, column: usize, encoding: &Encoding) -> Result<()>;
}

/// What a run wrote.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) found: bool,
    pub(crate) page: PageMeta,
}
