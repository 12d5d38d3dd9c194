//! Requests as typed data: what the generator makes, the evaluator answers, and the engine gets as
//! an `Ask`.

use auto_api::Value;
use auto_api::ask::{Function, Shape};
use auto_api::model::{Direction, Nulls, Operator};

/// A request of one root.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) shape: Shape,
    pub(crate) read: Read,
}

/// Rows of one entity.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub(crate) entity: usize,
    pub(crate) filter: Option<Filter>,
    pub(crate) order: Vec<Key>,
    /// Members of which rows have different values; none for all rows.
    pub(crate) distinct: Vec<usize>,
    pub(crate) form: Form,
}

/// What is around the rows.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// By these members of a unique key; by none for a relation to one.
    One {
        key: Vec<(usize, Value)>,
        select: Select,
    },
    List {
        limit: Option<i64>,
        offset: Option<i64>,
        select: Select,
    },
    Pages {
        page: Option<i64>,
        per_page: Option<i64>,
        count: bool,
        select: Select,
    },
    Connection {
        size: Option<i64>,
        backwards: bool,
        after: Option<Cursor>,
        before: Option<Cursor>,
        count: bool,
        select: Select,
    },
    Aggregate(Vec<(Function, Vec<usize>)>),
}

/// The cursor of a row.
#[derive(Debug, Clone)]
pub(crate) struct Cursor {
    /// Where the row is among all of the filter, in order.
    pub(crate) row: usize,
    /// What the engine calls it.
    pub(crate) text: String,
}

/// What of each row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Select {
    pub(crate) members: Vec<usize>,
    pub(crate) links: Vec<(usize, Read)>,
}

/// A filter.
#[derive(Debug, Clone)]
pub(crate) enum Filter {
    /// Sibling keys.
    Siblings(Vec<Filter>),
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Member(usize, Vec<Test>),
    /// A relation to one.
    One(usize, Box<Filter>),
    /// A relation to many.
    Many(usize, Quantifier, Box<Filter>),
    Count(usize, Vec<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Some,
    Every,
    None,
}

/// An operator and what it is given.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    pub(crate) operator: Operator,
    pub(crate) operand: Operand,
}

#[derive(Debug, Clone)]
pub(crate) enum Operand {
    One(Value),
    Many(Vec<Value>),
    Truth(bool),
    Whole(i64),
    Path(String, serde_json::Value),
}

/// A key of an order.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Relations to one, from the row on.
    pub(crate) path: Vec<usize>,
    pub(crate) end: End,
    pub(crate) direction: Direction,
    pub(crate) nulls: Nulls,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Member(usize),
    Count(usize),
}

impl Select {
    fn statements(&self) -> u32 {
        self.links.iter().map(|(_, read)| read.statements()).sum()
    }
}

impl Read {
    /// The statement budget: one for the rows, one for each relation, counts only if selected.
    pub(crate) fn statements(&self) -> u32 {
        match &self.form {
            Form::One { select, .. } | Form::List { select, .. } => 1 + select.statements(),
            Form::Pages { count, select, .. } | Form::Connection { count, select, .. } => {
                1 + u32::from(*count) + select.statements()
            }
            Form::Aggregate(_) => 1,
        }
    }
}

impl Form {
    /// What is selected of each row, but for totals.
    pub(crate) fn select(&mut self) -> Option<&mut Select> {
        match self {
            Self::One { select, .. }
            | Self::List { select, .. }
            | Self::Pages { select, .. }
            | Self::Connection { select, .. } => Some(select),
            Self::Aggregate(_) => None,
        }
    }
}
