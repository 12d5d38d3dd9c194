//! What a write may do with related rows: the members of relation inputs.
//!
//! ```graphql
//! input UpdateCommentsRelationInput {
//!   create: [CreateCommentInput!]  connect: [CommentKeyInput!]  disconnect: [CommentKeyInput!] …
//! }
//! ```

use crate::input::{InputOf, WriteAction};
use crate::{Join, Link, RelationKind, Zone};

/// What is done with related rows: a member of a relation input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkWrite {
    /// Rows are made, and related.
    Create,
    /// Rows that are there are related.
    Connect,
    /// Rows are no longer related.
    Disconnect,
    /// Only these rows are related.
    Set,
    /// Related rows are changed.
    Update,
    /// Related rows are deleted.
    Delete,
}

impl LinkWrite {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 6] = [
        Self::Create,
        Self::Connect,
        Self::Disconnect,
        Self::Set,
        Self::Update,
        Self::Delete,
    ];

    /// Its name in every zone.
    ///
    /// ```
    /// assert_eq!(auto_api_model::nested::LinkWrite::Connect.name(), "connect");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Connect => "connect",
            Self::Disconnect => "disconnect",
            Self::Set => "set",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    /// One sentence for documents.
    pub fn docs(self, many: bool) -> &'static str {
        match (self, many) {
            (Self::Create, false) => "Makes the row, and relates it.",
            (Self::Create, true) => "Makes rows, and relates them.",
            (Self::Connect, false) => "Relates the row of this key.",
            (Self::Connect, true) => "Relates the rows of these keys.",
            (Self::Disconnect, false) => "Relates no row any more.",
            (Self::Disconnect, true) => "The rows of these keys are no longer related.",
            (Self::Set, _) => "Relates the rows of these keys, and no others.",
            (Self::Update, false) => "Changes the related row.",
            (Self::Update, true) => "Changes related rows.",
            (Self::Delete, false) => "Deletes the related row.",
            (Self::Delete, true) => "Deletes the related rows of these keys.",
        }
    }
}

impl Zone {
    /// What a write may do through a relation; nothing where it may not go through it.
    pub fn link_writes(&self, link: &Link, of: InputOf) -> Vec<LinkWrite> {
        self.link_writes_by(link, of, &self.writes(self.target(link)))
    }

    /// The same where the writes of the target are known.
    pub(crate) fn link_writes_by(
        &self,
        link: &Link,
        of: InputOf,
        writes: &[WriteAction],
    ) -> Vec<LinkWrite> {
        if !self.is_writable(link) {
            return Vec::new();
        }
        let target = self.target(link);
        let has_key = target.visible_keys().next().is_some();
        let is_change = of == InputOf::Update;
        let is_there = |write: &LinkWrite| match write {
            LinkWrite::Create => writes.contains(&WriteAction::Create),
            LinkWrite::Connect => has_key,
            LinkWrite::Disconnect => is_change && self.may_part(link) && (has_key || !link.many),
            LinkWrite::Set => is_change && link.many && has_key && self.may_part(link),
            LinkWrite::Update => is_change && writes.contains(&WriteAction::Update),
            LinkWrite::Delete => {
                let may_go = link.many || link.nullable;
                is_change && may_go && writes.contains(&WriteAction::Delete)
            }
        };
        LinkWrite::ALL.into_iter().filter(is_there).collect()
    }

    /// Whether both rows may stay without each other.
    fn may_part(&self, link: &Link) -> bool {
        match (&link.join, link.relation.kind) {
            (Join::Through { .. }, _) => true,
            (_, RelationKind::BelongsTo { .. }) => link.nullable,
            (Join::Direct { other, .. }, _) => {
                let target = self.target(link);
                other.iter().any(|&at| target.members[at].field.nullable)
            }
        }
    }
}
