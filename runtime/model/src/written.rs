//! Which types a zone has for its writes: what the GraphQL schema declares, and what no model may
//! be called.

use std::collections::BTreeMap;

use heck::ToShoutySnakeCase;

use crate::input::{InputField, InputOf, WriteAction};
use crate::{Entity, Kind, Link, LinkWrite, MethodKind, ValueDef, Zone};

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
    /// By the entity's position; for the input of relations, what one of them allows.
    pub of: BTreeMap<(usize, WriteType), Vec<LinkWrite>>,
    /// The value structs that inputs have, by name.
    pub values: BTreeMap<&'static str, &'static ValueDef>,
    /// Whether a method answers with a payload of its own.
    pub own_payloads: bool,
}

impl WriteTypes {
    /// Whether anything is written at all.
    pub fn has_writes(&self) -> bool {
        self.own_payloads || !self.of.is_empty()
    }

    fn note(&mut self, entity: usize, ty: WriteType) {
        self.of.entry((entity, ty)).or_default();
    }

    fn note_relation(&mut self, target: usize, ty: WriteType, writes: Vec<LinkWrite>) {
        let known = self.of.entry((target, ty)).or_default();
        known.extend(writes);
        known.sort_unstable();
        known.dedup();
    }
}

impl Zone {
    /// The types of all writes.
    pub fn write_types(&self) -> WriteTypes {
        let mut types = WriteTypes::default();
        let all: Vec<_> = self.entities.iter().map(|own| self.writes(own)).collect();
        for (at, writes) in all.iter().enumerate() {
            for action in writes {
                types.note(at, payload(*action));
            }
            if writes.contains(&WriteAction::Create) {
                types.note(at, WriteType::CreateInput);
                self.note_input(&mut types, at, InputOf::Create, &all);
            }
            if writes.contains(&WriteAction::Update) {
                types.note(at, WriteType::UpdateInput);
                types.note(at, WriteType::UpdateItem);
                types.note(at, WriteType::KeyInput);
                self.note_input(&mut types, at, InputOf::Update, &all);
            }
            if writes.contains(&WriteAction::Upsert) {
                types.note(at, WriteType::KeyEnum);
            }
            self.note_methods(&mut types, at);
        }
        types
    }

    /// Notes what the input of an entity leads to; `all` are the writes of every entity.
    fn note_input(
        &self,
        types: &mut WriteTypes,
        entity: usize,
        of: InputOf,
        all: &[Vec<WriteAction>],
    ) {
        let entity = &self.entities[entity];
        for field in self.input_fields(entity, of) {
            match field {
                InputField::Member(at, _) => self.note_value(types, &entity.members[at].kind),
                InputField::Link(at) => {
                    let link = &entity.links[at];
                    let writes = self.link_writes_by(link, of, &all[link.target]);
                    if writes.contains(&LinkWrite::Connect) {
                        types.note(link.target, WriteType::KeyInput);
                    }
                    if !writes.is_empty() {
                        let ty = WriteType::relation(link.many, of);
                        types.note_relation(link.target, ty, writes);
                    }
                }
            }
        }
    }

    /// Notes what the methods of an entity take and give.
    fn note_methods(&self, types: &mut WriteTypes, at: usize) {
        let entity = &self.entities[at];
        for method in entity.procedures.iter().filter(|own| own.visible) {
            for argument in &method.arguments {
                self.note_value(types, &argument.kind);
            }
            if method.own_payload(entity).is_some() {
                types.own_payloads = true;
            } else if method.method.kind == MethodKind::Mutation {
                types.note(at, WriteType::Payload);
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
        // With a key there is always `connect`.
        let is_empty = |link: &Link| {
            let mut keys = self.target(link).visible_keys();
            keys.next().is_none() && self.link_writes(link, of).is_empty()
        };
        let mut fields = self.input_fields(entity, of);
        fields.retain(|field| match field {
            InputField::Member(..) => true,
            InputField::Link(at) => !is_empty(&entity.links[*at]),
        });
        fields
    }
}

fn payload(action: WriteAction) -> WriteType {
    if action.is_many() {
        WriteType::Payloads
    } else {
        WriteType::Payload
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
