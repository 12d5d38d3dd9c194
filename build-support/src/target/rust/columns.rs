//! `Post::TITLE`, `Post::AUTHOR`: constants that name fields and relations, typed by their model.

use auto_api_model::Entity;
use auto_api_model::render::joined;

use super::Writer;
use super::names::{Members, literal, type_name};
use super::text::Text;

pub(super) fn write(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let mut members = Members::default();
    text.gap();
    let head = format!("impl {}", type_name(entity.type_name()));
    text.block(&head, |text| {
        for member in entity.answered() {
            let any = if member.is_sortable() {
                ""
            } else {
                ", crate::runtime::Any"
            };
            text.docs([member.field.docs]);
            text.deprecated(member.field.deprecated);
            constant(
                text,
                &members.name(&member.name),
                &format!("crate::runtime::Field<Self{any}>"),
                &member.name,
            );
        }
        for link in entity.visible_links() {
            let target = type_name(writer.zone.target(link).type_name());
            let ty = if link.many { "Many" } else { "One" };
            text.docs([link.relation.docs]);
            text.deprecated(link.relation.deprecated);
            constant(
                text,
                &members.name(&link.name),
                &format!("crate::runtime::{ty}<Self, super::{target}>"),
                &link.name,
            );
        }
    });
}

fn constant(text: &mut Text, name: &str, ty: &str, wire: &str) {
    let made = ty.split('<').next().unwrap_or(ty);
    let head = joined(&["pub const ", &name.to_uppercase(), ": ", ty, " ="]);
    text.long(&head, &joined(&[made, "::new(", &literal(wire), ");"]));
}
