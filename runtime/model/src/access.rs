//! Access rules as data: who may read, create, update and delete.
//!
//! Rules are kept as the expression the user wrote; planning turns them into predicates.

/// One rule: an expression over the row, the caller (`user`) and the row's relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The expression as written, with its tokens separated by single spaces.
    pub source: &'static str,
}

/// The rules of a model, a field or a relation; `None` where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Access {
    /// Who sees the row or the field.
    pub read: Option<Rule>,
    /// Who may create a row; for a field, who may set it when creating.
    pub create: Option<Rule>,
    /// Who may change the row or the field.
    pub update: Option<Rule>,
    /// Who may delete the row.
    pub delete: Option<Rule>,
}

impl Access {
    /// No rule at all.
    pub const NONE: Self = Self {
        read: None,
        create: None,
        update: None,
        delete: None,
    };
}
