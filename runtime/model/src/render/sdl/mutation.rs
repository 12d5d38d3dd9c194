//! Writes: the root fields of `Mutation`, and the types that they take and give.

mod inputs;
mod payloads;
mod relations;
mod values;

use super::writer::{Line, Writer};
use super::{methods, query};
use crate::render::{WriteArgument, type_name};
use crate::{Entity, InputOf, Member, MethodKind, Scalar, WriteAction, WriteType, WriteTypes};

/// `type Mutation`, if the zone has any write.
pub(super) fn roots(writer: &mut Writer<'_>) {
    let zone = writer.zone;
    let all: Vec<_> = (zone.visible())
        .map(|entity| (entity, zone.writes(entity)))
        .filter(|(entity, writes)| {
            let has_method = entity.procedures(MethodKind::Mutation).next().is_some();
            has_method || !writes.is_empty()
        })
        .collect();
    if all.is_empty() {
        return;
    }
    let docs = "What can be written. All fields of one operation are done, or none is.";
    writer.block(docs, "type Mutation", |writer| {
        for (entity, writes) in all {
            for action in writes {
                root(writer, entity, action);
            }
            methods::roots(writer, entity, MethodKind::Mutation);
        }
    });
}

fn root(writer: &mut Writer<'_>, entity: &Entity, action: WriteAction) {
    let zone = writer.zone;
    let mut arguments = Vec::new();
    let mut about = docs(entity, action);
    if action.is_by_key() {
        arguments = query::keys(writer, entity);
        if let Some(keys) = query::keys_docs(entity) {
            about = format!("{about} {keys}");
        }
    }
    for which in zone.write_arguments(entity, action) {
        arguments.push(argument(writer, entity, action, which));
    }
    let answer = if action.is_many() {
        entity.payloads_name()
    } else {
        entity.payload_name()
    };
    let line = Line::new(zone.write_name(entity, action), answer).docs(about);
    writer.call(&line.deprecated(entity.model.deprecated), &arguments);
}

fn docs(entity: &Entity, action: WriteAction) -> String {
    let name = entity.type_name();
    match action {
        WriteAction::Create => format!("Makes a row of `{name}`."),
        WriteAction::CreateMany => format!("Makes rows of `{name}`."),
        WriteAction::Update => format!("Changes one `{name}`."),
        WriteAction::UpdateMany => format!(
            "Changes rows of `{name}`: each of `items` in its own way, or those of the filter in the same."
        ),
        WriteAction::Upsert => {
            format!("Changes the `{name}` with the same values in a unique key, or makes it.")
        }
        WriteAction::Delete => format!("Deletes one `{name}`. The answer has it as it was."),
        WriteAction::DeleteMany => format!("Deletes the rows of `{name}` that the filter means."),
    }
}

fn argument(
    writer: &mut Writer<'_>,
    entity: &Entity,
    action: WriteAction,
    which: WriteArgument,
) -> Line<'static> {
    let name = writer.spell(which.name());
    let update = || entity.input_name(InputOf::Update);
    let create = || entity.input_name(InputOf::Create);
    let line = match which {
        WriteArgument::Input if action == WriteAction::Update => Line::new(name, update() + "!"),
        WriteArgument::Input => Line::new(name, create() + "!"),
        WriteArgument::Inputs => Line::new(name, format!("[{}!]!", create())),
        WriteArgument::Items => Line::new(name, format!("[{}!]", entity.update_item_name())),
        WriteArgument::Patch => Line::new(name, update()),
        WriteArgument::Filter => Line::new(name, entity.filter_name()),
        WriteArgument::On => {
            let first = writer.zone.upsert_keys(entity).next();
            let line = Line::new(name, entity.key_enum_name() + "!");
            return line
                .docs(which.docs())
                .default(first.map(|key| entity.key_value(key)).unwrap_or_default());
        }
        WriteArgument::All => Line::new(name, writer.scalar(Scalar::Bool) + "!").default("false"),
        WriteArgument::AtMost => Line::new(name, writer.scalar(Scalar::I32)),
        WriteArgument::OnError => {
            let ty = writer.shared(type_name::ON_ERROR);
            Line::new(name, format!("{ty}!")).default("ABORT")
        }
        WriteArgument::ExpectedVersion => Line::new(name, version(writer, entity)),
        WriteArgument::IdempotencyKey => Line::new(name, writer.scalar(Scalar::String)),
    };
    line.docs(which.docs())
}

/// The type of a version: that of the member that counts.
fn version(writer: &mut Writer<'_>, entity: &Entity) -> String {
    match entity.version() {
        Some(at) => writer.input(&entity.members[at].kind),
        None => writer.scalar(Scalar::I32),
    }
}

/// An argument of a method.
pub(super) fn argument_of<'m>(writer: &mut Writer<'_>, argument: &'m Member) -> Line<'m> {
    let field = argument.field;
    let required = !field.nullable && field.default.is_none();
    let ty = writer.input(&argument.kind);
    let line = Line::new(&argument.name, if required { ty + "!" } else { ty });
    values::described(line, field, &argument.kind, required, None)
}

/// The types that an entity has for writes.
pub(super) fn types(writer: &mut Writer<'_>, at: usize, all: &WriteTypes) {
    let entity = &writer.zone.entities[at];
    let own = (at, WriteType::Payload)..=(at, WriteType::UpdateRelated);
    for (&(_, ty), links) in all.of.range(own) {
        match ty {
            WriteType::Payload => payloads::one(writer, entity),
            WriteType::Payloads => payloads::many(writer, entity),
            WriteType::CreateInput => inputs::of(writer, entity, InputOf::Create),
            WriteType::UpdateInput => inputs::of(writer, entity, InputOf::Update),
            WriteType::UpdateItem => inputs::item(writer, entity),
            WriteType::KeyInput => inputs::key(writer, entity),
            WriteType::KeyEnum => inputs::keys(writer, entity),
            WriteType::CreateOne => relations::one(writer, entity, InputOf::Create, links),
            WriteType::UpdateOne => relations::one(writer, entity, InputOf::Update, links),
            WriteType::CreateRelated => relations::many(writer, entity, InputOf::Create, links),
            WriteType::UpdateRelated => relations::many(writer, entity, InputOf::Update, links),
        }
    }
    for (_, method) in entity.procedures(MethodKind::Mutation) {
        if let Some(name) = method.own_payload(entity) {
            payloads::of_method(writer, entity, method, &name);
        }
    }
}

/// The types that all entities share for writes.
pub(super) fn shared(writer: &mut Writer<'_>, all: &WriteTypes) {
    if all.has_writes() {
        payloads::shared(writer);
    }
    for def in all.values.values() {
        values::of(writer, def);
    }
}
