//! `models.py`: the rows of each entity.

use auto_api_model::{Entity, Link, Member};

use super::names::{attribute, literal};
use super::spell::{TYPES, or_none, row};
use super::text::{Text, deprecated};
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut body = Text::default();
    for entity in writer.zone.visible() {
        class(writer, &mut body, entity);
    }
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations");
    text.line("");
    if body.has("rt.") {
        text.line("from . import runtime as rt");
    }
    if body.has("types.") {
        text.line("from . import types");
    }
    text.append(body);
    writer.source("models.py", "The rows of each model.", text)
}

/// `class Post(rt.Row)`: members are there unless `fields` leaves them out, relations if
/// `include` names them.
fn class(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.gap();
    text.block(&format!("class {}(rt.Row):", row(entity)), |text| {
        let model = entity.model;
        let name = format!("A row of `{}`.", entity.type_name());
        let docs = if model.docs.trim().is_empty() {
            &name
        } else {
            model.docs
        };
        text.docs([docs, &deprecated(model.deprecated)]);
        text.line("");
        let mut taken = Vec::new();
        for member in entity.answered() {
            field(writer, text, member, &mut taken);
        }
        for link in entity.visible_links() {
            relation(writer, text, link, &mut taken);
        }
    });
}

/// `title: str = rt.member()`
fn attributed(text: &mut Text, wire: &str, ty: &str, taken: &mut Vec<String>) {
    let mut name = attribute(wire);
    while taken.contains(&name) {
        name.push('_');
    }
    let alias = if name == wire {
        String::new()
    } else {
        literal(wire)
    };
    text.line(&format!("{name}: {ty} = rt.member({alias})"));
    taken.push(name);
}

fn field(writer: &Writer<'_>, text: &mut Text, member: &Member, taken: &mut Vec<String>) {
    let ty = TYPES.kind(writer.zone, &member.kind);
    let ty = or_none(&ty, member.field.nullable);
    attributed(text, &member.name, &ty, taken);
    text.docs([member.field.docs, &deprecated(member.field.deprecated)]);
}

fn relation(writer: &Writer<'_>, text: &mut Text, link: &Link, taken: &mut Vec<String>) {
    let target = row(writer.zone.target(link));
    let ty = if link.many {
        format!("list[{target}]")
    } else {
        or_none(&target, link.nullable)
    };
    attributed(text, &link.name, &ty, taken);
    let when = format!("There if `include` names `{}`.", link.name);
    let relation = link.relation;
    text.docs([relation.docs, &when, &deprecated(relation.deprecated)]);
}
