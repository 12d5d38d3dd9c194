//! What a plan is made of: statements, and what is written of their rows.

use auto_api_model::EnumDef;

use super::param::{Number, Param, Seal};
use crate::ask::{Info, Input};
use crate::error::{Error, Result};
use crate::methods::Computed;
use crate::record::Row;
use crate::value::Value;

/// A statement: its text and what stands behind each `?`, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) params: Vec<Param>,
    /// How many of the parameters come from the parent's row.
    pub(crate) from_parent: usize,
}

/// A read: a root field or a relation of a row.
#[derive(Debug)]
pub(crate) struct Node {
    /// The key in the answer, as bytes to copy: `"name":`.
    pub(crate) key: Box<[u8]>,
    /// For people: `tracks`, `Album.tracks`.
    pub(crate) label: String,
    /// Columns of the parent's row of which none may be null, else there is nothing to read.
    pub(crate) parent_key: Vec<usize>,
    pub(crate) form: NodeForm,
    /// On PostgreSQL, below the root: one statement serves all parents.
    pub(crate) batch: Option<Batch>,
    /// On SQLite, where no index serves the relation: what is read before.
    pub(crate) lookup: Option<Lookup>,
    /// Whether a relation below has one.
    pub(crate) looks_up: bool,
}

/// A table that is read once for all parents of a level.
#[derive(Debug)]
pub(crate) struct Lookup {
    /// Its rows have a parent's key, and then the number of the row.
    pub(crate) statement: Statement,
    /// Columns of the key.
    pub(crate) width: usize,
}

/// How the rows of one statement come to their parents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(crate) strategy: Strategy,
    /// The columns of the statement's rows that hold the key of the parent. In a count's rows they
    /// follow the count.
    pub(crate) keys: std::ops::Range<usize>,
}

/// How a statement knows the parents of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Strategy {
    /// The parents' own query is part of it, so that all levels are sent at once.
    Subquery,
    /// The parents' keys come as arrays, once they are known.
    Keys,
    /// The table is read once, since no index serves the relation.
    Scan,
}

/// What a read writes.
#[derive(Debug)]
// A plan has a few of them, and they stay where they are.
#[allow(clippy::large_enum_variant)]
pub(crate) enum NodeForm {
    One {
        rows: Rows,
        /// Whether null may be written.
        nullable: bool,
    },
    List(Rows),
    Page(Page),
    Aggregate(Totals),
    Groups(Groups),
}

/// Rows of one statement, and what is written of each.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) statement: Statement,
    pub(crate) row: RowShape,
}

/// A row's object.
#[derive(Debug, Default)]
pub(crate) struct RowShape {
    pub(crate) outputs: Vec<Output>,
    pub(crate) children: Vec<Node>,
}

/// One member of a row's object. Keys have their separator before them: `{"id":`, `,"name":`.
#[derive(Debug)]
pub(crate) enum Output {
    /// Bytes that are the same in each row, key included.
    Fixed(Box<[u8]>),
    /// A column: its position and the form of its value.
    Column {
        key: Box<[u8]>,
        column: usize,
        encoding: Encoding,
    },
    /// What a function makes of columns.
    Computed(Box<ComputedOutput>),
    /// The child node at this position.
    Child { key: Box<[u8]>, child: usize },
    /// A related row whose columns are in this one.
    Joined {
        key: Box<[u8]>,
        row: Box<RowShape>,
        /// The column that is null if there is no such row.
        present: usize,
        /// Whether null may be written.
        nullable: bool,
        label: String,
    },
}

/// A computed field.
#[derive(Debug)]
pub(crate) struct ComputedOutput {
    pub(crate) key: Box<[u8]>,
    /// The function's name, for the log.
    pub(crate) name: &'static str,
    pub(crate) function: Option<Computed>,
    /// Where what it needs is, and how it is read.
    pub(crate) columns: Vec<(usize, Encoding)>,
    /// How its value is written.
    pub(crate) encoding: Encoding,
}

impl ComputedOutput {
    /// Calls the function; what it panics with is for the log.
    pub(crate) fn value(&self, needs: Vec<Value>) -> Result<Value> {
        let function = self.function;
        let function = function.ok_or_else(|| Error::internal("a method that is not computed"))?;
        let call = || function(&mut Row::new(&mut needs.into_iter()));
        let called = std::panic::catch_unwind(std::panic::AssertUnwindSafe(call));
        called.unwrap_or_else(|_| {
            let name = self.name;
            Err(Error::internal(format!(
                "the computed field `{name}` panicked"
            )))
        })
    }
}

