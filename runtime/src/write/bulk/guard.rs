//! What keeps a write of many rows from being one of more than was meant.

use auto_api_model::{Kind, Scalar};

use super::super::engine::Engine;
use super::super::path::Path;
use super::super::vacuous::is_vacuous;
use crate::ask::{Input, WriteArgs};
use crate::coerce::{coerce, shown, truth};
use crate::error::Error;
use crate::value::Value;

impl Engine<'_> {
    /// A filter that means every row is refused unless that is said.
    pub(super) fn guard(&self, args: &WriteArgs) -> Result<(), Error> {
        let filter = self.optional(args.filter.as_ref());
        let all = self.optional(args.all.as_ref());
        let says_all = all.is_some_and(|all| truth(&all) == Some(true));
        if says_all || !is_vacuous(filter.as_deref()) {
            return Ok(());
        }
        let message = "this filter means every row: narrow it, or say `all: true`";
        Err(Path::argument("filter").error(message))
    }

    /// How many rows may be touched: as many as may be given, unless the request says.
    pub(super) fn at_most(&self, args: &WriteArgs) -> Result<u64, Error> {
        let Some(given) = self.optional(args.at_most.as_ref()) else {
            return Ok(self.zone.limits.bulk_rows.into());
        };
        let path = Path::argument("at_most");
        match coerce(&Kind::Scalar(Scalar::U32), &given) {
            Ok(Value::Int(rows)) => Ok(rows.unsigned_abs()),
            Ok(other) => Err(Error::internal(format!("{other:?} is no number of rows"))),
            Err(message) => Err(path.error(message)),
        }
    }

    /// Whether rows that cannot be written are left out.
    pub(super) fn skips(&self, args: &WriteArgs) -> Result<bool, Error> {
        let Some(given) = self.optional(args.on_error.as_ref()) else {
            return Ok(false);
        };
        match &*given {
            Input::Enum(name) | Input::Text(name) | Input::Raw(name) => {
                match name.to_ascii_uppercase().as_str() {
                    "ABORT" => return Ok(false),
                    "SKIP_INVALID" => return Ok(true),
                    _ => {}
                }
            }
            _ => {}
        }
        let message = format!("expected ABORT or SKIP_INVALID, found {}", shown(&given));
        Err(Path::argument("on_error").error(message))
    }
}
