//! One module for each entity: its rows, its filter, and what requests about it are typed by.

use auto_api_model::{Entity, Link, Member};

use super::filter::{self, Modules};
use super::spell::{Types, key, module, note, type_name, union};
use super::text::{Text, deprecated};
use super::{File, Writer, depth, input};

const TYPES: &str = "../types.js";

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let each = writer.zone.visible().map(|entity| {
        let mut text = Text::default();
        row(writer, &mut text, entity);
        let modules = Modules {
            enums: TYPES,
            kinds: TYPES,
        };
        filter::entity(writer, &mut text, modules, entity);
        requests(writer, &mut text, entity);
        input::entity(writer, &mut text, entity);
        writer.source(&format!("models/{}.ts", module(entity)), text)
    });
    each.collect()
}

/// `export interface Post`: members are always there unless `fields` leaves them out, relations if
/// `include` names them.
fn row(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.docs([entity.model.docs, &deprecated(entity.model.deprecated)]);
    let head = format!("export interface {}", type_name(entity.type_name()));
    text.block(&head, "", |text| {
        for member in entity.answered() {
            field(writer, text, member);
        }
        for link in entity.visible_links() {
            relation(writer, text, entity, link);
        }
    });
}

fn field(writer: &Writer<'_>, text: &mut Text, member: &Member) {
    let types = Types {
        enums: TYPES,
        values: TYPES,
    };
    text.docs([
        member.field.docs,
        note(&member.kind, writer.zone),
        &deprecated(member.field.deprecated),
    ]);
    let ty = types.kind(writer.zone, text, &member.kind);
    let null = if member.field.nullable { " | null" } else { "" };
    text.line(&format!("{}: {ty}{null};", key(&member.name)));
}

fn relation(writer: &Writer<'_>, text: &mut Text, entity: &Entity, link: &Link) {
    let target = writer.zone.target(link);
    let name = type_name(target.type_name());
    if !std::ptr::eq(target, entity) {
        text.import(&format!("./{}.js", module(target)), &name);
    }
    let when = format!("There if `include` names `{}`.", link.name);
    text.docs([
        link.relation.docs,
        &when,
        &deprecated(link.relation.deprecated),
    ]);
    let end = match (link.many, link.nullable) {
        (true, _) => "[]",
        (false, true) => " | null",
        (false, false) => "",
    };
    text.line(&format!("{}?: {name}{end};", key(&link.name)));
}

/// `PostModel`
fn requests(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.gap();
    text.docs([&*format!(
        "What requests about `{}` are typed by. No value has this type.",
        entity.type_name()
    )]);
    let fields = entity.answered().map(|member| member.name.as_str());
    let sortable = entity.readable().filter(|member| member.is_sortable());
    let order = union(sortable.map(|member| member.name.as_str()));
    let distinct = union(entity.groupable().map(|member| member.name.as_str()));
    text.block(&format!("export interface {}", name(entity)), "", |text| {
        text.line(&format!("row: {};", type_name(entity.type_name())));
        text.line(&format!("filter: {};", entity.filter_name()));
        text.line(&format!("fields: {};", union(fields)));
        text.line(&format!("order: {order};"));
        text.line(&format!("distinct: {distinct};"));
        text.line(&format!("depth: {};", depth::of(writer.zone, entity)));
        for (group, many) in [("one", false), ("many", true)] {
            let links = entity.visible_links().filter(|link| link.many == many);
            let links: Vec<&Link> = links.collect();
            if links.is_empty() {
                text.line(&format!("{group}: {{}};"));
                continue;
            }
            text.block(&format!("{group}:"), ";", |text| {
                for link in links {
                    let target = writer.zone.target(link);
                    if !std::ptr::eq(target, entity) {
                        text.import(&format!("./{}.js", module(target)), &name(target));
                    }
                    text.line(&format!("{}: {};", key(&link.name), name(target)));
                }
            });
        }
    });
}

/// The name of what requests about an entity are typed by.
pub(super) fn name(entity: &Entity) -> String {
    format!("{}Model", entity.type_name())
}
