//! What stands behind each `?` of a statement.

use std::sync::Arc;

use auto_api_model::Kind;

use super::dialect::Dialect;
use super::native::Cast;
use crate::ask::Input;
use crate::value::Value;

/// A value as SQLite holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// One parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Param {
    /// Known when planning, as SQLite holds it.
    Fixed(Stored),
    /// Known when planning, for PostgreSQL.
    Native(Value, Cast),
    /// The column at this position of the parent's row.
    Parent(usize),
    /// The numbers of the parent's rows, which a [`Lookup`](super::node::Lookup) found.
    Numbers,
    /// The distinct values of a column of the parents' rows, as an array.
    Keys(Keys),
    /// Comes with each run.
    Slot(Operand),
    /// An edge of a named range of days, by the time of the run.
    Range(Range),
    /// How many rows.
    Limit(Limit),
    /// How many rows are left out.
    Offset(Offset),
    /// A value of a cursor.
    Cursor(CursorValue),
}

impl Param {
    /// A value that is known, as a database is given it.
    pub(crate) fn of(dialect: Dialect, kind: &Kind, value: &Value) -> Self {
        match dialect {
            Dialect::Sqlite => Self::Fixed(super::operand::stored(value)),
            Dialect::Postgres => Self::Native(value.clone(), Cast::of(kind)),
        }
    }
}

/// The values of a column of the parents' rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keys {
    /// Which of the columns that lead from parent to child.
    pub(crate) position: usize,
    pub(crate) cast: Cast,
}

/// A slot, and how its value becomes what SQLite holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Operand {
    pub(crate) slot: usize,
    pub(crate) kind: Kind,
    pub(crate) form: OperandForm,
    /// Values in a list at most.
    pub(crate) longest: usize,
    /// Where it is in the input, for errors.
    pub(crate) path: Arc<[String]>,
}

/// How an operand is written into a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OperandForm {
    /// As it is.
    Value,
    /// A list, as a JSON array for `json_each`.
    Many,
    /// The first (0) or second (1) of two values.
    OfTwo(usize),
    /// Text in the one case folding.
    Folded,
    /// The largest text bound of a prefix: what is smaller and not less than the prefix has it.
    PrefixEnd,
    /// A whole number, whatever the field's kind is.
    Whole,
    /// JSON text of any value.
    Json,
    /// A pattern of `LIKE`, for PostgreSQL.
    Pattern,
    /// A path as an array of its steps, for PostgreSQL.
    Steps,
    /// Words to search for, in the database's own form.
    Words,
}

/// An edge of a named range of days.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Range {
    /// Which of [`RANGES`](auto_api_model::operator::RANGES).
    pub(crate) name: &'static str,
    /// Whether it is the first moment of the range or the first after it.
    pub(crate) end: bool,
    pub(crate) kind: Kind,
}

/// How many rows, checked against the model's limit with each run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Limit {
    pub(crate) rows: Number,
    /// One more row than asked for tells whether there is a next page.
    pub(crate) extra: bool,
}

/// How many rows are left out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Offset {
    Rows(Number),
    Page { page: Number, per_page: Number },
}

/// A whole number of the request, within bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: NumberValue,
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) path: Arc<[String]>,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberValue {
    Fixed(i64),
    Slot(usize),
}

/// A value of a cursor.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CursorValue {
    pub(crate) cursor: Arc<CursorInput>,
    /// Which of its values.
    pub(crate) index: usize,
}

impl CursorValue {
    /// What it is a value of.
    pub(crate) fn kind(&self) -> &Kind {
        &self.cursor.kinds[self.index]
    }
}

/// A cursor of the request, and what it must have been made for.
#[derive(Debug, PartialEq)]
pub(crate) struct CursorInput {
    pub(crate) value: Input,
    /// The filter of the list; the cursor's seal covers it.
    pub(crate) seal: Seal,
    /// What the order's keys are.
    pub(crate) kinds: Box<[Kind]>,
    pub(crate) path: Arc<[String]>,
}

/// What binds a cursor to its list: entity, order and filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seal {
    /// Of the entity and the order.
    pub(crate) order: u64,
    pub(crate) filter: Option<Input>,
}
