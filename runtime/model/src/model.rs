//! What a struct that derives `AutoApi` says, as plain data. Questions about it are in `facts.rs`.

use crate::{Access, Distribution, Field, Relation};

/// A struct that is a table: its fields, relations and rules.
///
/// Every member is what the user wrote, after serde's renames.
/// What needs a second struct to be known (a relation's columns, an enum's variants) is in
/// [`Zone`](crate::Zone).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Model {
    /// The type's name in GraphQL and OpenAPI, such as `Post`.
    pub name: &'static str,
    /// The struct's name in Rust.
    pub rust_name: &'static str,
    /// The doc comment, without the leading blanks of its lines.
    pub docs: &'static str,
    /// Why and since when it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// The table, where it is not the plural in snake case.
    pub table: Option<&'static str>,
    /// The plural in snake case, where English rules do not give it.
    pub plural: Option<&'static str>,
    /// The columns, in source order.
    pub fields: &'static [Field],
    /// The relations, in source order, those of `references` fields first.
    pub relations: &'static [Relation],
    /// Indexes and unique keys over several columns.
    pub indexes: &'static [Index],
    /// The Rust names of the text fields that full-text search goes over; none means that there is
    /// no search.
    pub search: &'static [&'static str],
    /// The zones that show it; none means every zone.
    pub zones: &'static [&'static str],
    /// Who may do what with a row.
    pub access: Access,
    /// How many rows a list has.
    pub page: PageSize,
    /// The order of lists that ask for none; the key is always the last tie-break.
    pub order: &'static [OrderKey],
    /// Whether every change of a row is kept in the history.
    pub audit: bool,
    /// Whether no zone has writes of it.
    pub read_only: bool,
    /// Where its rows are on a cluster of PostgreSQL servers.
    pub distribution: Distribution,
    /// The path of a function that checks the values of a write, as written.
    pub validate: Option<&'static str>,
}

impl Model {
    /// A model without a name or fields: the base of a struct update in generated code.
    pub const DEFAULT: Self = Self {
        name: "",
        rust_name: "",
        docs: "",
        deprecated: None,
        table: None,
        plural: None,
        fields: &[],
        relations: &[],
        indexes: &[],
        search: &[],
        zones: &[],
        access: Access::NONE,
        page: PageSize::DEFAULT,
        order: &[],
        audit: false,
        read_only: false,
        distribution: Distribution::Local,
        validate: None,
    };
}

/// An index or a unique key over one or several fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Index {
    /// Its name in the database, where one was given.
    pub name: Option<&'static str>,
    /// The Rust names of its fields, in order.
    pub fields: &'static [&'static str],
    /// Whether two rows may not have the same values.
    pub unique: bool,
}

/// How many rows a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageSize {
    /// When the request does not say; at least 1.
    pub default: u32,
    /// At most; at least `default`.
    pub max: u32,
}

impl PageSize {
    /// 100 rows unless asked, 1000 at most.
    pub const DEFAULT: Self = Self {
        default: 100,
        max: 1000,
    };
}

/// One key of a model's default order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OrderKey {
    /// The Rust name of a field.
    pub field: &'static str,
    /// Ascending or descending.
    pub direction: Direction,
    /// Where nulls come; last unless said.
    pub nulls: Nulls,
}

/// Ascending or descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// Where nulls come in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Before every value.
    First,
    /// After every value: the default in both directions.
    Last,
}
