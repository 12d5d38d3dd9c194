//! What a request asks for, whichever protocol it came by: the planner's input.
//!
//! Positions are into the [`Zone`](auto_api_model::Zone): `entity` into `zone.entities`, `member`
//! and `link` into those of the entity. Whoever builds an `Ask` has looked names up and knows that
//! the zone shows them.

mod call;
mod write;

use std::sync::Arc;

use auto_api_model::Entity;
use auto_api_model::totals::Total;

pub use call::{Call, ResultItem};
pub use write::{ErrorItem, ErrorMember, PayloadItem, Write, WriteArgs};

/// One request: what to write, in order.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The root fields.
    pub roots: Vec<Root>,
    /// Whether the answer is an object of the roots (GraphQL), or the one root's value (REST).
    pub shape: Shape,
}

/// What the answer looks like around the roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `{"posts": …, "user": …}`; enums as GraphQL spells them.
    Object,
    /// The value of the only root; enums as REST spells them.
    Bare,
}

/// A root field.
#[derive(Debug, Clone)]
// An ask is made once for a plan; nobody keeps many.
#[allow(clippy::large_enum_variant)]
pub enum Root {
    /// Text that is known already, written as it is: `"__typename":"Query"`, introspection.
    Fixed {
        /// The key in the answer.
        key: Arc<str>,
        /// JSON.
        json: Arc<str>,
    },
    /// Rows.
    Read(Read),
    /// A change of rows. A request has reads or writes, not both; fixed text stands beside either.
    Write(Write),
    /// A method: a query among reads, a mutation among writes.
    Call(Call),
}

/// Rows of one entity: a root field, or a relation of a row.
#[derive(Debug, Clone)]
pub struct Read {
    /// The key in the answer.
    pub key: Arc<str>,
    /// Whose rows.
    pub entity: usize,
    /// One row, a list, or one of the forms around a list.
    pub form: Form,
    /// The arguments.
    pub args: Args,
}

/// What is written around the rows.
#[derive(Debug, Clone)]
pub enum Form {
    /// The row, or null.
    One(Vec<Item>),
    /// `[row, …]`
    List(Vec<Item>),
    /// An object with the rows of a numbered page; arguments `page` and `per_page`.
    Pages(Vec<PageItem>),
    /// An object with the rows of a keyset page; arguments `first`, `after`, `last`, `before`.
    Connection(Vec<PageItem>),
    /// An object of totals.
    Aggregate(Vec<AggregateItem>),
    /// `[group, …]`: rows with equal keys, as one object; arguments `by` and `having`.
    Groups(Vec<GroupItem>),
}

/// One member of a row's object.
#[derive(Debug, Clone)]
// An ask is made once for a plan; nobody keeps many.
#[allow(clippy::large_enum_variant)]
pub enum Item {
    /// `__typename`
    Typename(Arc<str>),
    /// A column.
    Member {
        /// The key in the answer.
        key: Arc<str>,
        /// Which.
        member: usize,
        /// For value structs in GraphQL, what is selected of it; `None` writes it whole.
        part: Option<Arc<[Part]>>,
    },
    /// A computed field.
    Computed {
        /// The key in the answer.
        key: Arc<str>,
        /// Which of the entity's methods.
        method: usize,
        /// As of a member.
        part: Option<Arc<[Part]>>,
    },
    /// A relation.
    Link {
        /// Which.
        link: usize,
        /// What of it; `read.entity` is the link's target.
        read: Read,
    },
}

/// One member of a value struct's object.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The key in the answer.
    pub key: Arc<str>,
    /// What of it.
    pub what: PartKind,
}

/// What is selected of a value struct.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// `__typename`: this text.
    Typename(Arc<str>),
    /// The field at this position of the [`ValueDef`](auto_api_model::ValueDef), whole or in part.
    Field {
        /// Where it is in `ValueDef::fields`.
        field: usize,
        /// What of it, if it is a value struct (or a list of them) itself.
        part: Option<Arc<[Part]>>,
    },
}

/// One member of the object around a page.
#[derive(Debug, Clone)]
pub enum PageItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `items` or `nodes`: the rows.
    Rows {
        /// The key in the answer.
        key: Arc<str>,
        /// What of each.
        items: Vec<Item>,
    },
    /// `edges`: the rows, each with its cursor.
    Edges {
        /// The key in the answer.
        key: Arc<str>,
        /// What of each.
        items: Vec<EdgeItem>,
    },
    /// `page_info`
    PageInfo {
        /// The key in the answer.
        key: Arc<str>,
        /// What of it.
        items: Vec<InfoItem>,
    },
    /// `total_count`: counts all rows of the filter.
    TotalCount(Arc<str>),
}

/// One member of an edge.
#[derive(Debug, Clone)]
pub enum EdgeItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `cursor`
    Cursor(Arc<str>),
    /// `node`
    Node {
        /// The key in the answer.
        key: Arc<str>,
        /// What of it.
        items: Vec<Item>,
    },
}

