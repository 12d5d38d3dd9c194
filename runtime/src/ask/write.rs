//! What a request asks to change: the writer's input, whichever protocol it came by.

use std::sync::Arc;

use auto_api_model::input::WriteAction;

use super::{Input, Item, ResultItem};

/// A change of one model's rows: a root field of a mutation, or a REST request.
#[derive(Debug, Clone)]
pub struct Write {
    /// The key in the answer.
    pub key: Arc<str>,
    /// Whose rows.
    pub entity: usize,
    /// What is done.
    pub action: WriteAction,
    /// The arguments.
    pub args: WriteArgs,
    /// How many slots the request brings; the keys of written rows come behind them.
    pub slots: usize,
    /// What is answered. For [`Shape::Bare`](super::Shape::Bare) one `Object` or `Objects`, or
    /// nothing: errors are in the [`Answer`](crate::database::Answer) then.
    pub payload: Vec<PayloadItem>,
}

/// The arguments of a write; what the action does not take is an error of whoever builds it.
///
/// `input`, `inputs`, `items` and `patch` may be a [`Slot`](Input::Slot) as a whole, at any depth:
/// no plan depends on them. `filter` is planned as in reads.
#[derive(Debug, Clone, Default)]
pub struct WriteArgs {
    /// The members of a unique key and their values: which row is updated or deleted.
    pub key: Vec<(usize, Input)>,
    /// `CreatePostInput` or `UpdatePostInput`: of one row.
    pub input: Option<Input>,
    /// `[CreatePostInput!]`: many rows, created.
    pub inputs: Option<Input>,
    /// `[UpdatePostItemInput!]`: many rows, each with its key and its patch.
    pub items: Option<Input>,
    /// `UpdatePostInput`: one patch for all rows of the filter.
    pub patch: Option<Input>,
    /// `PostFilter`: which rows.
    pub filter: Option<Input>,
    /// Whether an empty filter may mean every row.
    pub all: Option<Input>,
    /// How many rows may be touched.
    pub at_most: Option<Input>,
    /// `ABORT` or `SKIP_INVALID`, for many rows.
    pub on_error: Option<Input>,
    /// The unique key that tells whether a row is there, by the names of its members.
    pub on: Option<Input>,
    /// The version that the row must have.
    pub expected_version: Option<Input>,
    /// Under which a repeated request is answered as the first was.
    pub idempotency_key: Option<Input>,
}

/// One member of a payload.
#[derive(Debug, Clone)]
pub enum PayloadItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `ok`
    Ok(Arc<str>),
    /// `object`: the row after the write (before it, of one that is deleted).
    Object {
        /// The key in the answer.
        key: Arc<str>,
        /// What of it.
        items: Vec<Item>,
    },
    /// `objects`: the rows, in the order of the input; null for one that was skipped.
    Objects {
        /// The key in the answer.
        key: Arc<str>,
        /// What of each.
        items: Vec<Item>,
    },
    /// `affected`: how many rows.
    Affected(Arc<str>),
    /// What a method came to.
    Result {
        /// The key in the answer.
        key: Arc<str>,
        /// What of it.
        what: ResultItem,
    },
    /// `errors`
    Errors {
        /// The key in the answer.
        key: Arc<str>,
        /// What of each.
        items: Vec<ErrorItem>,
    },
}

/// One member of an error in a payload.
#[derive(Debug, Clone)]
pub struct ErrorItem {
    /// The key in the answer.
    pub key: Arc<str>,
    /// What it is.
    pub what: ErrorMember,
}

/// What a payload's error can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorMember {
    /// `__typename`
    Typename,
    /// `code`
    Code,
    /// `message`
    Message,
    /// `field`, as the wire spells it; null where it is not about one.
    Field,
    /// `path`: the way into the input.
    Path,
    /// `index`: which of many rows; null for one.
    Index,
}
