//! Which types a zone has for its writes: what the GraphQL schema declares, and what no model may
//! be called.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase;

use crate::input::{InputField, InputOf, WriteAction};
use crate::{Entity, Kind, Link, ValueDef, Zone};

/// A type that an entity has for writes of it, or of rows related to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WriteType {
    /// `PostPayload`
    Payload,
    /// `PostsPayload`
    Payloads,
    /// `CreatePostInput`
    CreateInput,
    /// `UpdatePostInput`
    UpdateInput,
    /// `UpdatePostItemInput`
    UpdateItem,
    /// `PostKeyInput`
    KeyInput,
    /// `PostKey`
    KeyEnum,
    /// `CreatePostRelationInput`
    CreateOne,
    /// `UpdatePostRelationInput`
    UpdateOne,
    /// `CreatePostsRelationInput`
    CreateRelated,
    /// `UpdatePostsRelationInput`
    UpdateRelated,
}

impl WriteType {
    /// The input of relations that lead to one or many rows.
    pub fn relation(many: bool, of: InputOf) -> Self {
        match (many, of) {
            (false, InputOf::Create) => Self::CreateOne,
            (false, InputOf::Update) => Self::UpdateOne,
            (true, InputOf::Create) => Self::CreateRelated,
            (true, InputOf::Update) => Self::UpdateRelated,
        }
    }

    /// Its name for an entity.
    pub fn name(self, entity: &Entity) -> String {
        match self {
            Self::Payload => entity.payload_name(),
            Self::Payloads => entity.payloads_name(),
            Self::CreateInput => entity.input_name(InputOf::Create),
            Self::UpdateInput => entity.input_name(InputOf::Update),
            Self::UpdateItem => entity.update_item_name(),
            Self::KeyInput => entity.key_input_name(),
            Self::KeyEnum => entity.key_enum_name(),
            Self::CreateOne => entity.to_one_input_name(InputOf::Create),
            Self::UpdateOne => entity.to_one_input_name(InputOf::Update),
            Self::CreateRelated => entity.to_many_input_name(InputOf::Create),
            Self::UpdateRelated => entity.to_many_input_name(InputOf::Update),
        }
    }
}

/// The types of all writes of a zone.
#[derive(Debug, Clone, Default)]
pub struct WriteTypes {
    /// By the entity's position.
    pub of: BTreeSet<(usize, WriteType)>,
    /// The value structs that inputs have, by name.
    pub values: BTreeMap<&'static str, &'static ValueDef>,
}

impl Zone {
    /// The types of all writes.
    pub fn write_types(&self) -> WriteTypes {
        let mut types = WriteTypes::default();
        for (at, entity) in self.entities.iter().enumerate() {
            let writes = self.writes(entity);
            for &action in &writes {
                let payload = if action.is_many() {
                    WriteType::Payloads
                } else {
                    WriteType::Payload
                };
                types.of.insert((at, payload));
            }
            if writes.contains(&WriteAction::Create) {
                types.of.insert((at, WriteType::CreateInput));
                self.note_input(&mut types, entity, InputOf::Create);
            }
            if writes.contains(&WriteAction::Update) {
                for ty in [
                    WriteType::UpdateInput,
                    WriteType::UpdateItem,
                    WriteType::KeyInput,
                ] {
                    types.of.insert((at, ty));
                }
                self.note_input(&mut types, entity, InputOf::Update);
            }
            if writes.contains(&WriteAction::Upsert) {
                types.of.insert((at, WriteType::KeyEnum));
            }
        }
        types
    }

    fn note_input(&self, types: &mut WriteTypes, entity: &Entity, of: InputOf) {
        for field in self.written(entity, of) {
            match field {
                InputField::Member(at, _) => self.note_value(types, &entity.members[at].kind),
                InputField::Link(at) => {
                    let link = &entity.links[at];
                    types
                        .of
                        .insert((link.target, WriteType::relation(link.many, of)));
                    if self.target(link).visible_keys().next().is_some() {
                        types.of.insert((link.target, WriteType::KeyInput));
                    }
                }
            }
        }
    }

    fn note_value(&self, types: &mut WriteTypes, kind: &Kind) {
        match kind {
            Kind::List(item) => self.note_value(types, item),
            Kind::Value(def) if types.values.insert(def.name, def).is_none() => {
                for field in def.fields.iter().filter(|field| field.is_writable()) {
                    self.note_value(types, &self.kind(field));
                }
            }
            Kind::Value(_) | Kind::Scalar(_) | Kind::Enum(_) => {}
        }
    }

    /// The fields of an input, without relations of which nothing could be said.
    pub fn written(&self, entity: &Entity, of: InputOf) -> Vec<InputField> {
        let is_empty = |link: &Link| self.link_writes(link, of).is_empty();
        let mut fields = self.input_fields(entity, of);
        fields.retain(|field| match field {
            InputField::Member(..) => true,
            InputField::Link(at) => !is_empty(&entity.links[*at]),
        });
        fields
    }
}

impl Entity {
    /// A unique key as a value of the enum of keys: `ID`, `YEAR_AND_NUMBER`.
    pub fn key_value(&self, key: &[usize]) -> String {
        let names = key
            .iter()
            .map(|&at| self.members[at].name.to_shouty_snake_case());
        names.collect::<Vec<_>>().join("_AND_")
    }
}

impl ValueDef {
    /// The type of inputs that have it: `AddressInput`.
    pub fn input_name(&self) -> String {
        format!("{}Input", self.name)
    }
}

impl Kind {
    /// Its GraphQL input type, without the outer `!`.
    ///
    /// ```
    /// use auto_api_model::{Kind, Scalar};
    /// let list = Kind::List(Box::new(Kind::Scalar(Scalar::Uuid)));
    /// assert_eq!(list.graphql_input(), "[UUID!]");
    /// ```
    pub fn graphql_input(&self) -> String {
        match self {
            Self::Value(def) => def.input_name(),
            Self::List(item) => format!("[{}!]", item.graphql_input()),
            Self::Scalar(_) | Self::Enum(_) => self.graphql(),
        }
    }
}
