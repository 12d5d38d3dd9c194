//! Writes: a plan's changes run in one transaction, and what is answered of them.
//!
//! ```text
//! WriteNode + slots ─ record.rs ─▶ columns and values, every mistake of the input at once
//!                   ─ create, update, upsert, delete ─▶ statements in a Tx (either database)
//!                   ─ payload.rs ─▶ bytes, read by the same nodes as any row
//! ```
//!
//! What the caller did wrong is `Refused::Caller` and goes into the payload; any other failure
//! ends the operation.

// Steps of the engine are its methods, whether or not they need what it holds.
#![allow(clippy::unused_self)]

mod audit;
mod bulk;
mod call;
mod cascade;
mod condition;
mod create;
mod delete;
mod engine;
mod hooked;
pub(crate) mod idempotent;
mod nested;
mod operation;
mod path;
mod payload;
mod record;
pub(crate) mod statement;
pub(crate) mod tx;
mod update;
mod upsert;
mod vacuous;
mod violation;

use crate::error::Error;
use crate::value::Value;

pub use condition::Condition;
#[cfg(feature = "http")]
pub(crate) use engine::not_found;
pub(crate) use engine::{as_input, filled};
pub(crate) use operation::{operation, perform, uncommitted};
pub(crate) use tx::{Tx, Verdict};

/// The values of a primary key, in its order.
pub type Key = Vec<Value>;

/// What a write did.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// The keys of the rows, in the order of the input; `None` for one that was skipped.
    pub(crate) keys: Vec<Option<Key>>,
    /// How many rows.
    pub(crate) affected: u64,
    /// Of rows that were skipped.
    pub(crate) errors: Vec<Error>,
    /// Rows as they were, for each payload output that reads some: of what is deleted.
    pub(crate) before: Option<Vec<Vec<u8>>>,
    /// Whether the row is new.
    pub(crate) created: bool,
}

/// Why a write did nothing.
#[derive(Debug)]
pub(crate) enum Refused {
    /// What the caller did wrong, and the row that is there instead, if that helps.
    Caller(Vec<Error>, Option<Key>),
    /// What ends the whole operation.
    Fault(Error),
}

impl Refused {
    /// Of rows that are not those the caller counts.
    fn without_index(mut self) -> Self {
        if let Self::Caller(errors, _) = &mut self {
            for error in errors {
                error.index = None;
            }
        }
        self
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        if is_callers(&error) {
            Self::Caller(vec![error], None)
        } else {
            Self::Fault(error)
        }
    }
}

/// Whether a payload tells of an error; others are the whole operation's.
fn is_callers(error: &Error) -> bool {
    use auto_api_model::ErrorCode;
    matches!(
        error.code,
        ErrorCode::Validation
            | ErrorCode::NotFound
            | ErrorCode::PermissionDenied
            | ErrorCode::Unique
            | ErrorCode::ForeignKey
            | ErrorCode::NotNull
            | ErrorCode::Check
            | ErrorCode::Conflict
            | ErrorCode::TooManyRows
            | ErrorCode::Aborted
    )
}

/// What an operation of writes answers.
#[derive(Debug, Default)]
pub struct Written {
    /// JSON.
    pub body: Vec<u8>,
    /// Why nothing was changed, of the first write that failed; of skipped rows otherwise.
    pub errors: Vec<Error>,
    /// Whether nothing was changed for these errors.
    pub refused: bool,
    /// Rows of the last write.
    pub affected: u64,
    /// Whether the last write made a row.
    pub created: bool,
    /// The key of the last write's only row.
    pub key: Option<Key>,
    /// How many statements were run.
    pub statements: u32,
}
