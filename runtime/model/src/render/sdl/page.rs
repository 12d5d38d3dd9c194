//! What is around the rows of an entity: pages, connections and totals.

use super::query::page_info;
use super::writer::{Line, Writer};
use crate::render::member;
use crate::totals::Total;
use crate::{Entity, Scalar};

pub(super) fn write(writer: &mut Writer<'_>, entity: &Entity) {
    page(writer, entity);
    connection(writer, entity);
    edge(writer, entity);
    aggregate(writer, entity);
}

fn page(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("A numbered page of `{}`.", entity.type_name());
    let head = format!("type {}", entity.page_name());
    writer.block(&docs, &head, |writer| {
        let rows = format!("[{}!]!", entity.type_name());
        let items = Line::new(writer.spell(member::ITEMS), rows).docs("The rows of the page.");
        writer.line(&items);
        let info = page_info(writer);
        writer.line(&info);
    });
}

fn connection(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("Rows of `{}` before or after a cursor.", entity.type_name());
    let head = format!("type {}", entity.connection_type_name());
    writer.block(&docs, &head, |writer| {
        let edges = format!("[{}!]!", entity.edge_name());
        let rows = format!("[{}!]!", entity.type_name());
        let total = writer.scalar(Scalar::I32) + "!";
        let info = page_info(writer);
        for line in [
            Line::new(writer.spell(member::EDGES), edges).docs("The rows, each with its cursor."),
            Line::new(writer.spell(member::NODES), rows).docs("The rows."),
            info,
            Line::new(writer.spell(member::TOTAL_COUNT), total)
                .docs("The number of rows on all pages."),
        ] {
            writer.line(&line);
        }
    });
}

fn edge(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("A `{}` and its cursor.", entity.type_name());
    let head = format!("type {}", entity.edge_name());
    writer.block(&docs, &head, |writer| {
        let cursor = writer.scalar(Scalar::String) + "!";
        let node = format!("{}!", entity.type_name());
        let line = Line::new(writer.spell(member::CURSOR), cursor);
        writer.line(&line.docs("Where the row is: for `after` and `before`."));
        let line = Line::new(writer.spell(member::NODE), node);
        writer.line(&line.docs("The row."));
    });
}

fn aggregate(writer: &mut Writer<'_>, entity: &Entity) {
    let docs = format!("Totals of `{}`.", entity.type_name());
    let head = format!("type {}", entity.aggregate_type_name());
    writer.block(&docs, &head, |writer| totals_of(writer, entity));
    for function in Total::of(entity) {
        totals(writer, entity, function);
    }
}

/// The fields of totals: `count`, and a field for each function.
pub(super) fn totals_of(writer: &mut Writer<'_>, entity: &Entity) {
    let count = writer.scalar(Scalar::I32) + "!";
    let line = Line::new(writer.spell(member::COUNT), count).docs("The number of rows.");
    writer.line(&line);
    for function in Total::of(entity) {
        let name = writer.spell(function.name());
        writer.line(&Line::new(name, function.type_name(entity)).docs(function.docs()));
    }
}

fn totals(writer: &mut Writer<'_>, entity: &Entity, function: Total) {
    let head = format!("type {}", function.type_name(entity));
    writer.block(function.docs(), &head, |writer| {
        for member in function.members(entity) {
            let ty = writer.kind(&function.kind(&member.kind));
            let line = Line::new(&member.name, ty).deprecated(member.field.deprecated);
            writer.line(&line);
        }
    });
}
