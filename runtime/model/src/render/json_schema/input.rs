//! The components of what callers write: rows, changes, keys, related rows, value structs.
//!
//! They have the names and the fields that GraphQL's input types have.

mod default;
mod example;
mod method;

use serde_json::{Value, json};

use super::{Schema, Schemas, describe, keywords};
use crate::render::item;
use crate::{
    BigIntFormat, Entity, Field, InputField, InputOf, Kind, LinkWrite, Member, Scalar, ValueDef,
    WriteType, Zone,
};

pub(in crate::render) use example::body as example;
pub(in crate::render) use method::is_required;

impl Schemas<'_> {
    /// The component of a type of writes, if REST has it; `writes` is what related rows allow.
    pub(super) fn written(
        &self,
        zone: &Zone,
        entity: &Entity,
        ty: WriteType,
        writes: &[LinkWrite],
    ) -> Option<Schema> {
        Some(match ty {
            WriteType::CreateInput => self.input(zone, entity, InputOf::Create),
            WriteType::UpdateInput => self.input(zone, entity, InputOf::Update),
            WriteType::UpdateItem => self.update_item(zone, entity),
            WriteType::KeyInput => self.key(entity),
            WriteType::CreateOne | WriteType::UpdateOne => {
                self.related(zone, entity, false, writes)
            }
            WriteType::CreateRelated | WriteType::UpdateRelated => {
                self.related(zone, entity, true, writes)
            }
            // Answers of REST are rows, and keys are named in its paths.
            WriteType::Payload | WriteType::Payloads | WriteType::KeyEnum => return None,
        })
    }

    /// `CreatePostInput` or `UpdatePostInput`
    fn input(&self, zone: &Zone, entity: &Entity, of: InputOf) -> Schema {
        let name = entity.type_name();
        let docs = match of {
            InputOf::Create => format!("A new row of `{name}`."),
            InputOf::Update => {
                format!("Changes of a `{name}`: what is absent stays, and null is a value.")
            }
        };
        let mut required = Vec::new();
        let fields = zone
            .written(entity, of)
            .into_iter()
            .map(|field| match field {
                InputField::Member(at, is_required) => {
                    let member = &entity.members[at];
                    if is_required {
                        required.push(member.name.as_str());
                    }
                    let mut schema = self.input_member(member);
                    if of == InputOf::Create && !is_required {
                        default::add(&mut schema, member, self.big_int);
                        unless_given(&mut schema, entity, at);
                    }
                    (member.name.clone(), schema)
                }
                InputField::Link(at) => {
                    let link = &entity.links[at];
                    let target = zone.target(link);
                    let ty = WriteType::relation(link.many, of);
                    let mut schema = self.reference(&ty.name(target));
                    describe(&mut schema, link.relation.docs);
                    if link.relation.deprecated.is_some() {
                        schema.insert("deprecated".to_owned(), true.into());
                    }
                    (link.name.clone(), schema)
                }
            });
        let fields: Vec<_> = fields.collect();
        let mut schema = self.closed(&docs, fields);
        add_required(&mut schema, &required);
        if of == InputOf::Update {
            schema.insert("minProperties".to_owned(), 1.into());
        }
        schema
    }

    /// A column as callers write it.
    fn input_member(&self, member: &Member) -> Schema {
        self.input_field(member.field, &member.kind, &member.constraints)
    }

    fn input_field(&self, field: &Field, kind: &Kind, constraints: &crate::Constraints) -> Schema {
        let mut schema = self.field(field, kind, constraints);
        schema.remove("writeOnly");
        if let Kind::Value(_) | Kind::List(_) = kind {
            rename_values(&mut schema, leaf(kind), self.place);
        }
        schema
    }

    /// `AddressInput`
    pub(super) fn value_input(&self, zone: &Zone, def: &ValueDef) -> Schema {
        let mut required = Vec::new();
        let writable = def.fields.iter().filter(|field| field.is_writable());
        let fields = writable.map(|field| {
            let name = zone.spelled(field);
            let mut constraints = field.constraints;
            let kind = self.kind_of(field, &mut constraints);
            if !field.nullable && field.default.is_none() {
                required.push(name.clone());
            }
            (name, self.input_field(field, &kind, &constraints))
        });
        let fields: Vec<_> = fields.collect();
        let mut schema = self.partial(def.docs, fields);
        add_required(&mut schema, &required);
        schema
    }

    /// `UpdatePostItemInput`
    fn update_item(&self, zone: &Zone, entity: &Entity) -> Schema {
        let docs = format!("A row of `{}` and its changes.", entity.type_name());
        let spelled = |name: &str| zone.case.apply(name);
        let mut fields = vec![
            (spelled(item::KEY), self.reference(&entity.key_input_name())),
            (
                spelled(item::PATCH),
                self.reference(&entity.input_name(InputOf::Update)),
            ),
        ];
        let version = entity.version().map(|at| &entity.members[at]);
        if let Some(version) = version.filter(|member| member.visible) {
            let mut schema = super::leaf::scalar(Scalar::I64, BigIntFormat::Number);
            if let Kind::Scalar(scalar) = &version.kind {
                schema = super::leaf::scalar(*scalar, self.big_int);
            }
            describe(&mut schema, "The version that the row must have.");
            fields.push((spelled(item::EXPECTED_VERSION), schema));
        }
        let required = [spelled(item::KEY), spelled(item::PATCH)];
        let mut schema = self.closed(&docs, fields);
        add_required(&mut schema, &required);
        schema
    }

    /// `PostKeyInput`
    fn key(&self, entity: &Entity) -> Schema {
        let mut positions: Vec<usize> = entity.visible_keys().flatten().copied().collect();
        positions.sort_unstable();
        positions.dedup();
        let fields = positions.iter().map(|&at| {
            let member = &entity.members[at];
            let (mut schema, notes) = self.kind(&member.kind, &member.constraints);
            let docs = format!("{}\n\n{}", member.field.docs.trim(), notes.join(" "));
            describe(&mut schema, &docs);
            (member.name.clone(), schema)
        });
        let keys: Vec<String> = entity
            .visible_keys()
            .map(|key| {
                let names = key
                    .iter()
                    .map(|&at| format!("`{}`", entity.members[at].name));
                names.collect::<Vec<_>>().join(" and ")
            })
            .collect();
        let docs = format!(
            "Which `{}`: exactly one key is given, {}.",
            entity.type_name(),
            keys.join(", or ")
        );
        let only: Vec<String> = match positions.as_slice() {
            [only] => vec![entity.members[*only].name.clone()],
            _ => Vec::new(),
        };
        let mut schema = self.closed(&docs, fields.collect());
        add_required(&mut schema, &only);
        schema.insert("minProperties".to_owned(), 1.into());
        schema
    }

    /// What is done with related rows.
    fn related(&self, zone: &Zone, target: &Entity, many: bool, writes: &[LinkWrite]) -> Schema {
        let name = target.type_name();
        let docs = if many {
            format!("What is done with related rows of `{name}`.")
        } else {
            format!("What is done with a related `{name}`.")
        };
        let fields = writes.iter().map(|&write| {
            let mut schema = match (write, many) {
                (LinkWrite::Create, _) => self.reference(&target.input_name(InputOf::Create)),
                (LinkWrite::Update, false) => self.reference(&target.input_name(InputOf::Update)),
                (LinkWrite::Update, true) => self.reference(&target.update_item_name()),
                (LinkWrite::Disconnect | LinkWrite::Delete, false) => {
                    keywords(json!({ "type": "boolean" }))
                }
                _ => self.reference(&target.key_input_name()),
            };
            if many {
                schema = keywords(json!({ "type": "array", "items": schema }));
            }
            describe(&mut schema, write.docs(many));
            (zone.case.apply(write.name()), schema)
        });
        self.closed(&docs, fields.collect())
    }
}

