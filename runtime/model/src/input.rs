//! What callers may write: the fields of input types, and which writes an entity has.
//!
//! ```graphql
//! input CreatePostInput { title: String!  slug: String  author_id: UUID  author: CreateUserRelationInput … }
//! input UpdatePostInput { title: String   author: UpdateUserRelationInput … }
//! ```

mod names;

use crate::field::Auto;
use crate::{Entity, Join, Kind, Link, Member, RelationKind, Scalar, Zone};

/// A write of an entity: a root field of mutations, and a REST operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WriteAction {
    /// One row: `create_post(input)`.
    Create,
    /// Many rows: `create_posts(inputs, on_error)`.
    CreateMany,
    /// The row of a key: `update_post(id, input, expected_version)`.
    Update,
    /// Rows each with its patch, or one patch for the rows of a filter:
    /// `update_posts(items | filter, patch, all, at_most)`.
    UpdateMany,
    /// The row of a unique key, made if it is not there: `upsert_post(input, on)`.
    Upsert,
    /// The row of a key: `delete_post(id, expected_version)`.
    Delete,
    /// The rows of a filter: `delete_posts(filter, all, at_most)`.
    DeleteMany,
}

impl WriteAction {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 7] = [
        Self::Create,
        Self::CreateMany,
        Self::Update,
        Self::UpdateMany,
        Self::Upsert,
        Self::Delete,
        Self::DeleteMany,
    ];

    /// The word in front of a mutation's name.
    ///
    /// ```
    /// use auto_api_model::input::WriteAction;
    /// assert_eq!(WriteAction::CreateMany.verb(), "create");
    /// ```
    pub fn verb(self) -> &'static str {
        match self {
            Self::Create | Self::CreateMany => "create",
            Self::Update | Self::UpdateMany => "update",
            Self::Upsert => "upsert",
            Self::Delete | Self::DeleteMany => "delete",
        }
    }

    /// Whether it is about many rows.
    pub fn is_many(self) -> bool {
        matches!(self, Self::CreateMany | Self::UpdateMany | Self::DeleteMany)
    }
}

/// Which input type a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputOf {
    /// Of a new row.
    Create,
    /// Of a change.
    Update,
}

/// A field of an input type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputField {
    /// A column: its position in [`Entity::members`], and whether it must be given.
    Member(usize, bool),
    /// A relation: its position in [`Entity::links`].
    Link(usize),
}

impl Zone {
    /// The writes that the zone has for an entity.
    pub fn writes(&self, entity: &Entity) -> Vec<WriteAction> {
        let all = WriteAction::ALL.into_iter();
        all.filter(|&action| self.has_write(entity, action))
            .collect()
    }

    fn has_write(&self, entity: &Entity, action: WriteAction) -> bool {
        if !entity.visible || self.read_only || entity.model.read_only {
            return false;
        }
        let has_key = entity.visible_keys().next().is_some();
        match action {
            WriteAction::Create | WriteAction::CreateMany => Self::is_creatable(entity),
            WriteAction::Update | WriteAction::UpdateMany => has_key && entity.is_updatable(),
            WriteAction::Upsert => {
                Self::is_creatable(entity)
                    && entity.is_updatable()
                    && self.upsert_keys(entity).next().is_some()
            }
            WriteAction::Delete | WriteAction::DeleteMany => has_key,
        }
    }

    /// Whether everything that a new row needs can be given.
    fn is_creatable(entity: &Entity) -> bool {
        let mut members = entity.members.iter().enumerate();
        // An input without fields is none in GraphQL.
        entity.members.iter().any(|member| member.settable)
            && members.all(|(at, member)| {
                member.settable || !entity.needs(at) || Self::is_implied(entity, at)
            })
    }

    /// Whether a shown relation can fill a member that holds a key of another row.
    fn is_implied(entity: &Entity, member: usize) -> bool {
        let mut links = entity.visible_links();
        links.any(|link| link.holds(member))
    }