/// How a column's value is written.
#[derive(Debug, Clone)]
pub(crate) enum Encoding {
    Bool,
    Int,
    /// A 64-bit integer as text.
    IntText,
    Float32,
    Float,
    Text,
    Ip,
    Uuid,
    DateTime,
    LocalDateTime,
    Date,
    Time,
    Duration,
    /// With that many digits after the point, or as few as needed.
    Decimal(Option<u32>),
    Bytes,
    Json,
    /// GraphQL's or REST's spelling.
    Enum(&'static EnumDef, Spelling),
    List(Box<Encoding>),
    /// A value struct, in part or whole.
    Value(Box<ValueShape>),
}

/// Which protocol's names an enum's values have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Graphql,
    Rest,
}

/// What is written of a value struct.
#[derive(Debug, Clone)]
pub(crate) struct ValueShape {
    pub(crate) members: Vec<ValueMember>,
}

/// One member of a value struct's object.
#[derive(Debug, Clone)]
pub(crate) enum ValueMember {
    /// `__typename`
    Fixed(Box<[u8]>),
    Field {
        key: Box<[u8]>,
        /// The name in the stored JSON.
        name: &'static str,
        encoding: Encoding,
    },
}

/// A page: rows, and an object around them.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) items: Vec<PageOutput>,
    pub(crate) statement: Statement,
    pub(crate) count: Option<Statement>,
    pub(crate) bounds: Bounds,
    /// For cursors: the columns of the order's keys.
    pub(crate) order_columns: std::ops::Range<usize>,
    /// What is in them.
    pub(crate) order_encodings: Vec<Encoding>,
    pub(crate) seal: Option<Seal>,
}

/// Which rows a page has.
#[derive(Debug, Clone)]
pub(crate) enum Bounds {
    /// Numbered from 1.
    Numbered { page: Number, per_page: Number },
    /// From a cursor on, or up to one.
    Keyset {
        size: Number,
        backwards: bool,
        /// Whether the request gave a cursor: then there are rows on its other side.
        after: Option<Input>,
        before: Option<Input>,
    },
}

/// One member of the object around a page.
#[derive(Debug)]
pub(crate) enum PageOutput {
    /// The key, and the model's name in front of `Page` or `Connection`.
    Typename(Box<[u8]>, &'static str),
    Rows {
        key: Box<[u8]>,
        row: RowShape,
    },
    Edges {
        key: Box<[u8]>,
        edge: Vec<EdgeOutput>,
    },
    Info {
        key: Box<[u8]>,
        items: Vec<InfoOutput>,
    },
    TotalCount(Box<[u8]>),
}

/// One member of an edge.
#[derive(Debug)]
pub(crate) enum EdgeOutput {
    Fixed(Box<[u8]>),
    Cursor(Box<[u8]>),
    Node { key: Box<[u8]>, row: RowShape },
}

/// One member of `page_info`.
#[derive(Debug)]
pub(crate) enum InfoOutput {
    Fixed(Box<[u8]>),
    Info(Box<[u8]>, Info),
}

/// Totals: one row of one statement.
#[derive(Debug)]
pub(crate) struct Totals {
    pub(crate) statement: Statement,
    pub(crate) items: Vec<TotalOutput>,
}

/// Groups: an object of each row of one statement.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) statement: Statement,
    pub(crate) items: Vec<GroupOutput>,
}

/// One member of a group's object.
#[derive(Debug)]
pub(crate) enum GroupOutput {
    Keys {
        key: Box<[u8]>,
        members: Vec<KeyOutput>,
    },
    /// A total, or bytes that are the same in each group.
    Total(TotalOutput),
}

/// One of the keys of a group.
#[derive(Debug)]
pub(crate) enum KeyOutput {
    /// Bytes that are the same in each group, key included.
    Fixed(Box<[u8]>),
    Value {
        key: Box<[u8]>,
        column: usize,
        encoding: Encoding,
    },
    /// Those of a related row.
    Within {
        key: Box<[u8]>,
        members: Vec<KeyOutput>,
    },
}

/// One member of the object of totals.
#[derive(Debug)]
pub(crate) enum TotalOutput {
    Fixed(Box<[u8]>),
    Count {
        key: Box<[u8]>,
        column: usize,
    },
    Function {
        key: Box<[u8]>,
        members: Vec<TotalMember>,
    },
}

/// One member of `sum`, `avg`, `min` or `max`.
#[derive(Debug)]
pub(crate) enum TotalMember {
    Fixed(Box<[u8]>),
    Value {
        key: Box<[u8]>,
        column: usize,
        encoding: Encoding,
    },
}
