//! Events: what was changed, told to whoever listens, after the commit.
//!
//! ```text
//! write/… ─ notes.rs ─▶ changes of a transaction ─ commit ─▶ hub.rs ─▶ follower.rs ─▶ subscriptions
//!                              └─ PostgreSQL: NOTIFY, wire.rs ─┘                   └─▶ typed.rs
//! ```
//!
//! Told are writes that go through the engine, of rows that it was asked to change: not statements
//! of [`execute_batch`](crate::Database::execute_batch), not what other programs write. Rows that
//! the database deletes or changes along with others are told as far as the models say so
//! (`on_delete`).

mod cursor;
mod follower;
mod hub;
mod notes;
mod typed;
#[cfg(feature = "postgres")]
pub(crate) mod wire;

use std::sync::Arc;

use crate::value::Value;
use crate::write::Key;

pub(crate) use follower::Follower;
pub(crate) use hub::Hub;
pub(crate) use notes::Notes;
pub use typed::{Event, EventsOf};

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// It is new.
    Created,
    /// It was changed.
    Updated,
    /// It is gone.
    Deleted,
}

impl EventKind {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 3] = [Self::Created, Self::Updated, Self::Deleted];

    /// As answers spell it.
    ///
    /// ```
    /// assert_eq!(auto_api::events::EventKind::Created.as_str(), "CREATED");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Updated => "UPDATED",
            Self::Deleted => "DELETED",
        }
    }
}

/// A change of one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(crate) table: Arc<str>,
    pub(crate) kind: EventKind,
    /// The primary key.
    pub(crate) key: Key,
    /// Of a row that is gone: its members, in the order of the model's fields.
    pub(crate) before: Option<Vec<Value>>,
}

/// A change that is told: where it is among all of its database's.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) position: u64,
    pub(crate) change: Change,
}