/// Says what a new row has in a member that is not given, apart from defaults.
fn unless_given(schema: &mut Schema, entity: &Entity, at: usize) {
    let note = if entity.key == [at] && entity.has_generated_key() {
        "Made where it is absent.".to_owned()
    } else {
        let mut links = entity.visible_links();
        match links.find(|link| link.holds(at)) {
            Some(link) if entity.needs(at) => format!("It or `{}` is given.", link.name),
            _ => return,
        }
    };
    let docs = schema.get("description").and_then(Value::as_str);
    let docs = format!("{}\n\n{note}", docs.unwrap_or(""));
    describe(schema, &docs);
}

fn add_required(schema: &mut Schema, names: &[impl AsRef<str>]) {
    if !names.is_empty() {
        let names = names.iter().map(|name| Value::from(name.as_ref()));
        schema.insert("required".to_owned(), names.collect());
    }
}

fn leaf(kind: &Kind) -> &Kind {
    match kind {
        Kind::List(item) => leaf(item),
        other => other,
    }
}

/// Makes references to a value struct lead to its input.
fn rename_values(schema: &mut Schema, leaf: &Kind, place: &str) {
    let Kind::Value(def) = leaf else { return };
    for (name, inner) in schema.iter_mut() {
        match inner {
            Value::String(target) if name == "$ref" => {
                *target = [place, &def.input_name()].concat();
            }
            Value::Object(inner) if name == "items" => rename_values(inner, leaf, place),
            Value::Array(each) if name == "anyOf" => {
                let objects = each.iter_mut().filter_map(Value::as_object_mut);
                objects.for_each(|inner| rename_values(inner, leaf, place));
            }
            _ => {}
        }
    }
}
