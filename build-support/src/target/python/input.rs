//! `inputs.py`: what callers write: new rows, changes, keys, related rows, value structs;
//! dictionaries with the names that the documents have for them.
//!
//! What is absent or `UNSET` is not sent; `None` is null.

use auto_api_model::render::item;
use auto_api_model::{
    Entity, InputField, InputOf, Kind, LinkWrite, Scalar, ValueDef, WriteType, Zone,
};

use super::super::is_at;
use super::filter::{Key, dictionary, imports};
use super::spell::{TYPES, or_none, scalar};
use super::text::{Text, deprecated};
use super::{File, Writer};

/// The module; none where nothing is written.
pub(super) fn file(writer: &Writer<'_>) -> Option<File> {
    let mut body = Text::default();
    for def in writer.write_types.values.values() {
        value(writer.zone, &mut body, def);
    }
    for entity in writer.zone.visible() {
        for (ty, writes) in types(writer, entity) {
            write(writer, &mut body, entity, (ty, &writes));
        }
    }
    if !body.has("TypedDict(") {
        return None;
    }
    let mut text = Text::default();
    imports(&mut text, &body, "from . import runtime as rt");
    text.append(body);
    Some(writer.source("inputs.py", "What is written.", text))
}

/// The types of an entity that REST has, with what its relation inputs allow.
pub(super) fn types(writer: &Writer<'_>, entity: &Entity) -> Vec<(WriteType, Vec<LinkWrite>)> {
    let is_input = |ty: WriteType| {
        !matches!(
            ty,
            WriteType::Payload | WriteType::Payloads | WriteType::KeyEnum
        )
    };
    let all = writer.write_types.of.iter();
    let own = all.filter(|((at, ty), _)| is_input(*ty) && is_at(writer.zone, *at, entity));
    own.map(|((_, ty), writes)| (*ty, writes.clone())).collect()
}

fn write(
    writer: &Writer<'_>,
    text: &mut Text,
    entity: &Entity,
    (ty, writes): (WriteType, &[LinkWrite]),
) {
    let name = entity.type_name();
    let (keys, docs) = match ty {
        WriteType::CreateInput => (
            row(writer.zone, entity, InputOf::Create),
            format!("A new row of `{name}`."),
        ),
        WriteType::UpdateInput => (
            row(writer.zone, entity, InputOf::Update),
            format!("Changes of a `{name}`: what is absent stays, and `None` is null."),
        ),
        WriteType::UpdateItem => (
            update_item(writer, entity),
            format!("A row of `{name}` and its changes."),
        ),
        WriteType::KeyInput => (
            keys(writer.zone, entity),
            format!("Which `{name}`: exactly one of its keys."),
        ),
        WriteType::CreateOne | WriteType::UpdateOne => (
            related(writer, entity, false, writes),
            format!("What is done with a related `{name}`."),
        ),
        _ => (
            related(writer, entity, true, writes),
            format!("What is done with related rows of `{name}`."),
        ),
    };
    dictionary(text, &ty.name(entity), &keys, &docs);
}

/// `CreatePostInput`, `UpdatePostInput`
fn row(zone: &Zone, entity: &Entity, of: InputOf) -> Vec<Key> {
    let fields = zone.written(entity, of).into_iter();
    let keys = fields.map(|field| match field {
        InputField::Member(at, is_required) => {
            let member = &entity.members[at];
            let field = member.field;
            let ty = or_none(&kind(zone, &member.kind), field.nullable);
            let gone = deprecated(field.deprecated);
            Key {
                is_required,
                ..Key::new(&member.name, ty, &[field.docs, &gone])
            }
        }
        InputField::Link(at) => {
            let link = &entity.links[at];
            let ty = WriteType::relation(link.many, of).name(zone.target(link));
            let gone = deprecated(link.relation.deprecated);
            Key::new(&link.name, ty, &[link.relation.docs, &gone])
        }
    });
    keys.collect()
}

/// `UpdatePostItemInput`
fn update_item(writer: &Writer<'_>, entity: &Entity) -> Vec<Key> {
    let patch = entity.input_name(InputOf::Update);
    let required = |name, ty| Key {
        is_required: true,
        ..Key::new(&writer.spell(name), ty, &[])
    };
    let mut keys = vec![
        required(item::KEY, entity.key_input_name()),
        required(item::PATCH, patch),
    ];
    let version = entity.version().map(|at| &entity.members[at]);
    if let Some(version) = version.filter(|member| member.visible) {
        let own = version.kind.scalar().unwrap_or(Scalar::I64);
        let ty = scalar(own, writer.zone).to_owned();
        let name = writer.spell(item::EXPECTED_VERSION);
        keys.push(Key::new(
            &name,
            ty,
            &["The version that the row must have."],
        ));
    }
    keys
}

/// `PostKeyInput`
fn keys(zone: &Zone, entity: &Entity) -> Vec<Key> {
    let mut all: Vec<usize> = entity.visible_keys().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let is_only = entity.visible_keys().count() == 1;
    let each = all.into_iter().map(|at| {
        let member = &entity.members[at];
        Key {
            is_required: is_only,
            ..Key::new(&member.name, kind(zone, &member.kind), &[member.field.docs])
        }
    });
    each.collect()
}

/// What is done with related rows of an entity.
fn related(writer: &Writer<'_>, target: &Entity, many: bool, writes: &[LinkWrite]) -> Vec<Key> {
    let keys = writes.iter().map(|&write| {
        let own = match (write, many) {
            (LinkWrite::Create, _) => target.input_name(InputOf::Create),
            (LinkWrite::Update, false) => target.input_name(InputOf::Update),
            (LinkWrite::Update, true) => target.update_item_name(),
            (LinkWrite::Disconnect | LinkWrite::Delete, false) => "bool".to_owned(),
            _ => target.key_input_name(),
        };
        let ty = if many {
            format!("Sequence[{own}]")
        } else {
            own
        };
        Key::new(&writer.spell(write.name()), ty, &[write.docs(many)])
    });
    keys.collect()
}

/// `AddressInput`
fn value(zone: &Zone, text: &mut Text, def: &ValueDef) {
    let fields = def.fields.iter().filter(|field| field.is_writable());
    let keys = fields.map(|field| {
        let ty = or_none(&kind(zone, &zone.kind(field)), field.nullable);
        let gone = deprecated(field.deprecated);
        Key {
            is_required: !field.nullable && field.default.is_none(),
            ..Key::new(&zone.spelled(field), ty, &[field.docs, &gone])
        }
    });
    dictionary(text, &def.input_name(), &keys.collect::<Vec<_>>(), def.docs);
}

/// The type of a kind as callers write it.
fn kind(zone: &Zone, own: &Kind) -> String {
    match own {
        Kind::Value(def) => def.input_name(),
        Kind::List(item) => format!("Sequence[{}]", kind(zone, item)),
        Kind::Scalar(_) | Kind::Enum(_) => TYPES.kind(zone, own),
    }
}
