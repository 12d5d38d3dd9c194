//! What is written of a row, and what tells which row.

use super::super::query;
use super::super::writer::{Line, Writer};
use super::version;
use crate::render::item;
use crate::{Entity, InputField, InputOf, WriteType};

/// `input CreatePostInput` or `input UpdatePostInput`
pub(super) fn of(writer: &mut Writer<'_>, entity: &Entity, of: InputOf) {
    let name = entity.type_name();
    let docs = match of {
        InputOf::Create => format!("A new row of `{name}`."),
        InputOf::Update => {
            format!("Changes of a `{name}`: what is absent stays, and null is a value.")
        }
    };
    let head = format!("input {}", entity.input_name(of));
    writer.block(&docs, &head, |writer| {
        for field in writer.zone.written(entity, of) {
            let line = match field {
                InputField::Member(at, required) => member(writer, entity, at, (of, required)),
                InputField::Link(at) => link(writer, entity, at, of),
            };
            writer.line(&line);
        }
    });
}

fn member<'e>(
    writer: &mut Writer<'_>,
    entity: &'e Entity,
    at: usize,
    (of, required): (InputOf, bool),
) -> Line<'e> {
    let member = &entity.members[at];
    let ty = writer.input(&member.kind);
    let line = Line::new(&member.name, if required { ty + "!" } else { ty });
    match of {
        InputOf::Create => {
            let note = (!required).then(|| unless_given(entity, at)).flatten();
            super::values::described(line, member.field, &member.kind, required, note)
        }
        InputOf::Update => super::values::noted(line, member.field, required, [None, None]),
    }
}

/// What a new row has in a member that is not given, apart from defaults.
fn unless_given(entity: &Entity, at: usize) -> Option<String> {
    if entity.key == [at] && entity.has_generated_key() {
        return Some("Made where it is absent.".to_owned());
    }
    let link = entity.visible_links().find(|link| link.holds(at))?;
    let is_needed = entity.needs(at);
    is_needed.then(|| format!("It or `{}` is given.", link.name))
}

fn link<'e>(writer: &mut Writer<'_>, entity: &'e Entity, at: usize, of: InputOf) -> Line<'e> {
    let link = &entity.links[at];
    let target = writer.zone.target(link);
    Line::new(&link.name, WriteType::relation(link.many, of).name(target))
        .docs(link.relation.docs)
        .deprecated(link.relation.deprecated)
}

/// `input UpdatePostItemInput`
pub(super) fn item(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("A row of `{}` and its changes.", entity.type_name());
    let head = format!("input {}", entity.update_item_name());
    writer.block(&docs, &head, |writer| {
        let key = Line::new(writer.spell(item::KEY), entity.key_input_name() + "!");
        writer.line(&key.docs("Which row."));
        let patch = entity.input_name(InputOf::Update) + "!";
        let patch = Line::new(writer.spell(item::PATCH), patch);
        writer.line(&patch.docs("Its changes."));
        let is_versioned = entity
            .version()
            .is_some_and(|at| entity.members[at].visible);
        if is_versioned {
            let ty = version(writer, entity);
            let line = Line::new(writer.spell(item::EXPECTED_VERSION), ty);
            writer.line(&line.docs("The version that the row must have."));
        }
    });
}

/// `input PostKeyInput`
pub(super) fn key(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.type_name();
    let mut docs = format!("Which `{name}`.");
    if let Some(keys) = query::keys_docs(entity) {
        docs = format!("{docs} {keys}");
    }
    let head = format!("input {}", entity.key_input_name());
    writer.block(&docs, &head, |writer| {
        for line in query::keys(writer, entity) {
            writer.line(&line);
        }
    });
}

/// `enum PostKey`
pub(super) fn keys(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("A unique key of `{}`.", entity.type_name());
    let head = format!("enum {}", entity.key_enum_name());
    writer.block(&docs, &head, |writer| {
        for key in writer.zone.upsert_keys(entity) {
            let names = key
                .iter()
                .map(|&at| format!("`{}`", entity.members[at].name));
            let docs = format!("By {}.", names.collect::<Vec<_>>().join(" and "));
            writer.line(&Line::new(entity.key_value(key), "").docs(docs));
        }
    });
}
