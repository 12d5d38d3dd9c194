//! The filter of an entity, and of relations to many of it.

use super::writer::{Line, Writer};
use crate::render::filter;
use crate::{Entity, Kind, Link, Scalar};

pub(super) fn write(writer: &mut Writer<'_>, entity: &Entity) {
    own(writer, entity);
    if is_many(writer, entity) {
        list(writer, entity);
    }
}

/// Whether a shown relation leads to many of it.
fn is_many(writer: &Writer<'_>, entity: &Entity) -> bool {
    let name = entity.type_name();
    let leads = |link: &Link| link.many && writer.zone.target(link).type_name() == name;
    writer
        .zone
        .visible()
        .any(|from| from.visible_links().any(leads))
}

fn own(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.filter_name();
    let docs = format!(
        "Which rows of `{}`: those for which every key holds.",
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
        if entity.search().is_some() {
            let line = Line::new(writer.spell(filter::SEARCH), "String");
            writer.line(&line.docs(filter::SEARCH_DOCS));
        }
        for member in entity.readable().filter(|m| m.is_filterable()) {
            let line = Line::new(&member.name, writer.filter(&member.kind));
            writer.line(&line.deprecated(member.field.deprecated));
        }
        for link in entity.visible_links() {
            let target = writer.zone.target(link);
            let ty = if link.many {
                target.list_filter_name()
            } else {
                target.filter_name()
            };
            let line = Line::new(&link.name, ty);
            writer.line(&line.deprecated(link.relation.deprecated));
        }
    });
}

fn list(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.filter_name();
    let docs = format!("Which rows have which `{}` rows.", entity.type_name());
    let head = format!("input {}", entity.list_filter_name());
    writer.block(&docs, &head, |writer| {
        for (key, docs) in [
            (filter::SOME, "One row or more matches."),
            (filter::EVERY, "No row fails to match."),
            (filter::NONE, "No row matches."),
        ] {
            let line = Line::new(writer.spell(key), &name).docs(docs);
            writer.line(&line);
        }
        let ty = writer.filter(&Kind::Scalar(Scalar::I32));
        let line = Line::new(writer.spell(filter::COUNT), ty).docs("The number of rows.");
        writer.line(&line);
    });
}
