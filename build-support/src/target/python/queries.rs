//! `queries.py`: filters and orders as GraphQL has them, where enums have other names.

use auto_api_model::render::read::DIRECTIONS;
use auto_api_model::render::{Argument, member, sdl, type_name};
use auto_api_model::{Entity, Kind};

use super::filter::{self, Key, Modules, dictionary, kind_filter};
use super::names::literal;
use super::spell::Types;
use super::text::{Text, deprecated};
use super::types::enumeration;
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let modules = Modules {
        types: Types {
            enums: "",
            values: "types.",
        },
        kinds: "filters.",
    };
    let mut body = Text::default();
    for kind in writer.zone.named_kinds().values() {
        if let Kind::Enum(def) = kind {
            enumeration(&mut body, def, |variant| variant.graphql);
        }
    }
    directions(writer, &mut body);
    for (name, kind) in &writer.zone.filter_kinds() {
        if is_of_enum(kind) {
            kind_filter(writer, &mut body, modules, (name, kind));
        }
    }
    for entity in writer.zone.visible() {
        filter::entity(writer, &mut body, modules, entity);
        if sdl::is_orderable(writer.zone, entity) {
            order(writer, &mut body, entity);
        }
        if Argument::Distinct.is_taken(writer.zone, entity) {
            distinct(&mut body, entity);
        }
    }
    let mut text = Text::default();
    let filters = if body.has("filters.") {
        "filters\nfrom . import "
    } else {
        ""
    };
    let modules = format!("from . import {filters}runtime as rt");
    filter::imports(&mut text, &body, &modules);
    text.append(body);
    writer.source("queries.py", "Filters and orders of GraphQL.", text)
}

fn is_of_enum(kind: &Kind) -> bool {
    match kind {
        Kind::Enum(_) => true,
        Kind::List(item) => is_of_enum(item),
        Kind::Scalar(_) | Kind::Value(_) => false,
    }
}

fn directions(writer: &Writer<'_>, text: &mut Text) {
    let names = DIRECTIONS.map(|(name, _)| literal(name));
    text.line("");
    let head = format!("{}: _t.TypeAlias = _t.Literal[", type_name::ORDER_DIRECTION);
    text.items(&head, &names, "]");
    text.docs(["The direction of an order; nulls come last unless it says otherwise."]);
    let count = Key::new(
        &writer.spell(member::COUNT),
        type_name::ORDER_DIRECTION.to_owned(),
        &[],
    );
    let docs = "An order by the number of rows.";
    dictionary(text, type_name::COUNT_ORDER, &[count], docs);
}

/// `PostDistinct`
fn distinct(text: &mut Text, entity: &Entity) {
    let names: Vec<String> = (entity.distinguishing())
        .map(|member| literal(&member.name))
        .collect();
    text.line("");
    let head = format!("{}: _t.TypeAlias = _t.Literal[", entity.distinct_name());
    text.items(&head, &names, "]");
    let docs = format!("A field that tells rows of `{}` apart.", entity.type_name());
    text.docs([&*docs]);
}

/// `PostOrder`
fn order(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let mut keys = Vec::new();
    for member in entity.readable().filter(|member| member.is_sortable()) {
        let gone = deprecated(member.field.deprecated);
        let ty = type_name::ORDER_DIRECTION.to_owned();
        keys.push(Key::new(&member.name, ty, &[&gone]));
    }
    for link in entity.visible_links() {
        let target = writer.zone.target(link);
        let ty = if link.many {
            type_name::COUNT_ORDER.to_owned()
        } else if sdl::is_orderable(writer.zone, target) {
            target.order_name()
        } else {
            continue;
        };
        let gone = deprecated(link.relation.deprecated);
        keys.push(Key::new(&link.name, ty, &[&gone]));
    }
    let docs = format!(
        "One key to order `{}` by: exactly one of these.",
        entity.type_name()
    );
    dictionary(text, &entity.order_name(), &keys, &docs);
}
