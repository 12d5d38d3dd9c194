//! What is around the rows of an entity: pages, connections and totals.

use super::query::page_info;
use super::writer::{Line, Writer};
use crate::render::member;
use crate::{Entity, Kind, Member, Scalar};

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

/// One of the functions of an aggregate.
struct Function {
    name: &'static str,
    docs: &'static str,
    type_name: String,
    /// Whether a member has it.
    takes: fn(&Kind) -> bool,
    /// The kind of the total over a member.
    gives: fn(&Kind) -> Kind,
}

fn functions(entity: &Entity) -> [Function; 4] {
    let same = Kind::clone;
    [
        Function {
            name: member::SUM,
            docs: "All values added up; null if there are none.",
            type_name: entity.sum_name(),
            takes: Kind::is_number,
            gives: |kind| of_scalar(kind, Scalar::sum),
        },
        Function {
            name: member::AVG,
            docs: "The means of the values; null if there are none.",
            type_name: entity.avg_name(),
            takes: Kind::is_number,
            gives: |kind| of_scalar(kind, Scalar::avg),
        },
        Function {
            name: member::MIN,
            docs: "The smallest values; null if there are none.",
            type_name: entity.min_name(),
            takes: Kind::is_ordered,
            gives: same,
        },
        Function {
            name: member::MAX,
            docs: "The largest values; null if there are none.",
            type_name: entity.max_name(),
            takes: Kind::is_ordered,
            gives: same,
        },
    ]
}

fn of_scalar(kind: &Kind, total: fn(Scalar) -> Scalar) -> Kind {
    match kind {
        Kind::Scalar(scalar) => Kind::Scalar(total(*scalar)),
        other => other.clone(),
    }
}

impl Function {
    fn members<'e>(&self, entity: &'e Entity) -> Vec<&'e Member> {
        let all = entity.readable();
        all.filter(|m| m.is_filterable() && (self.takes)(&m.kind))
            .collect()
    }
}

fn aggregate(writer: &mut Writer<'_>, entity: &Entity) {
    let mut functions = Vec::from(functions(entity));
    functions.retain(|function| !function.members(entity).is_empty());
    let docs = format!("Totals of `{}`.", entity.type_name());
    let head = format!("type {}", entity.aggregate_type_name());
    writer.block(&docs, &head, |writer| {
        let count = writer.scalar(Scalar::I32) + "!";
        let line = Line::new(writer.spell(member::COUNT), count).docs("The number of rows.");
        writer.line(&line);
        for function in &functions {
            let name = writer.spell(function.name);
            writer.line(&Line::new(name, &function.type_name).docs(function.docs));
        }
    });
    for function in &functions {
        totals(writer, entity, function);
    }
}

fn totals(writer: &mut Writer<'_>, entity: &Entity, function: &Function) {
    let head = format!("type {}", function.type_name);
    writer.block(function.docs, &head, |writer| {
        for member in function.members(entity) {
            let ty = writer.kind(&(function.gives)(&member.kind));
            let line = Line::new(&member.name, ty).deprecated(member.field.deprecated);
            writer.line(&line);
        }
    });
}
