//! The REST operations of a zone: the one list that the `OpenAPI` document, the routes and the
//! clients are made of.

use crate::{Entity, Zone};

/// What an operation does with an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// A page of rows.
    List,
    /// All rows of a filter, streamed.
    Export,
    /// The row of a key.
    Get,
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
    pub const ALL: [Self; 3] = [Self::List, Self::Export, Self::Get];

    /// The end of the operation's id.
    ///
    /// ```
    /// assert_eq!(auto_api_model::operation::Action::List.verb(), "list");
    /// ```
    pub fn verb(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Export => "export",
            Self::Get => "get",
        }
    }
}

impl Operation {
    /// Its name as a verb and what it is about, in snake case: `list_posts`, `get_post`.
    pub fn phrase(&self, zone: &Zone) -> String {
        let entity = &zone.entities[self.entity];
        let about = match self.action {
            Action::List | Action::Export => &entity.plural,
            Action::Get => &entity.singular,
        };
        format!("{}_{about}", self.action.verb())
    }

    /// What it does, in a sentence for documents.
    pub fn summary(&self, zone: &Zone) -> String {
        let entity = &zone.entities[self.entity];
        let (one, many) = (&entity.singular, &entity.plural);
        match self.action {
            Action::List => format!("List {}.", many.replace('_', " ")),
            Action::Export => format!("Export {}.", many.replace('_', " ")),
            Action::Get => format!("Get one {}.", one.replace('_', " ")),
        }
    }
}

impl Zone {
    /// Every REST operation, by entity and action.
    pub fn operations(&self) -> Vec<Operation> {
        let visible = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.visible);
        visible
            .flat_map(|(at, entity)| {
                let actions = Action::ALL
                    .iter()
                    .filter_map(move |&action| Some((action, entity.path(action)?)));
                actions.map(move |(action, path)| Operation {
                    id: self.case.join(&entity.plural, action.verb()),
                    action,
                    entity: at,
                    method: "GET",
                    path,
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

impl Entity {
    /// The path of an action; `None` where the zone hides what it needs.
    pub fn path(&self, action: Action) -> Option<String> {
        let collection = format!("/{}", self.list_name);
        match action {
            Action::List => Some(collection),
            Action::Export => Some(format!("{collection}/export")),
            Action::Get => self.key.iter().try_fold(collection, |path, &at| {
                let member = &self.members[at];
                member
                    .visible
                    .then(|| format!("{path}/{{{}}}", member.name))
            }),
        }
    }
}
