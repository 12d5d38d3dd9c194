//! How many rows: numbers of a request, checked with each run.

use super::param::{Limit, Number, NumberValue, Offset};
use crate::ask::Input;
use crate::error::{Error, Result};

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

impl Number {
    /// The number of a run, within its bounds.
    pub(crate) fn resolve(&self, slots: &[Input]) -> Result<i64> {
        match self.value {
            NumberValue::Fixed(value) => Ok(value),
            NumberValue::Slot(slot) => self.check(slots.get(slot).unwrap_or(&Input::Null)),
        }
    }

    /// A value of the request, within the bounds.
    pub(crate) fn check(&self, input: &Input) -> Result<i64> {
        let name = self.path.last().map_or("number", String::as_str);
        let mut error = match crate::coerce::whole(input) {
            Some(value) if value > self.max => Error::new(
                auto_api_model::ErrorCode::LimitExceeded,
                format!("`{name}` may be {} at most", self.max),
            ),
            Some(value) if value < self.min => {
                Error::validation(format!("`{name}` must be {} at least", self.min))
            }
            Some(value) => return Ok(value),
            None => {
                let found = crate::coerce::shown(input);
                Error::validation(format!("`{name}` must be a whole number, found {found}"))
            }
        };
        error.path = self.path.to_vec();
        Err(error)
    }
}
