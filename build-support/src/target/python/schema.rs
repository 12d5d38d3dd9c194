//! `schema.py`: the object types of GraphQL and their fields: what documents are made with, and
//! checked by, at run time.

use auto_api_model::render::read::PAGE_INFO;
use auto_api_model::render::{Argument, Form, joined, member, type_name};
use auto_api_model::totals::Total;
use auto_api_model::{Entity, Kind, Scalar, ValueDef};

use super::names::literal;
use super::text::Text;
use super::{File, Writer};

/// The constant of a field that leads nowhere.
const LEAF: &str = "_LEAF";

/// The constant of no arguments.
const NONE: &str = "_NONE";

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations\n\nfrom .runtime import Table\n");
    text.line(&format!("{NONE}: dict[str, str] = {{}}"));
    text.line(&format!("{LEAF} = (\"\", {NONE})"));
    for entity in writer.zone.visible() {
        constants(writer, &mut text, entity);
    }
    text.line("\nTABLE: Table = {");
    let mut types = vec![query(writer)];
    for entity in writer.zone.visible() {
        types.extend(of(writer, entity));
    }
    for kind in writer.zone.named_kinds().values() {
        if let Kind::Value(def) = kind {
            types.push(value(writer, def));
        }
    }
    types.push(Object {
        name: type_name::PAGE_INFO.to_owned(),
        fields: PAGE_INFO.map(|fact| leaf(&writer.spell(fact.name))).into(),
    });
    let mut body = Text::default();
    body.block_of(|body| {
        for object in types {
            body.block(&format!("{}: {{", literal(&object.name)), |body| {
                for (name, leads) in object.fields {
                    body.parts(&[&literal(&name), ": ", &leads, ","]);
                }
            });
            body.line("},");
        }
    });
    text.append(body);
    text.line("}");
    text.docs(["The object types and what their fields lead to and take."]);
    writer.source(
        "schema.py",
        "The GraphQL schema, as far as documents need it.",
        text,
    )
}

/// An object type: its fields, and what each leads to.
struct Object {
    name: String,
    fields: Vec<(String, String)>,
}

fn leaf(name: &str) -> (String, String) {
    (name.to_owned(), LEAF.to_owned())
}

/// A field that leads to a type; `arguments` is the constant of what it takes.
fn leads(name: &str, target: &str, arguments: &str) -> (String, String) {
    (
        name.to_owned(),
        joined(&["(", &literal(target), ", ", arguments, ")"]),
    )
}

/// The constants of an entity's arguments: of its keys, and of its lists.
fn constants(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let mut all = vec![(one(entity), keys(entity))];
    all.extend(Form::ALL.map(|form| (constant(entity, form), taken(writer, entity, form))));
    for (name, arguments) in all
        .into_iter()
        .filter(|(_, arguments)| !arguments.is_empty())
    {
        let each = arguments
            .iter()
            .map(|(name, ty)| format!("{}: {}", literal(name), literal(ty)));
        text.line("");
        text.exploded(&format!("{name} = {{"), &each.collect::<Vec<_>>(), "}");
    }
}

fn one(entity: &Entity) -> String {
    format!("_{}_ONE", entity.type_name())
}

fn constant(entity: &Entity, form: Form) -> String {
    let form = match form {
        Form::List => "LIST",
        Form::Pages => "PAGES",
        Form::Connection => "CONNECTION",
        Form::Aggregate => "AGGREGATE",
    };
    format!("_{}_{form}", entity.type_name())
}

/// What a root for one row takes.
fn keys(entity: &Entity) -> Vec<(String, String)> {
    let keys: Vec<&[usize]> = entity.visible_keys().collect();
    // With several keys each is optional, and the server wants exactly one.
    let bang = if keys.len() > 1 { "" } else { "!" };
    let mut arguments = Vec::new();
    for &at in keys.iter().copied().flatten() {
        let member = &entity.members[at];
        let argument = (
            member.name.clone(),
            format!("{}{bang}", member.kind.graphql()),
        );
        if !arguments.contains(&argument) {
            arguments.push(argument);
        }
    }
    arguments
}