    /// The unique keys that an upsert may go by: those whose members a new row may be given.
    pub fn upsert_keys<'e>(&self, entity: &'e Entity) -> impl Iterator<Item = &'e [usize]> {
        let keys = entity.unique_keys.iter().map(Vec::as_slice);
        keys.filter(|key| key.iter().all(|&at| entity.members[at].settable))
    }

    /// The fields of `CreatePostInput` or `UpdatePostInput`, columns before relations.
    ///
    /// A column that holds another row's key is not required where a shown relation can fill it.
    pub fn input_fields(&self, entity: &Entity, of: InputOf) -> Vec<InputField> {
        let members = entity.members.iter().enumerate();
        let columns = members.filter_map(|(at, member)| {
            let is_fixed = of == InputOf::Update && entity.key.contains(&at);
            let required =
                of == InputOf::Create && entity.needs(at) && !Self::is_implied(entity, at);
            (member.settable && !is_fixed).then_some(InputField::Member(at, required))
        });
        let relations = (0..entity.links.len())
            .filter(|&at| self.takes_link(entity, of, at))
            .map(InputField::Link);
        columns.chain(relations).collect()
    }

    /// Whether an input has a relation of the entity.
    pub fn takes_link(&self, entity: &Entity, of: InputOf, at: usize) -> bool {
        let link = &entity.links[at];
        let is_fixed = of == InputOf::Update && entity.key.iter().any(|&key| link.holds(key));
        self.is_writable(link) && !is_fixed
    }

    /// Whether a write may go through a relation: it is shown, and the rows it leads to (and those
    /// between) can be written in this zone.
    pub fn is_writable(&self, link: &Link) -> bool {
        let through = match link.join {
            Join::Through { entity, .. } => Some(&self.entities[entity]),
            Join::Direct { .. } => None,
        };
        let is_open = |entity: &Entity| !entity.model.read_only;
        link.visible && is_open(self.target(link)) && through.is_none_or(is_open)
    }
}

impl Entity {
    /// Whether a new row must be given a member, by the caller or through a relation.
    pub fn needs(&self, member: usize) -> bool {
        let field = self.members[member].field;
        let is_filled = field.auto.is_some() || field.default.is_some() || field.nullable;
        !(is_filled || self.key == [member] && self.has_generated_key())
    }

    /// Whether new rows get their key by themselves: one whole number, which the database counts,
    /// or one UUID, which is made; not the key of another row.
    pub fn has_generated_key(&self) -> bool {
        let [only] = self.key.as_slice() else {
            return false;
        };
        let generated = matches!(
            self.members[*only].kind,
            Kind::Scalar(
                Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 | Scalar::Uuid
            )
        );
        generated && !self.links.iter().any(|link| link.holds(*only))
    }

    /// Whether a row has anything that may be changed.
    fn is_updatable(&self) -> bool {
        let mut members = self.members.iter().enumerate();
        members.any(|(at, member)| member.settable && !self.key.contains(&at))
    }

    /// The members that take the time of each write.
    pub fn touched(&self) -> impl Iterator<Item = usize> {
        let members = self.members.iter().enumerate();
        members
            .filter(|(_, member)| member.field.auto == Some(Auto::Now))
            .map(|(at, _)| at)
    }

    /// Where the settable member of that wire name is.
    pub fn settable(&self, name: &str) -> Option<usize> {
        let mut all = self.members.iter();
        all.position(|member| member.settable && member.name == name)
    }
}

impl Link {
    /// Whether its own row holds the other's key in this member.
    pub fn holds(&self, member: usize) -> bool {
        match (&self.join, self.relation.kind) {
            (Join::Direct { own, .. }, RelationKind::BelongsTo { .. }) => own.contains(&member),
            _ => false,
        }
    }
}

impl Member {
    /// What documents say of an input's field: whether null may be given.
    pub fn is_clearable(&self) -> bool {
        self.field.nullable
    }
}
