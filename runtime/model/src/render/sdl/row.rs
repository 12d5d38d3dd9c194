//! The type of an entity's rows: members, relations to one, and the forms of relations to many.

use super::writer::{Line, Writer};
use super::{methods, query};
use crate::render::Form;
use crate::{Entity, Link, MethodKind};

pub(super) fn write(writer: &mut Writer<'_>, entity: &Entity) {
    let head = format!("type {}", entity.type_name());
    writer.block(entity.model.docs, &head, |writer| {
        for member in entity.readable() {
            let bang = if member.field.nullable { "" } else { "!" };
            let line = Line::new(&member.name, writer.kind(&member.kind) + bang)
                .docs(member.field.docs)
                .deprecated(member.field.deprecated);
            writer.line(&line);
        }
        for (_, computed) in entity.procedures(MethodKind::Field) {
            methods::computed(writer, computed);
        }
        for link in entity.visible_links() {
            if link.many {
                to_many(writer, link);
            } else {
                to_one(writer, link);
            }
        }
    });
}

fn to_one(writer: &mut Writer<'_>, link: &Link) {
    let bang = if link.nullable { "" } else { "!" };
    let ty = format!("{}{bang}", writer.zone.target(link).type_name());
    let line = Line::new(&link.name, ty)
        .docs(link.relation.docs)
        .deprecated(link.relation.deprecated);
    writer.line(&line);
}

fn to_many(writer: &mut Writer<'_>, link: &Link) {
    let target = writer.zone.target(link);
    for form in Form::ALL {
        let (name, docs) = match form {
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
        let line = Line::new(name, query::answer(target, form))
            .docs(docs)
            .deprecated(link.relation.deprecated);
        query::list(writer, target, form, &line);
    }
}
