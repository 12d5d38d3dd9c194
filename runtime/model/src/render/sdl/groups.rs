//! The groups of an entity: their type, what they are grouped by, and their conditions and orders.

use super::writer::{Line, Writer};
use crate::groups::{Bucket, GroupArgument};
use crate::render::{filter, member, type_name};
use crate::totals::Total;
use crate::{Entity, Kind, Scalar};

/// The root field of the groups.
pub(super) fn root(writer: &mut Writer<'_>, entity: &Entity) {
    if !writer.zone.is_groupable(entity) {
        return;
    }
    let arguments = GroupArgument::ALL.map(|which| argument(writer, entity, which));
    let line = Line::new(
        &entity.group_by_name,
        format!("[{}!]!", entity.group_by_type_name()),
    )
    .docs(format!("Groups of `{}`.", entity.type_name()))
    .deprecated(entity.model.deprecated);
    writer.call(&line, &arguments);
}

fn argument(writer: &mut Writer<'_>, entity: &Entity, which: GroupArgument) -> Line<'static> {
    let name = writer.spell(which.name());
    let page = entity.model.page;
    let int = writer.scalar(Scalar::I32);
    let line = match which {
        GroupArgument::By => Line::new(name, format!("[{}!]!", entity.group_key_name())),
        GroupArgument::Filter => Line::new(name, entity.filter_name()),
        GroupArgument::Having => Line::new(name, entity.having_name()),
        GroupArgument::OrderBy => Line::new(name, format!("[{}!]", entity.group_order_name())),
        GroupArgument::Limit => Line::new(name, int).default(page.default.to_string()),
        GroupArgument::Offset => Line::new(name, int).default("0"),
    };
    match which {
        GroupArgument::Limit => line.docs(format!("{} At most {}.", which.docs(), page.max)),
        _ => line.docs(which.docs()),
    }
}

pub(super) fn write(writer: &mut Writer<'_>, entity: &Entity) {
    if !writer.zone.is_groupable(entity) {
        return;
    }
    group(writer, entity);
    keys(writer, entity);
    key(writer, entity);
    order(writer, entity);
    key_order(writer, entity);
    having(writer, entity);
    let functions = Total::of(entity);
    for function in [Total::Sum, Total::Min] {
        if functions.contains(&function) {
            total_order(writer, entity, function);
        }
    }
    for function in [Total::Sum, Total::Avg, Total::Min] {
        if functions.contains(&function) {
            total_having(writer, entity, function);
        }
    }
}

fn group(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("Rows of `{}` with equal keys.", entity.type_name());
    let head = format!("type {}", entity.group_by_type_name());
    writer.block(&docs, &head, |writer| {
        let keys = Line::new(
            writer.spell(member::KEYS),
            format!("{}!", entity.group_keys_name()),
        );
        writer.line(&keys.docs("What the rows have in common."));
        super::page::totals_of(writer, entity);
    });
}

/// The values of the keys; those of a relation in an object of its own.
fn keys(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!(
        "What rows of `{}` have in common; null where they are not grouped by it.",
        entity.type_name()
    );
    let head = format!("type {}", entity.group_keys_name());
    writer.block(&docs, &head, |writer| {
        for member in entity.groupable() {
            let line = Line::new(&member.name, writer.kind(&member.kind)).docs(member.field.docs);
            writer.line(&line.deprecated(member.field.deprecated));
        }
        links(writer, entity, Entity::group_keys_name);
    });
}

/// `input PostGroupByKey @oneOf`
fn key(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("One key to group `{}` by.", entity.type_name());
    let head = format!("input {} @oneOf", entity.group_key_name());
    writer.block(&docs, &head, |writer| {
        for member in entity.groupable() {
            let ty = writer.shared(Bucket::type_name(&member.kind));
            let line = Line::new(&member.name, ty);
            writer.line(&line.deprecated(member.field.deprecated));
        }
        links(writer, entity, Entity::group_key_name);
    });
}

fn key_order(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!(
        "One key of groups of `{}` to order by, which they are grouped by.",
        entity.type_name()
    );
    let head = format!("input {} @oneOf", entity.group_key_order_name());
    writer.block(&docs, &head, |writer| {
        for member in entity.groupable() {
            let ty = writer.shared(type_name::ORDER_DIRECTION);
            let line = Line::new(&member.name, ty);
            writer.line(&line.deprecated(member.field.deprecated));
        }
        links(writer, entity, Entity::group_key_order_name);
    });
}

/// The relations whose members are keys, each with the type that its target gives.
fn links(writer: &mut Writer<'_>, entity: &Entity, ty: impl Fn(&Entity) -> String) {
    for link in writer.zone.groupable_links(entity) {
        let line = Line::new(&link.name, ty(writer.zone.target(link)));
        writer.line(&line.deprecated(link.relation.deprecated));
    }
}

fn order(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("One key to order groups of `{}` by.", entity.type_name());
    let head = format!("input {} @oneOf", entity.group_order_name());
    writer.block(&docs, &head, |writer| {
        let direction = writer.shared(type_name::ORDER_DIRECTION);
        let count = Line::new(writer.spell(member::COUNT), direction);
        writer.line(&count.docs("The number of rows."));
        let keys = Line::new(writer.spell(member::KEYS), entity.group_key_order_name());
        writer.line(&keys.docs("What the rows have in common."));
        for function in Total::of(entity) {
            let name = writer.spell(function.name());
            writer.line(&Line::new(name, function.order_name(entity)));
        }
    });
}

fn total_order(writer: &mut Writer<'_>, entity: &Entity, function: Total) {
    let docs = format!("One total of `{}` to order groups by.", entity.type_name());
    let head = format!("input {} @oneOf", function.order_name(entity));
    writer.block(&docs, &head, |writer| {
        for member in function.members(entity) {
            let ty = writer.shared(type_name::ORDER_DIRECTION);
            let line = Line::new(&member.name, ty);
            writer.line(&line.deprecated(member.field.deprecated));
        }
    });
}

fn having(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.having_name();
    let docs = format!(
        "Which groups of `{}`: those for which every key holds.",
        entity.type_name()
    );
    writer.block(&docs, &format!("input {name}"), |writer| {
        for (key, ty, docs) in [
            (filter::AND, format!("[{name}!]"), "All of these hold."),
            (filter::OR, format!("[{name}!]"), "One of these holds."),
            (filter::NOT, name.clone(), "This does not hold."),
        ] {
            let line = Line::new(writer.spell(key), ty).docs(docs);
            writer.line(&line);
        }
        let ty = writer.filter(&Kind::Scalar(Scalar::I32));
        let count = Line::new(writer.spell(member::COUNT), ty);
        writer.line(&count.docs("The number of rows."));
        for function in Total::of(entity) {
            let name = writer.spell(function.name());
            writer.line(&Line::new(name, function.having_name(entity)));
        }
    });
}

fn total_having(writer: &mut Writer<'_>, entity: &Entity, function: Total) {
    let docs = format!("What totals of groups of `{}` must be.", entity.type_name());
    let head = format!("input {}", function.having_name(entity));
    writer.block(&docs, &head, |writer| {
        for member in function.members(entity) {
            let ty = writer.filter(&function.kind(&member.kind));
            let line = Line::new(&member.name, ty);
            writer.line(&line.deprecated(member.field.deprecated));
        }
    });
}