fn query(writer: &Writer<'_>) -> Object {
    let mut fields = Vec::new();
    for entity in writer.zone.visible() {
        if !keys(entity).is_empty() {
            fields.push(leads(&entity.one_name, entity.type_name(), &one(entity)));
        }
        let names = [
            &entity.list_name,
            &entity.pages_name,
            &entity.connection_name,
            &entity.aggregate_name,
        ];
        fields.extend(forms(names, entity));
    }
    Object {
        name: "Query".to_owned(),
        fields,
    }
}

/// The four forms of a list, by their names.
fn forms(names: [&String; 4], entity: &Entity) -> Vec<(String, String)> {
    let each = Form::ALL.into_iter().zip(names);
    let each = each.map(|(form, name)| {
        let target = match form {
            Form::List => entity.type_name().to_owned(),
            Form::Pages => entity.page_name(),
            Form::Connection => entity.connection_type_name(),
            Form::Aggregate => entity.aggregate_type_name(),
        };
        leads(name, &target, &constant(entity, form))
    });
    each.collect()
}

fn taken(writer: &Writer<'_>, entity: &Entity, form: Form) -> Vec<(String, String)> {
    let all = form.arguments().iter().copied();
    let all = all.filter(|which| which.is_taken(writer.zone, entity));
    let all = all.map(|which| {
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
        (writer.spell(which.name()), ty)
    });
    all.collect()
}

/// The types of an entity: rows, pages, connections, totals.
fn of(writer: &Writer<'_>, entity: &Entity) -> Vec<Object> {
    let spell = |name| writer.spell(name);
    let row = entity.type_name();
    let info = leads(&spell(member::PAGE_INFO), type_name::PAGE_INFO, NONE);
    let has = |total: &Total| total.members(entity).next().is_some();
    let totals: Vec<Total> = Total::ALL.into_iter().filter(has).collect();
    let mut sums = vec![leaf(&spell(member::COUNT))];
    sums.extend(
        totals
            .iter()
            .map(|total| leads(&spell(total.name()), &total.type_name(entity), NONE)),
    );
    let mut all = vec![
        rows(writer, entity),
        Object {
            name: entity.page_name(),
            fields: vec![leads(&spell(member::ITEMS), row, NONE), info.clone()],
        },
        Object {
            name: entity.connection_type_name(),
            fields: vec![
                leads(&spell(member::EDGES), &entity.edge_name(), NONE),
                leads(&spell(member::NODES), row, NONE),
                info,
                leaf(&spell(member::TOTAL_COUNT)),
            ],
        },
        Object {
            name: entity.edge_name(),
            fields: vec![
                leaf(&spell(member::CURSOR)),
                leads(&spell(member::NODE), row, NONE),
            ],
        },
        Object {
            name: entity.aggregate_type_name(),
            fields: sums,
        },
    ];
    all.extend(totals.into_iter().map(|total| {
        Object {
            name: total.type_name(entity),
            fields: total
                .members(entity)
                .map(|member| leaf(&member.name))
                .collect(),
        }
    }));
    all
}

fn rows(writer: &Writer<'_>, entity: &Entity) -> Object {
    let mut fields: Vec<_> = entity
        .answered()
        .map(|member| of_kind(&member.name, &member.kind))
        .collect();
    for link in entity.visible_links() {
        let target = writer.zone.target(link);
        if link.many {
            let names = [
                &link.name,
                &link.pages_name,
                &link.connection_name,
                &link.aggregate_name,
            ];
            fields.extend(forms(names, target));
        } else {
            fields.push(leads(&link.name, target.type_name(), NONE));
        }
    }
    Object {
        name: entity.type_name().to_owned(),
        fields,
    }
}

fn value(writer: &Writer<'_>, def: &ValueDef) -> Object {
    let shown = def.fields.iter().filter(|field| field.is_readable());
    Object {
        name: def.name.to_owned(),
        fields: shown
            .map(|field| of_kind(&writer.zone.spelled(field), &writer.zone.kind(field)))
            .collect(),
    }
}

fn of_kind(name: &str, kind: &Kind) -> (String, String) {
    match kind {
        Kind::Value(def) => leads(name, def.name, NONE),
        Kind::List(item) => of_kind(name, item),
        Kind::Scalar(_) | Kind::Enum(_) => leaf(name),
    }
}
