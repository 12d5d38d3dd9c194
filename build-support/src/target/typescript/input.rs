//! What callers write: new rows, changes, keys, related rows, value structs; with the names that
//! the documents have for them.
//!
//! What may be left out may be `undefined`, which is not sent; null is a value.

use auto_api_model::render::item;
use auto_api_model::{
    Entity, InputField, InputOf, Kind, LinkWrite, Scalar, ValueDef, WriteType, Zone,
};

use super::super::is_at;
use super::Writer;
use super::spell::{key, module, note, scalar, type_name};
use super::text::{Text, deprecated};

/// Whether REST has a type; keys are named in its queries, and its answers are rows.
fn is_input(ty: WriteType) -> bool {
    !matches!(
        ty,
        WriteType::Payload | WriteType::Payloads | WriteType::KeyEnum
    )
}

/// The types of an entity, with what its relation inputs allow.
fn types(writer: &Writer<'_>, entity: &Entity) -> Vec<(WriteType, Vec<LinkWrite>)> {
    let all = &writer.write_types.of;
    let own = all
        .iter()
        .filter(|((at, ty), _)| is_input(*ty) && is_at(writer.zone, *at, entity));
    own.map(|((_, ty), writes)| (*ty, writes.clone())).collect()
}

/// The names of an entity's inputs.
pub(super) fn names(writer: &Writer<'_>, entity: &Entity) -> Vec<String> {
    let all = types(writer, entity).into_iter();
    all.map(|(ty, _)| ty.name(entity)).collect()
}

/// The inputs of an entity.
pub(super) fn entity(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    for (ty, writes) in types(writer, entity) {
        text.gap();
        match ty {
            WriteType::CreateInput => row(writer, text, entity, InputOf::Create),
            WriteType::UpdateInput => row(writer, text, entity, InputOf::Update),
            WriteType::UpdateItem => update_item(writer, text, entity),
            WriteType::KeyInput => keys(writer.zone, text, entity),
            WriteType::CreateOne | WriteType::UpdateOne => {
                related(writer, text, entity, ty, (false, &writes));
            }
            _ => related(writer, text, entity, ty, (true, &writes)),
        }
    }
}

/// `CreatePostInput`, `UpdatePostInput`
fn row(writer: &Writer<'_>, text: &mut Text, entity: &Entity, of: InputOf) {
    let name = entity.type_name();
    let docs = match of {
        InputOf::Create => format!("A new row of `{name}`."),
        InputOf::Update => {
            format!("Changes of a `{name}`: what is absent stays, and null is a value.")
        }
    };
    text.docs([&*docs, &deprecated(entity.model.deprecated)]);
    let head = format!("export interface {}", entity.input_name(of));
    text.block(&head, "", |text| {
        for field in writer.zone.written(entity, of) {
            match field {
                InputField::Member(at, is_required) => {
                    let member = &entity.members[at];
                    let field = member.field;
                    text.docs([
                        field.docs,
                        note(&member.kind, writer.zone),
                        &deprecated(field.deprecated),
                    ]);
                    let ty = kind(writer.zone, text, "../types.js", &member.kind);
                    property(
                        text,
                        &member.name,
                        &or_null(&ty, field.nullable),
                        is_required,
                    );
                }
                InputField::Link(at) => {
                    let link = &entity.links[at];
                    let target = writer.zone.target(link);
                    let ty = WriteType::relation(link.many, of).name(target);
                    import(text, entity, target, &ty);
                    text.docs([link.relation.docs, &deprecated(link.relation.deprecated)]);
                    property(text, &link.name, &ty, false);
                }
            }
        }
    });
}

/// `UpdatePostItemInput`
fn update_item(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.docs([&*format!(
        "A row of `{}` and its changes.",
        entity.type_name()
    )]);
    let head = format!("export interface {}", entity.update_item_name());
    text.block(&head, "", |text| {
        let patch = entity.input_name(InputOf::Update);
        property(
            text,
            &writer.spell(item::KEY),
            &entity.key_input_name(),
            true,
        );
        property(text, &writer.spell(item::PATCH), &patch, true);
        let version = entity.version().map(|at| &entity.members[at]);
        if let Some(version) = version.filter(|member| member.visible) {
            let own = version.kind.scalar().unwrap_or(Scalar::I64);
            text.docs(["The version that the row must have."]);
            let name = writer.spell(item::EXPECTED_VERSION);
            property(text, &name, scalar(own, writer.zone), false);
        }
    });
}

