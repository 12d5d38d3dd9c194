//! `keys.py`: what rows are ordered by, and what of them is asked for, as literal types.
//!
//! They go through one relation; `rt.Unchecked` goes further.

use auto_api_model::render::joined;
use auto_api_model::render::member::COUNT;
use auto_api_model::{Action, Entity, Zone};

use super::names::literal;
use super::text::Text;
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut body = Text::default();
    for entity in writer.zone.visible() {
        let name = entity.type_name();
        alias(
            &mut body,
            &own_name(entity),
            &own(entity),
            &format!("The fields of `{name}`."),
        );
        alias(
            &mut body,
            &field_name(entity),
            &fields(writer.zone, entity),
            &format!("The fields of `{name}`, and those of its relations."),
        );
        alias(
            &mut body,
            &include_name(entity),
            &includes(writer.zone, entity),
            &format!("The relations of `{name}`, and those of its relations."),
        );
        alias(
            &mut body,
            &order_name(entity),
            &orders(writer, entity),
            &format!("The keys to order `{name}` by; `-` in front is descending."),
        );
        alias(
            &mut body,
            &entity.distinct_name(),
            &distinct(entity),
            &format!("The fields that tell rows of `{name}` apart."),
        );
        if writer.writes(entity, Action::Upsert) {
            alias(
                &mut body,
                &unique_name(entity),
                &uniques(writer.zone, entity),
                &format!(
                    "The unique keys of `{name}`, the names of their members with commas between."
                ),
            );
        }
    }
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations");
    if body.has("TypeAlias") {
        text.line("\nfrom typing import Literal, TypeAlias");
    }
    text.append(body);
    let docs = "What lists are ordered by, and what of rows is asked for.";
    writer.source("keys.py", docs, text)
}

fn alias(text: &mut Text, name: &str, names: &[String], docs: &str) {
    if names.is_empty() {
        return;
    }
    let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
    text.line("");
    text.items(&format!("{name}: TypeAlias = Literal["), &names, "]");
    text.docs([docs]);
}

/// The type of an entity's own fields.
pub(super) fn own_name(entity: &Entity) -> String {
    format!("{}OwnField", entity.type_name())
}

/// The type of what `fields` takes.
pub(super) fn field_name(entity: &Entity) -> String {
    format!("{}Field", entity.type_name())
}

/// The type of what `include` takes.
pub(super) fn include_name(entity: &Entity) -> String {
    format!("{}Include", entity.type_name())
}

/// The type of what `order_by` takes.
pub(super) fn order_name(entity: &Entity) -> String {
    format!("{}Key", entity.type_name())
}

/// The type of what `on` takes.
pub(super) fn unique_name(entity: &Entity) -> String {
    format!("{}UniqueKey", entity.type_name())
}

fn uniques(zone: &Zone, entity: &Entity) -> Vec<String> {
    let keys = zone.upsert_keys(entity).map(|key| {
        let names = key.iter().map(|&at| entity.members[at].name.as_str());
        names.collect::<Vec<_>>().join(",")
    });
    keys.collect()
}

/// What `distinct` takes.
pub(super) fn distinct(entity: &Entity) -> Vec<String> {
    entity
        .groupable()
        .map(|member| member.name.clone())
        .collect()
}

/// Whether there is a relation to include.
pub(super) fn has_includes(entity: &Entity) -> bool {
    entity.visible_links().next().is_some()
}

fn own(entity: &Entity) -> Vec<String> {
    entity.answered().map(|m| m.name.clone()).collect()
}

fn fields(zone: &Zone, entity: &Entity) -> Vec<String> {
    let mut all = own(entity);
    for link in entity.visible_links() {
        let there = own(zone.target(link));
        all.extend(there.iter().map(|name| format!("{}.{name}", link.name)));
    }
    all
}

fn includes(zone: &Zone, entity: &Entity) -> Vec<String> {
    let mut all = Vec::new();
    for link in entity.visible_links() {
        all.push(link.name.clone());
        let there = zone.target(link).visible_links();
        all.extend(there.map(|next| format!("{}.{}", link.name, next.name)));
    }
    all
}

/// The keys of an entity's rows, in both directions.
fn orders(writer: &Writer<'_>, entity: &Entity) -> Vec<String> {
    let zone = writer.zone;
    let mut all = sortable(entity);
    for link in entity.visible_links() {
        if link.many {
            all.push(format!("{}.{}", link.name, writer.spell(COUNT)));
        } else {
            let there = sortable(zone.target(link));
            all.extend(there.iter().map(|name| joined(&[&link.name, ".", name])));
        }
    }
    let both = all.into_iter().flat_map(|name| {
        let down = joined(&["-", &name]);
        [name, down]
    });
    both.collect()
}

fn sortable(entity: &Entity) -> Vec<String> {
    let all = entity.readable().filter(|member| member.is_sortable());
    all.map(|member| member.name.clone()).collect()
}
