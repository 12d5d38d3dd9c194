//! The names of mutations and of their types. Types are never re-cased.

use heck::ToUpperCamelCase;

use super::{InputOf, WriteAction};
use crate::{Entity, Zone};

impl Zone {
    /// The root field of a write: `create_post`, `create_posts`.
    pub fn write_name(&self, entity: &Entity, action: WriteAction) -> String {
        let about = if action.is_many() {
            entity.model.plural_name()
        } else {
            entity.model.singular()
        };
        self.case.join(action.verb(), &about)
    }
}

impl Entity {
    /// `CreatePostInput` or `UpdatePostInput`.
    pub fn input_name(&self, of: InputOf) -> String {
        format!("{}{}Input", of.word(), self.model.name)
    }

    /// One row and its patch: `UpdatePostItemInput`.
    pub fn update_item_name(&self) -> String {
        format!("Update{}ItemInput", self.model.name)
    }

    /// The values of one unique key: `PostKeyInput`.
    pub fn key_input_name(&self) -> String {
        format!("{}KeyInput", self.model.name)
    }

    /// A unique key to go by: the enum `PostKey`.
    pub fn key_enum_name(&self) -> String {
        format!("{}Key", self.model.name)
    }

    /// What is done with one related row: `CreateUserRelationInput`, `UpdateUserRelationInput`.
    pub fn to_one_input_name(&self, of: InputOf) -> String {
        format!("{}{}RelationInput", of.word(), self.model.name)
    }

    /// What is done with many related rows: `CreateUsersRelationInput`,
    /// `UpdateUsersRelationInput`.
    pub fn to_many_input_name(&self, of: InputOf) -> String {
        format!("{}{}RelationInput", of.word(), self.plural_type_name())
    }

    /// What a write of one row answers with: `PostPayload`.
    pub fn payload_name(&self) -> String {
        format!("{}Payload", self.model.name)
    }

    /// What a write of many rows answers with: `PostsPayload`.
    pub fn payloads_name(&self) -> String {
        format!("{}Payload", self.plural_type_name())
    }

    fn plural_type_name(&self) -> String {
        self.model.plural_name().to_upper_camel_case()
    }
}

impl InputOf {
    /// The word in front of an input type's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
        }
    }
}