/// `PostKeyInput`: one of the keys, and nothing of the others.
fn keys(zone: &Zone, text: &mut Text, entity: &Entity) {
    text.docs([&*format!(
        "Which `{}`: exactly one of its keys.",
        entity.type_name()
    )]);
    let mut all: Vec<usize> = entity.visible_keys().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    text.line(&format!("export type {} =", entity.key_input_name()));
    text.indented(|text| {
        let keys: Vec<&[usize]> = entity.visible_keys().collect();
        let last = keys.len().saturating_sub(1);
        for (place, own) in keys.iter().enumerate() {
            let members = all.iter().map(|at| {
                let member = &entity.members[*at];
                let name = key(&member.name);
                if own.contains(at) {
                    let ty = kind(zone, text, "../types.js", &member.kind);
                    format!("readonly {name}: {ty}")
                } else {
                    format!("readonly {name}?: undefined")
                }
            });
            let members: Vec<String> = members.collect();
            let end = if place == last { ";" } else { "" };
            text.line(&format!("| {{ {} }}{end}", members.join("; ")));
        }
    });
}

/// What is done with related rows of an entity.
fn related(
    writer: &Writer<'_>,
    text: &mut Text,
    target: &Entity,
    ty: WriteType,
    (many, writes): (bool, &[LinkWrite]),
) {
    let name = target.type_name();
    let docs = if many {
        format!("What is done with related rows of `{name}`.")
    } else {
        format!("What is done with a related `{name}`.")
    };
    text.docs([&*docs]);
    let head = format!("export interface {}", ty.name(target));
    text.block(&head, "", |text| {
        for &write in writes {
            let own = match (write, many) {
                (LinkWrite::Create, _) => target.input_name(InputOf::Create),
                (LinkWrite::Update, false) => target.input_name(InputOf::Update),
                (LinkWrite::Update, true) => target.update_item_name(),
                (LinkWrite::Disconnect | LinkWrite::Delete, false) => "boolean".to_owned(),
                _ => target.key_input_name(),
            };
            let own = if many {
                format!("readonly {own}[]")
            } else {
                own
            };
            text.docs([write.docs(many)]);
            property(text, &writer.spell(write.name()), &own, false);
        }
    });
}

/// `AddressInput`, in the module of what entities share.
pub(super) fn value(writer: &Writer<'_>, text: &mut Text, def: &ValueDef) {
    text.gap();
    text.docs([def.docs]);
    let head = format!("export interface {}", def.input_name());
    text.block(&head, "", |text| {
        for field in def.fields.iter().filter(|field| field.is_writable()) {
            let own = writer.zone.kind(field);
            text.docs([
                field.docs,
                note(&own, writer.zone),
                &deprecated(field.deprecated),
            ]);
            let ty = or_null(&kind(writer.zone, text, "", &own), field.nullable);
            let is_required = !field.nullable && field.default.is_none();
            property(text, &writer.zone.spelled(field), &ty, is_required);
        }
    });
}

fn property(text: &mut Text, name: &str, ty: &str, is_required: bool) {
    let name = key(name);
    if is_required {
        text.line(&format!("readonly {name}: {ty};"));
    } else {
        text.line(&format!("readonly {name}?: {ty} | undefined;"));
    }
}

fn or_null(ty: &str, nullable: bool) -> String {
    let end = if nullable { " | null" } else { "" };
    format!("{ty}{end}")
}

fn import(text: &mut Text, entity: &Entity, target: &Entity, name: &str) {
    if !std::ptr::eq(target, entity) {
        text.import(&format!("./{}.js", module(target)), name);
    }
}

/// The type of a kind as callers write it; what it names is imported from `types`, unless that is
/// the module itself.
fn kind(zone: &Zone, text: &mut Text, types: &str, own: &Kind) -> String {
    let name = match own {
        Kind::Scalar(own) => return scalar(*own, zone).to_owned(),
        Kind::List(item) => {
            return format!("readonly {}[]", listed(&kind(zone, text, types, item)));
        }
        Kind::Enum(def) => type_name(def.name),
        Kind::Value(def) => def.input_name(),
    };
    if !types.is_empty() {
        text.import(types, &name);
    }
    name
}

/// A type before the brackets of a list.
fn listed(ty: &str) -> String {
    if ty.contains(' ') {
        format!("({ty})")
    } else {
        ty.to_owned()
    }
}
