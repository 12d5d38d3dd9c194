//! The names of what reads take and give besides the models' own members: the one place that the
//! documents, the GraphQL endpoint and the REST endpoint take them from.
//!
//! All are in snake case; [`Case::apply`](crate::Case::apply) spells them for a zone.

/// An argument of a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Argument {
    /// `filter: PostFilter`
    Filter,
    /// `order_by: [PostOrder!]`
    OrderBy,
    /// `distinct: [PostDistinct!]`
    Distinct,
    /// `limit: Int`
    Limit,
    /// `offset: Int`
    Offset,
    /// `page: Int`
    Page,
    /// `per_page: Int`
    PerPage,
    /// `first: Int`
    First,
    /// `after: String`
    After,
    /// `last: Int`
    Last,
    /// `before: String`
    Before,
}

/// The forms of a list, each a field of its own in GraphQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `posts`
    List,
    /// `post_pages`
    Pages,
    /// `posts_connection`
    Connection,
    /// `posts_aggregate`
    Aggregate,
}

impl Form {
    /// All forms, in the order of the documents.
    pub const ALL: [Self; 4] = [Self::List, Self::Pages, Self::Connection, Self::Aggregate];

    /// What it takes, in the order of the documents.
    ///
    /// ```
    /// use auto_api_model::render::{Argument, Form};
    /// assert_eq!(Form::Aggregate.arguments(), [Argument::Filter]);
    /// ```
    pub fn arguments(self) -> &'static [Argument] {
        use Argument as A;
        match self {
            Self::List => &[A::Filter, A::OrderBy, A::Distinct, A::Limit, A::Offset],
            Self::Pages => &[A::Filter, A::OrderBy, A::Distinct, A::Page, A::PerPage],
            Self::Connection => &[
                A::First,
                A::After,
                A::Last,
                A::Before,
                A::Filter,
                A::OrderBy,
                A::Distinct,
            ],
            Self::Aggregate => &[A::Filter],
        }
    }
}

impl Argument {
    /// Its name, in snake case.
    ///
    /// ```
    /// use auto_api_model::{Case, render::Argument};
    /// assert_eq!(Case::Camel.apply(Argument::OrderBy.name()), "orderBy");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Filter => "filter",
            Self::OrderBy => "order_by",
            Self::Distinct => "distinct",
            Self::Limit => "limit",
            Self::Offset => "offset",
            Self::Page => "page",
            Self::PerPage => "per_page",
            Self::First => "first",
            Self::After => "after",
            Self::Last => "last",
            Self::Before => "before",
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Filter => "Only rows that match.",
            Self::OrderBy => "The keys to sort by, the most significant first.",
            Self::Distinct => {
                "Of rows with equal values of these fields, only the first by the order."
            }
            Self::Limit => "How many rows at most.",
            Self::Offset => "How many rows to leave out at the beginning.",
            Self::Page => "Which page, counted from 1.",
            Self::PerPage => "How many rows a page has.",
            Self::First => "How many rows at most, from the beginning or from `after`.",
            Self::After => "The cursor of the row before the first one wanted.",
            Self::Last => "How many rows at most, up to the end or to `before`.",
            Self::Before => "The cursor of the row behind the last one wanted.",
        }
    }

    /// Whether it is a number of rows, and so bounded by the model's page size.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Limit | Self::PerPage | Self::First | Self::Last)
    }

    /// Whether it is a cursor.
    pub fn is_cursor(self) -> bool {
        matches!(self, Self::After | Self::Before)
    }
}

/// The members of the object around a page and of its rows.
pub mod member {
    /// The rows of a numbered page.
    pub const ITEMS: &str = "items";
    /// The rows of a connection.
    pub const NODES: &str = "nodes";
    /// The rows of a connection, each with its cursor.
    pub const EDGES: &str = "edges";
    /// The row of an edge.
    pub const NODE: &str = "node";
    /// The cursor of an edge.
    pub const CURSOR: &str = "cursor";
    /// Where the page is.
    pub const PAGE_INFO: &str = "page_info";
    /// The number of rows on all pages.
    pub const TOTAL_COUNT: &str = "total_count";
    /// The number of rows of an aggregate or of a relation.
    pub const COUNT: &str = "count";
    /// What the rows of a group have in common.
    pub const KEYS: &str = "keys";
    /// Totals of members.
    pub const SUM: &str = "sum";
    /// Means of members.
    pub const AVG: &str = "avg";
    /// Smallest values of members.
    pub const MIN: &str = "min";
    /// Largest values of members.
    pub const MAX: &str = "max";
}

