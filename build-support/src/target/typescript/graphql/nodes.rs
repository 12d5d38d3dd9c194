//! Object types: rows, pages, connections, totals. Each says what its fields are and lead to.

use auto_api_model::render::{Form, member, type_name};
use auto_api_model::totals::Total;
use auto_api_model::{Entity, Field, Kind, Link};

use super::super::Writer;
use super::super::spell::{Types, key, module, note};
use super::super::text::{Text, deprecated};
use super::{Place, TYPES};

/// The name of what says what an object type has.
pub(super) fn name(type_name: &str) -> String {
    format!("{type_name}Node")
}

pub(super) fn write(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    row(writer, text, entity);
    page(writer, text, entity);
    connection(writer, text, entity);
    aggregate(writer, text, entity);
}

fn row(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.docs([entity.model.docs, &deprecated(entity.model.deprecated)]);
    let head = format!("export interface {}", name(entity.type_name()));
    text.block(&head, "", |text| {
        for member in entity.answered() {
            field(
                writer,
                text,
                TYPES,
                (&member.name, &member.kind, member.field),
            );
        }
        for link in entity.visible_links() {
            relation(writer, text, entity, link);
        }
    });
}

/// A member of a row or of a value struct.
pub(super) fn field(
    writer: &Writer<'_>,
    text: &mut Text,
    types: Types<'_>,
    (wire, kind, field): (&str, &Kind, &Field),
) {
    text.docs([
        field.docs,
        note(kind, writer.zone),
        &deprecated(field.deprecated),
    ]);
    let ty = of_kind(writer, text, types, (kind, field.nullable));
    text.line(&format!("{}: {ty};", key(wire)));
}

fn of_kind(
    writer: &Writer<'_>,
    text: &mut Text,
    types: Types<'_>,
    (kind, nullable): (&Kind, bool),
) -> String {
    let (item, is_list) = match kind {
        Kind::List(item) => (&**item, true),
        own => (own, false),
    };
    if let Kind::Value(def) = item {
        let node = name(def.name);
        if !types.values.is_empty() {
            text.import(types.values, &node);
        }
        let none = if nullable { "null" } else { "never" };
        return format!("rt.Branch<{node}, {is_list}, {none}>");
    }
    let null = if nullable { " | null" } else { "" };
    format!("rt.Leaf<{}{null}>", types.kind(writer.zone, text, kind))
}

fn relation(writer: &Writer<'_>, text: &mut Text, entity: &Entity, link: &Link) {
    let target = writer.zone.target(link);
    let gone = deprecated(link.relation.deprecated);
    if !link.many {
        let node = name(target.type_name());
        if !std::ptr::eq(target, entity) {
            text.import(&format!("./{}.js", module(target)), &node);
        }
        let none = if link.nullable { "null" } else { "never" };
        text.docs([link.relation.docs, &gone]);
        text.line(&format!(
            "{}: rt.Branch<{node}, false, {none}>;",
            key(&link.name)
        ));
        return;
    }
    let place = Place {
        folder: "./",
        own: Some(entity),
    };
    for form in Form::ALL {
        let (wire, docs) = match form {
            Form::List => (&link.name, link.relation.docs.to_owned()),
            Form::Pages => (
                &link.pages_name,
                format!("A numbered page of `{}`.", link.name),
            ),
            Form::Connection => (
                &link.connection_name,
                format!("`{}` before or after a cursor.", link.name),
            ),
            Form::Aggregate => (&link.aggregate_name, format!("Totals of `{}`.", link.name)),
        };
        text.docs([&*docs, &gone]);
        let branch = place.branch(text, target, form);
        text.line(&format!("{}: {branch};", key(wire)));
    }
}

fn page(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let row = name(entity.type_name());
    text.gap();
    text.docs([&*format!("A numbered page of `{}`.", entity.type_name())]);
    let head = format!("export interface {}", name(&entity.page_name()));
    text.block(&head, "", |text| {
        let items = writer.spell(member::ITEMS);
        text.line(&format!("{items}: rt.Branch<{row}, true>;"));
        page_info(writer, text);
    });
}

fn connection(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let (row, edge) = (name(entity.type_name()), name(&entity.edge_name()));
    text.gap();
    text.docs([&*format!(
        "Rows of `{}` before or after a cursor.",
        entity.type_name()
    )]);
    let head = format!("export interface {}", name(&entity.connection_type_name()));
    text.block(&head, "", |text| {
        let spell = |name| writer.spell(name);
        text.line(&format!(
            "{}: rt.Branch<{edge}, true>;",
            spell(member::EDGES)
        ));
        text.line(&format!(
            "{}: rt.Branch<{row}, true>;",
            spell(member::NODES)
        ));
        page_info(writer, text);
        text.line(&format!("{}: rt.Leaf<number>;", spell(member::TOTAL_COUNT)));
    });
    text.gap();
    text.docs([&*format!("A `{}` and its cursor.", entity.type_name())]);
    text.block(&format!("export interface {edge}"), "", |text| {
        text.line(&format!(
            "{}: rt.Leaf<string>;",
            writer.spell(member::CURSOR)
        ));
        text.line(&format!(
            "{}: rt.Branch<{row}>;",
            writer.spell(member::NODE)
        ));
    });
}

fn page_info(writer: &Writer<'_>, text: &mut Text) {
    let node = name(type_name::PAGE_INFO);
    text.import(TYPES.values, &node);
    let info = writer.spell(member::PAGE_INFO);
    text.line(&format!("{info}: rt.Branch<{node}>;"));
}

fn aggregate(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let has = |total: &Total| total.members(entity).next().is_some();
    let totals: Vec<Total> = Total::ALL.into_iter().filter(has).collect();
    text.gap();
    text.docs([&*format!("Totals of `{}`.", entity.type_name())]);
    let head = format!("export interface {}", name(&entity.aggregate_type_name()));
    text.block(&head, "", |text| {
        text.docs(["The number of rows."]);
        text.line(&format!(
            "{}: rt.Leaf<number>;",
            writer.spell(member::COUNT)
        ));
        for total in &totals {
            text.docs([total.docs()]);
            let node = name(&total.type_name(entity));
            let wire = writer.spell(total.name());
            text.line(&format!("{wire}: rt.Branch<{node}, false, null>;"));
        }
    });
    for total in totals {
        text.gap();
        text.docs([total.docs()]);
        let head = format!("export interface {}", name(&total.type_name(entity)));
        text.block(&head, "", |text| {
            for member in total.members(entity) {
                let kind = total.kind(&member.kind);
                let ty = TYPES.kind(writer.zone, text, &kind);
                text.docs([&*deprecated(member.field.deprecated)]);
                text.line(&format!("{}: rt.Leaf<{ty} | null>;", key(&member.name)));
            }
        });
    }
}
