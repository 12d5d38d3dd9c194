//! What callers may subscribe to: the names of subscriptions and of what they tell.
//!
//! ```graphql
//! post_events(filter: PostFilter, kinds: [EventKind!], after: String): PostEvent!
//! ```

use crate::{Entity, Member, Zone};

/// The enum of what happens to rows.
pub const EVENT_KIND: &str = "EventKind";

/// Its values, and what each means.
pub const EVENT_KINDS: [(&str, &str); 3] = [
    ("CREATED", "The row is new."),
    ("UPDATED", "The row was changed."),
    ("DELETED", "The row is gone."),
];

/// What an event tells besides the key: names in snake case.
pub mod member {
    /// What happened.
    pub const KIND: &str = "kind";
    /// The row.
    pub const OBJECT: &str = "object";
    /// To go on after the event.
    pub const CURSOR: &str = "cursor";
}

/// The arguments of a subscription: names in snake case.
pub mod argument {
    /// Of which rows.
    pub const FILTER: &str = "filter";
    /// What must have happened.
    pub const KINDS: &str = "kinds";
    /// A cursor to go on after.
    pub const AFTER: &str = "after";
}

impl Zone {
    /// The root field of an entity's subscription: `post_events`.
    pub fn events_name(&self, entity: &Entity) -> String {
        self.case.join(&entity.model.singular(), "events")
    }

    /// The members of the primary key that an event tells beside the row: those that are shown,
    /// but for one that has the name of another member of the event.
    pub fn event_key<'e>(&self, entity: &'e Entity) -> impl Iterator<Item = (usize, &'e Member)> {
        let own = [member::KIND, member::OBJECT, member::CURSOR].map(|own| self.case.apply(own));
        let key = entity.key.iter().map(|&at| &entity.members[at]);
        let key = key.enumerate().filter(|(_, member)| member.visible);
        key.filter(move |(_, member)| !own.contains(&member.name))
    }
}

impl Entity {
    /// What a subscription tells: `PostEvent`.
    pub fn event_name(&self) -> String {
        format!("{}Event", self.model.name)
    }
}