/// One member of `page_info`: its key and what it is.
#[derive(Debug, Clone)]
pub struct InfoItem {
    /// The key in the answer.
    pub key: Arc<str>,
    /// What it is.
    pub what: Info,
}

/// What `page_info` can tell. Those that do not apply to a form are null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Info {
    /// `__typename`
    Typename,
    /// Null: REST always writes every member, also those that were not asked for.
    Null,
    /// Rows of the filter, on all pages. Costs a count.
    TotalCount,
    /// Pages of the filter. Costs a count.
    PageCount,
    /// The number of this page, from 1.
    CurrentPage,
    /// Rows on a full page.
    PerPage,
    /// Whether there are rows after these. Costs one extra row.
    HasNextPage,
    /// Whether there are rows before these.
    HasPreviousPage,
    /// The cursor of the first row.
    StartCursor,
    /// The cursor of the last row.
    EndCursor,
}

/// One member of the object of totals.
#[derive(Debug, Clone)]
pub enum AggregateItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `count`: rows of the filter.
    Count(Arc<str>),
    /// `sum`, `avg`, `min` or `max`.
    Function {
        /// The key in the answer.
        key: Arc<str>,
        /// Which.
        function: Function,
        /// Of which members; a `None` is `__typename`.
        members: Vec<(Arc<str>, Option<usize>)>,
    },
}

/// One member of a group's object.
#[derive(Debug, Clone)]
pub enum GroupItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `keys`: what its rows have in common.
    Keys {
        /// The key in the answer.
        key: Arc<str>,
        /// Which.
        items: Vec<KeyItem>,
    },
    /// A total over its rows; not a `__typename`.
    Total(AggregateItem),
}

/// One of the keys of a group. Those that rows are not grouped by are null.
#[derive(Debug, Clone)]
pub enum KeyItem {
    /// `__typename`
    Typename(Arc<str>),
    /// A member, or its bucket.
    Member {
        /// The key in the answer.
        key: Arc<str>,
        /// Which.
        member: usize,
    },
    /// Keys of the row that a relation leads to.
    Link {
        /// The key in the answer.
        key: Arc<str>,
        /// Which.
        link: usize,
        /// What of it.
        items: Vec<KeyItem>,
    },
}

/// A total over one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// All values added up.
    Sum,
    /// `sum` over the number of values that are not null.
    Avg,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Function {
    /// The same as documents know it.
    pub fn total(self) -> Total {
        match self {
            Self::Sum => Total::Sum,
            Self::Avg => Total::Avg,
            Self::Min => Total::Min,
            Self::Max => Total::Max,
        }
    }

    /// Its name in a request.
    pub fn name(self) -> &'static str {
        self.total().name()
    }

    /// The functions that an entity has, in the order of the documents.
    pub fn of(entity: &Entity) -> Vec<Self> {
        let all = [Self::Sum, Self::Avg, Self::Min, Self::Max].into_iter();
        all.filter(|function| function.total().members(entity).next().is_some())
            .collect()
    }
}

/// The arguments of a read; what the form does not take is an error of whoever builds it.
#[derive(Debug, Clone, Default)]
pub struct Args {
    /// `One` of a root: the members of a unique key and their values.
    pub key: Vec<(usize, Input)>,
    /// `PostFilter`
    pub filter: Option<Input>,
    /// `[PostGroupByKey!]`, for groups.
    pub by: Option<Input>,
    /// `PostHaving`, for groups.
    pub having: Option<Input>,
    /// `[PostDistinct!]`: of rows with equal values of these, only the first.
    pub distinct: Option<Input>,
    /// `[PostOrder!]`
    pub order_by: Option<Input>,
    /// Whether a list without a limit has all rows, as an export has, not the model's default.
    pub unbounded: bool,
    /// At most so many rows.
    pub limit: Option<Input>,
    /// Without the first rows.
    pub offset: Option<Input>,
    /// The number of the page, from 1.
    pub page: Option<Input>,
    /// Rows on a page.
    pub per_page: Option<Input>,
    /// The first rows after `after`.
    pub first: Option<Input>,
    /// A cursor.
    pub after: Option<Input>,
    /// The last rows before `before`.
    pub last: Option<Input>,
    /// A cursor.
    pub before: Option<Input>,
}

/// A value of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// An explicit null.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// A string.
    Text(String),
    /// A name without quotes: an enum's value in GraphQL.
    Enum(String),
    /// A text of a query string, to be read as whatever type is asked for.
    Raw(String),
    /// A list.
    List(Vec<Input>),
    /// An object, in order.
    Object(Vec<(String, Input)>),
    /// Any JSON, for JSON operands.
    Json(serde_json::Value),
    /// A scalar, or a list of scalars, that comes with each run of the plan: the position in its
    /// slots. Stands only where a leaf value stands (an operand, a limit, a key, a cursor), so
    /// that one plan serves all values. Never null: a null is part of the plan's shape.
    Slot(usize),
}
