//! How many rows: numbers of a request, checked with each run.

use super::param::{Limit, Offset};
use crate::ask::Input;
use crate::error::Result;

impl Limit {
    /// The number of a run.
    pub(crate) fn resolve(&self, slots: &[Input]) -> Result<i64> {
        Ok(self.rows.resolve(slots)? + i64::from(self.extra))
    }
}

impl Offset {
    /// The number of a run.
    pub(crate) fn resolve(&self, slots: &[Input]) -> Result<i64> {
        match self {
            Self::Rows(rows) => rows.resolve(slots),
            Self::Page { page, per_page } => {
                Ok((page.resolve(slots)? - 1).saturating_mul(per_page.resolve(slots)?))
            }
        }
    }
}