/// The members of filters that are not a model's own.
pub mod filter {
    /// All of these hold.
    pub const AND: &str = "and";
    /// One of these holds.
    pub const OR: &str = "or";
    /// This does not hold.
    pub const NOT: &str = "not";
    /// Words that must all be in the texts of a row.
    pub const SEARCH: &str = "search";
    /// What it says in documents.
    pub const SEARCH_DOCS: &str =
        "All these words are in its texts, whatever the case; `word*` is any word that begins so.";
    /// One row of a relation matches.
    pub const SOME: &str = "some";
    /// Every row of a relation matches.
    pub const EVERY: &str = "every";
    /// No row of a relation matches.
    pub const NONE: &str = "none";
    /// The number of rows of a relation.
    pub const COUNT: &str = "count";
    /// Where in a JSON document.
    pub const PATH: &str = "path";
    /// What is there.
    pub const EQ: &str = "eq";
}

/// The directions of an order key.
pub const DIRECTIONS: [(&str, &str); 6] = [
    ("ASC", "Smallest first, nulls last."),
    ("ASC_NULLS_FIRST", "Nulls first, then the smallest."),
    ("ASC_NULLS_LAST", "Smallest first, nulls last."),
    ("DESC", "Largest first, nulls last."),
    ("DESC_NULLS_FIRST", "Nulls first, then the largest."),
    ("DESC_NULLS_LAST", "Largest first, nulls last."),
];

/// A member of `PageInfo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageFact {
    /// Its name, in snake case.
    pub name: &'static str,
    /// What it is.
    pub ty: PageFactType,
    /// One sentence for documents.
    pub docs: &'static str,
}

/// What a member of `PageInfo` is; all but the first are null where a form does not have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageFactType {
    /// `true` or `false`, never null.
    Bool,
    /// A cursor, or null.
    Cursor,
    /// A number, or null.
    Number,
}

/// The members of `PageInfo`, in the order of the documents.
pub const PAGE_INFO: [PageFact; 8] = [
    fact(
        "has_next_page",
        PageFactType::Bool,
        "Whether rows follow this page.",
    ),
    fact(
        "has_previous_page",
        PageFactType::Bool,
        "Whether rows precede this page.",
    ),
    fact(
        "start_cursor",
        PageFactType::Cursor,
        "The cursor of the first row; null on an empty page.",
    ),
    fact(
        "end_cursor",
        PageFactType::Cursor,
        "The cursor of the last row; null on an empty page.",
    ),
    fact(
        "total_count",
        PageFactType::Number,
        "The number of rows on all pages.",
    ),
    fact("page_count", PageFactType::Number, "The number of pages."),
    fact(
        "current_page",
        PageFactType::Number,
        "The number of this page, counted from 1; null between cursors.",
    ),
    fact(
        "per_page",
        PageFactType::Number,
        "How many rows a full page has.",
    ),
];

const fn fact(name: &'static str, ty: PageFactType, docs: &'static str) -> PageFact {
    PageFact { name, ty, docs }
}

/// Names of types that every zone's documents share.
pub mod type_name {
    /// Where a page is.
    pub const PAGE_INFO: &str = "PageInfo";
    /// The direction of an order key.
    pub const ORDER_DIRECTION: &str = "OrderDirection";
    /// An order by the number of rows of a relation.
    pub const COUNT_ORDER: &str = "CountOrder";
    /// The named ranges of days.
    pub const DATE_RANGE: &str = "DateRange";
    /// A place in a JSON document and what is there.
    pub const JSON_PATH: &str = "JsonPathInput";
    /// An answer that failed.
    pub const PROBLEM: &str = "Problem";
    /// One mistake of several.
    pub const PROBLEM_ITEM: &str = "ProblemItem";
    /// The closed set of error codes.
    pub const ERROR_CODE: &str = "ErrorCode";
    /// What every write answers with.
    pub const MUTATION_PAYLOAD: &str = "MutationPayload";
    /// Why a write was not done.
    pub const MUTATION_ERROR: &str = "MutationError";
    /// What becomes of the other rows where one cannot be written.
    pub const ON_ERROR: &str = "OnError";
}
