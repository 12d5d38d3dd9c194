//! The REST operations of a zone: the one list that the `OpenAPI` document, the routes and the
//! clients are made of.

mod method;

use crate::input::WriteAction;
use crate::{Entity, Zone};

pub use method::MethodOperation;

/// What an operation does with an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// A page of rows.
    List,
    /// All rows of a filter, streamed.
    Export,
    /// The row of a key.
    Get,
    /// One new row.
    Create,
    /// Many new rows.
    CreateMany,
    /// Some fields of the row of a key are changed.
    Update,
    /// All fields of the row of a key are changed.
    Replace,
    /// The row of a unique key, made if it is not there.
    Upsert,
    /// Rows each with its changes, or the same changes for the rows of a filter.
    UpdateMany,
    /// The row of a key is deleted.
    Delete,
    /// The rows of a filter are deleted.
    DeleteMany,
}

/// One REST operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its `operationId`: `posts_list`.
    pub id: String,
    /// What it does.
    pub action: Action,
    /// Where its entity is in [`Zone::entities`].
    pub entity: usize,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the zone's, with the key's members in braces: `/posts/{id}`.
    pub path: String,
}

impl Action {
    /// All actions, in the order of the documents.
    pub const ALL: [Self; 11] = [
        Self::List,
        Self::Create,
        Self::Upsert,
        Self::UpdateMany,
        Self::DeleteMany,
        Self::CreateMany,
        Self::Export,
        Self::Get,
        Self::Update,
        Self::Replace,
        Self::Delete,
    ];

    /// The end of the operation's id.
    ///
    /// ```
    /// assert_eq!(auto_api_model::operation::Action::CreateMany.verb(), "create_many");
    /// ```
    pub fn verb(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Export => "export",
            Self::Get => "get",
            Self::Create => "create",
            Self::CreateMany => "create_many",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Upsert => "upsert",
            Self::UpdateMany => "update_many",
            Self::Delete => "delete",
            Self::DeleteMany => "delete_many",
        }
    }

    /// The HTTP method, in capitals.
    pub fn method(self) -> &'static str {
        match self {
            Self::List | Self::Export | Self::Get => "GET",
            Self::Create | Self::CreateMany => "POST",
            Self::Update | Self::UpdateMany => "PATCH",
            Self::Replace | Self::Upsert => "PUT",
            Self::Delete | Self::DeleteMany => "DELETE",
        }
    }

    /// Whether it changes nothing.
    pub fn is_read(self) -> bool {
        self.method() == "GET"
    }

    /// Whether it is about the row of a key in the path.
    pub fn is_by_key(self) -> bool {
        matches!(
            self,
            Self::Get | Self::Update | Self::Replace | Self::Delete
        )
    }

    /// Whether it is about many rows.
    pub fn is_many(self) -> bool {
        matches!(
            self,
            Self::List | Self::Export | Self::CreateMany | Self::UpdateMany | Self::DeleteMany
        )
    }

    /// The writes that an entity must have for it.
    fn writes(self) -> &'static [WriteAction] {
        match self {
            Self::List | Self::Export | Self::Get => &[],
            Self::Create => &[WriteAction::Create],
            Self::CreateMany => &[WriteAction::CreateMany],
            Self::Update => &[WriteAction::Update],
            // What replaces a row is what a new one is made of.
            Self::Replace => &[WriteAction::Create, WriteAction::Update],
            Self::Upsert => &[WriteAction::Upsert],
            Self::UpdateMany => &[WriteAction::UpdateMany],
            Self::Delete => &[WriteAction::Delete],
            Self::DeleteMany => &[WriteAction::DeleteMany],
        }
    }
}

impl Operation {
    /// Its name as a verb and what it is about, in snake case: `list_posts`, `get_post`.
    pub fn phrase(&self, zone: &Zone) -> String {
        let entity = &zone.entities[self.entity];
        let about = if self.action.is_many() {
            &entity.plural
        } else {
            &entity.singular
        };
        let verb = self.action.verb().trim_end_matches("_many");
        format!("{verb}_{about}")
    }

    /// What it does, in a sentence for documents.
    pub fn summary(&self, zone: &Zone) -> String {
        let entity = &zone.entities[self.entity];
        let one = entity.singular.replace('_', " ");
        let many = entity.plural.replace('_', " ");
        match self.action {
            Action::List => format!("List {many}."),
            Action::Export => format!("Export {many}."),
            Action::Get => format!("Get one {one}."),
            Action::Create => format!("Create one {one}."),
            Action::CreateMany => format!("Create {many}."),
            Action::Update => format!("Change one {one}."),
            Action::Replace => format!("Replace one {one}."),
            Action::Upsert => format!("Create or change one {one}."),
            Action::UpdateMany => format!("Change {many}."),
            Action::Delete => format!("Delete one {one}."),
            Action::DeleteMany => format!("Delete {many}."),
        }
    }
}

impl Zone {
    /// Every REST operation, by entity and action.
    pub fn operations(&self) -> Vec<Operation> {
        let all = self.entities.iter().enumerate();
        all.filter(|(_, entity)| entity.visible)
            .flat_map(|(at, entity)| self.operations_of(at, entity))
            .collect()
    }

    fn operations_of(&self, at: usize, entity: &Entity) -> Vec<Operation> {
        let writes = self.writes(entity);
        let all = Action::ALL.into_iter();
        all.filter(|action| action.writes().iter().all(|write| writes.contains(write)))
            .filter_map(|action| {
                Some(Operation {
                    id: self.case.join(&entity.plural, action.verb()),
                    action,
                    entity: at,
                    method: action.method(),
                    path: entity.path(action)?,
                })
            })
            .collect()
    }
}

impl Zone {
    /// The path of an entity's groups; `None` where there is nothing to group by.
    pub fn groups_path(&self, entity: &Entity) -> Option<String> {
        self.is_groupable(entity)
            .then(|| format!("/{}/{GROUP_BY}", entity.list_name))
    }
}

/// The word behind a collection for its groups.
pub const GROUP_BY: &str = "group-by";

/// The word behind a collection for a body of many new rows.
pub const BULK: &str = "bulk";

impl Entity {
    /// The path of an action; `None` where the zone hides what it needs.
    pub fn path(&self, action: Action) -> Option<String> {
        let collection = format!("/{}", self.list_name);
        match action {
            Action::Export => Some(format!("{collection}/export")),
            Action::CreateMany => Some(format!("{collection}/{BULK}")),
            _ if action.is_by_key() => self.key.iter().try_fold(collection, |path, &at| {
                let member = &self.members[at];
                member
                    .visible
                    .then(|| format!("{path}/{{{}}}", member.name))
            }),
            _ => Some(collection),
        }
    }
}
