//! `graphql/table.ts`: which fields lead where, and the types of their arguments. What documents
//! are made with at run time; leaves are not in it.

use auto_api_model::render::{Argument, Form, member, type_name};
use auto_api_model::totals::Total;
use auto_api_model::{Entity, Kind, Link, Scalar, ValueDef};

use super::super::spell::{key, literal};
use super::super::text::Text;
use super::super::{File, Writer};
use super::inputs::taken;

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.runtime("../runtime/index.js", false);
    for entity in writer.zone.visible() {
        for form in Form::ALL {
            arguments(writer, &mut text, entity, form);
        }
    }
    text.gap();
    text.docs(["The fields that lead to objects or take arguments."]);
    text.block("export const TABLE: rt.Table =", ";", |text| {
        text.block("Query:", ",", |text| {
            for entity in writer.zone.visible() {
                roots(text, entity);
            }
        });
        for entity in writer.zone.visible() {
            object(writer, text, entity);
        }
        for kind in writer.zone.named_kinds().values() {
            if let Kind::Value(def) = kind {
                value(writer, text, def);
            }
        }
    });
    writer.source("graphql/table.ts", text)
}

/// The constant of a form's arguments.
fn constant(entity: &Entity, form: Form) -> String {
    let form = match form {
        Form::List => "list",
        Form::Pages => "pages",
        Form::Connection => "connection",
        Form::Aggregate => "aggregate",
    };
    format!("{}_{form}", entity.type_name())
}

fn arguments(writer: &Writer<'_>, text: &mut Text, entity: &Entity, form: Form) {
    let each = taken(writer, entity, form).map(|which| {
        let ty = match which {
            Argument::Filter => entity.filter_name(),
            Argument::OrderBy => format!("[{}!]", entity.order_name()),
            Argument::Distinct => format!("[{}!]", entity.distinct_name()),
            Argument::After | Argument::Before => Scalar::String.graphql().to_owned(),
            Argument::Limit
            | Argument::Offset
            | Argument::Page
            | Argument::PerPage
            | Argument::First
            | Argument::Last => Scalar::I32.graphql().to_owned(),
        };
        format!("{}: {}", writer.spell(which.name()), literal(&ty))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    text.line(&format!("const {} = {{ {each} }};", constant(entity, form)));
}

fn leads(text: &mut Text, wire: &str, target: &str, arguments: Option<&str>) {
    let (key, target) = (key(wire), literal(target));
    match arguments {
        Some(arguments) => text.parts(&[&key, ": [", &target, ", ", arguments, "],"]),
        None => text.parts(&[&key, ": [", &target, "],"]),
    }
}

fn roots(text: &mut Text, entity: &Entity) {
    let keys: Vec<&[usize]> = entity.visible_keys().collect();
    if !keys.is_empty() {
        // With several keys each is optional, and the server wants exactly one.
        let bang = if keys.len() > 1 { "" } else { "!" };
        let mut parts = Vec::new();
        for &at in keys.iter().copied().flatten() {
            let member = &entity.members[at];
            let ty = literal(&format!("{}{bang}", member.kind.graphql()));
            let part = format!("{}: {ty}", key(&member.name));
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let arguments = format!("{{ {} }}", parts.join(", "));
        leads(text, &entity.one_name, entity.type_name(), Some(&arguments));
    }
    let names = [
        &entity.list_name,
        &entity.pages_name,
        &entity.connection_name,
        &entity.aggregate_name,
    ];
    forms(text, names, entity);
}

fn forms(text: &mut Text, names: [&String; 4], target: &Entity) {
    for (name, form) in names.into_iter().zip(Form::ALL) {
        let node = match form {
            Form::List => target.type_name().to_owned(),
            Form::Pages => target.page_name(),
            Form::Connection => target.connection_type_name(),
            Form::Aggregate => target.aggregate_type_name(),
        };
        leads(text, name, &node, Some(&constant(target, form)));
    }
}

fn object(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let spell = |name| writer.spell(name);
    text.block(&format!("{}:", entity.type_name()), ",", |text| {
        for member in entity.answered() {
            if let Some(def) = struct_in(&member.kind) {
                leads(text, &member.name, def.name, None);
            }
        }
        for link in entity.visible_links() {
            relation(text, link, writer.zone.target(link));
        }
    });
    let info = spell(member::PAGE_INFO);
    text.block(&format!("{}:", entity.page_name()), ",", |text| {
        leads(text, &spell(member::ITEMS), entity.type_name(), None);
        leads(text, &info, type_name::PAGE_INFO, None);
    });
    let connection = entity.connection_type_name();
    text.block(&format!("{connection}:"), ",", |text| {
        leads(text, &spell(member::EDGES), &entity.edge_name(), None);
        leads(text, &spell(member::NODES), entity.type_name(), None);
        leads(text, &info, type_name::PAGE_INFO, None);
    });
    text.block(&format!("{}:", entity.edge_name()), ",", |text| {
        leads(text, &spell(member::NODE), entity.type_name(), None);
    });
    text.block(&format!("{}:", entity.aggregate_type_name()), ",", |text| {
        for total in Total::ALL {
            if total.members(entity).next().is_some() {
                leads(text, &spell(total.name()), &total.type_name(entity), None);
            }
        }
    });
}

fn relation(text: &mut Text, link: &Link, target: &Entity) {
    if link.many {
        let names = [
            &link.name,
            &link.pages_name,
            &link.connection_name,
            &link.aggregate_name,
        ];
        forms(text, names, target);
    } else {
        leads(text, &link.name, target.type_name(), None);
    }
}

fn value(writer: &Writer<'_>, text: &mut Text, def: &ValueDef) {
    text.block(&format!("{}:", def.name), ",", |text| {
        for field in def.fields.iter().filter(|field| field.is_readable()) {
            let kind = writer.zone.kind(field);
            if let Some(inner) = struct_in(&kind) {
                leads(text, &writer.zone.spelled(field), inner.name, None);
            }
        }
    });
}

/// The value struct that a kind leads to.
fn struct_in(kind: &Kind) -> Option<&'static ValueDef> {
    match kind {
        Kind::Value(def) => Some(def),
        Kind::List(item) => struct_in(item),
        Kind::Scalar(_) | Kind::Enum(_) => None,
    }
}
