//! A relation of a model to another (or to itself), as plain data.
//!
//! The other side is known by name only: [`Zone`](crate::Zone) finds it and its columns.

use crate::Access;

/// A named way from a row to one or many rows of another model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    /// The name on the wire, such as `author` or `comments`.
    pub name: &'static str,
    /// The Rust name of the model it leads to.
    pub target: &'static str,
    /// How rows find each other.
    pub kind: RelationKind,
    /// The description.
    pub docs: &'static str,
    /// Why and since when it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// The zones that show it; none means those of its model.
    pub zones: &'static [&'static str],
    /// Who may follow it.
    pub access: Access,
    /// How PostgreSQL reads it.
    pub load: Load,
}

/// How PostgreSQL reads the rows of a relation. SQLite reads them for each row of the parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Load {
    /// By rule: one row by its key is joined; below one row by its key the parent's query is
    /// within the statement; else the parents' keys go along.
    #[default]
    Auto,
    /// With a statement of its own, to which the parents' keys go as arrays once they are known.
    Keys,
    /// With a statement of its own that has the parents' query within, in the same round trip;
    /// where the parents themselves are read by keys, so is it.
    Subquery,
}

impl Relation {
    /// A relation without a name: the base of a struct update in generated code.
    pub const DEFAULT: Self = Self {
        name: "",
        target: "",
        kind: RelationKind::HasMany { via: &[] },
        docs: "",
        deprecated: None,
        zones: &[],
        access: Access::NONE,
        load: Load::Auto,
    };
}

/// How rows find each other. Fields are given by their Rust names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RelationKind {
    /// This row holds the other's key (`references`, `belongs_to`).
    BelongsTo {
        /// The fields of this model that hold the key.
        fields: &'static [&'static str],
        /// The fields of the target they hold; none means its primary key.
        to: &'static [&'static str],
        /// What happens to this row when the other goes.
        on_delete: OnDelete,
    },
    /// At most one row of the target holds this row's key.
    HasOne {
        /// The target's fields that hold it; none means its only reference to this model.
        via: &'static [&'static str],
    },
    /// Rows of the target hold this row's key.
    HasMany {
        /// The target's fields that hold it; none means its only reference to this model.
        via: &'static [&'static str],
    },
    /// Rows of a third model hold both keys.
    ManyToMany {
        /// The Rust name of the third model.
        through: &'static str,
        /// Its fields that hold this row's key; none means its only reference to this model.
        via: &'static [&'static str],
        /// Its fields that hold the target's key; none means its only (other) reference to it.
        to: &'static [&'static str],
    },
}

/// What happens to a row when the row it references is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnDelete {
    /// The delete is refused: the default.
    Restrict,
    /// The row is deleted too.
    Cascade,
    /// The reference becomes null.
    SetNull,
}
