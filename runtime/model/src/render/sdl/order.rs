//! The order keys of an entity, and what tells its rows apart.

use super::writer::{Line, Writer};
use crate::Entity;
pub use crate::render::is_orderable;
use crate::render::{Argument, type_name};

pub(super) fn write(writer: &mut Writer<'_>, entity: &Entity) {
    if !is_orderable(writer.zone, entity) {
        return;
    }
    let docs = format!("One key to order `{}` by.", entity.type_name());
    let head = format!("input {} @oneOf", entity.order_name());
    writer.block(&docs, &head, |writer| {
        for member in entity.readable().filter(|m| m.is_sortable()) {
            let ty = writer.shared(type_name::ORDER_DIRECTION);
            let line = Line::new(&member.name, ty);
            writer.line(&line.deprecated(member.field.deprecated));
        }
        for link in entity.visible_links() {
            let target = writer.zone.target(link);
            let ty = if link.many {
                writer.shared(type_name::COUNT_ORDER).to_owned()
            } else if is_orderable(writer.zone, target) {
                target.order_name()
            } else {
                continue;
            };
            let line = Line::new(&link.name, ty);
            writer.line(&line.deprecated(link.relation.deprecated));
        }
    });
}

/// `enum PostDistinct`
pub(super) fn distinct(writer: &mut Writer<'_>, entity: &Entity) {
    if !Argument::Distinct.is_taken(writer.zone, entity) {
        return;
    }
    let docs = format!("A field that tells rows of `{}` apart.", entity.type_name());
    let head = format!("enum {}", entity.distinct_name());
    writer.block(&docs, &head, |writer| {
        for member in entity.distinguishing() {
            let line = Line::new(&member.name, "");
            writer.line(&line.deprecated(member.field.deprecated));
        }
    });
}
