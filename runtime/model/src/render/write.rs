//! The names of what writes take and give besides the models' own members: the one place that the
//! documents, the GraphQL endpoint and the REST endpoint take them from.
//!
//! All but enum values are in snake case; [`Case::apply`](crate::Case::apply) spells them for a
//! zone.

use crate::input::WriteAction;
use crate::{Entity, Zone};

/// An argument of a write, besides the members of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WriteArgument {
    /// `input: CreatePostInput!` or `UpdatePostInput!`
    Input,
    /// `inputs: [CreatePostInput!]!`
    Inputs,
    /// `on: PostKey!`
    On,
    /// `items: [UpdatePostItemInput!]`
    Items,
    /// `filter: PostFilter`
    Filter,
    /// `patch: UpdatePostInput`
    Patch,
    /// `all: Boolean!`
    All,
    /// `at_most: Int`
    AtMost,
    /// `on_error: OnError!`
    OnError,
    /// `expected_version: Int`
    ExpectedVersion,
    /// `idempotency_key: String`
    IdempotencyKey,
}

impl WriteArgument {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Input,
        Self::Inputs,
        Self::On,
        Self::Items,
        Self::Filter,
        Self::Patch,
        Self::All,
        Self::AtMost,
        Self::OnError,
        Self::ExpectedVersion,
        Self::IdempotencyKey,
    ];

    /// Its name, in snake case.
    ///
    /// ```
    /// use auto_api_model::{Case, render::WriteArgument};
    /// assert_eq!(Case::Camel.apply(WriteArgument::AtMost.name()), "atMost");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Inputs => "inputs",
            Self::On => "on",
            Self::Items => "items",
            Self::Filter => "filter",
            Self::Patch => "patch",
            Self::All => "all",
            Self::AtMost => "at_most",
            Self::OnError => "on_error",
            Self::ExpectedVersion => "expected_version",
            Self::IdempotencyKey => "idempotency_key",
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Input => "What is written.",
            Self::Inputs => "What is written, row by row.",
            Self::On => "The unique key that tells whether the row is there.",
            Self::Items => {
                "The rows, each with its own changes; not with `filter`, `all` or `patch`."
            }
            Self::Filter => "Which rows; an empty filter is refused unless `all` is true.",
            Self::Patch => "The same changes for every row of the filter.",
            Self::All => "Whether every row may be meant.",
            Self::AtMost => "How many rows may be touched: with more, none is.",
            Self::OnError => "What becomes of the other rows where one cannot be written.",
            Self::ExpectedVersion => "The version that the row must have: any other is a conflict.",
            Self::IdempotencyKey => {
                "A request that is repeated under the same key is answered as it was, and not done again."
            }
        }
    }

    /// Whether it holds what is written: a plan does not depend on its value.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Input | Self::Inputs | Self::Items | Self::Patch)
    }

    /// Whether it is a list of rows, of which a zone allows so many.
    pub fn is_rows(self) -> bool {
        matches!(self, Self::Inputs | Self::Items)
    }
}

impl WriteAction {
    /// Whether it is about the row of a key that the arguments give.
    pub fn is_by_key(self) -> bool {
        matches!(self, Self::Update | Self::Delete)
    }

    /// What it takes behind the members of a key, in the order of the documents.
    ///
    /// ```
    /// use auto_api_model::{input::WriteAction, render::WriteArgument as A};
    /// assert_eq!(WriteAction::Create.arguments(), [A::Input, A::IdempotencyKey]);
    /// ```
    pub fn arguments(self) -> &'static [WriteArgument] {
        use WriteArgument as A;
        match self {
            Self::Create => &[A::Input, A::IdempotencyKey],
            Self::CreateMany => &[A::Inputs, A::OnError, A::IdempotencyKey],
            Self::Update => &[A::Input, A::ExpectedVersion, A::IdempotencyKey],
            Self::UpdateMany => &[
                A::Items,
                A::Filter,
                A::Patch,
                A::All,
                A::AtMost,
                A::OnError,
                A::IdempotencyKey,
            ],
            Self::Upsert => &[A::Input, A::On, A::IdempotencyKey],
            Self::Delete => &[A::ExpectedVersion, A::IdempotencyKey],
            Self::DeleteMany => &[A::Filter, A::All, A::AtMost, A::IdempotencyKey],
        }
    }
}

impl Zone {
    /// What a write of an entity takes: no version where callers do not know it.
    pub fn write_arguments(
        &self,
        entity: &Entity,
        action: WriteAction,
    ) -> impl Iterator<Item = WriteArgument> {
        let is_versioned = entity
            .version()
            .is_some_and(|at| entity.members[at].visible);
        let all = action.arguments().iter().copied();
        all.filter(move |&argument| argument != WriteArgument::ExpectedVersion || is_versioned)
    }
}

/// The members of what a write answers with, and of its errors.
pub mod payload {
    /// Whether all of it is done.
    pub const OK: &str = "ok";
    /// The row.
    pub const OBJECT: &str = "object";
    /// What a method came to.
    pub const RESULT: &str = "result";
    /// The rows.
    pub const OBJECTS: &str = "objects";
    /// How many rows.
    pub const AFFECTED: &str = "affected";
    /// Why it is not done.
    pub const ERRORS: &str = "errors";
    /// What kind of error.
    pub const CODE: &str = "code";
    /// What to tell people.
    pub const MESSAGE: &str = "message";
    /// The member it is about.
    pub const FIELD: &str = "field";
    /// Where in the input.
    pub const PATH: &str = "path";
    /// Which of many rows.
    pub const INDEX: &str = "index";
}

/// The members of one row of a bulk update.
pub mod item {
    /// Which row.
    pub const KEY: &str = "key";
    /// Its changes.
    pub const PATCH: &str = "patch";
    /// The version it must have.
    pub const EXPECTED_VERSION: &str = "expected_version";
}

/// What becomes of the other rows where one cannot be written: the values of `OnError`.
pub const ON_ERROR: [(&str, &str); 2] = [
    ("ABORT", "None is written."),
    ("SKIP_INVALID", "The others are written."),
];
