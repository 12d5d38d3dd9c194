//! The types that entities share, each only if it was named.

use super::writer::{Line, Writer};
use crate::groups::{Bucket, GROUP_BY_DATE, GROUP_BY_TIME, GROUP_BY_VALUE};
use crate::operator::{Operand, RANGES};
use crate::render::read::{DIRECTIONS, PAGE_INFO, PageFactType};
use crate::render::{filter, member, type_name};
use crate::{BigIntFormat, EnumDef, Kind, Operator, Scalar, ValueDef};

/// Types are written before those they name.
pub(super) fn write(writer: &mut Writer<'_>) {
    page_info(writer);
    order(writer);
    buckets(writer);
    for (name, kind) in std::mem::take(&mut writer.used.filters) {
        kind_filter(writer, &name, &kind);
    }
    date_range(writer);
    json_path(writer);
    leaves(writer);
}

fn page_info(writer: &mut Writer<'_>) {
    if !writer.used.others.contains(type_name::PAGE_INFO) {
        return;
    }
    let head = format!("type {}", type_name::PAGE_INFO);
    writer.block(
        "Where a page is. What does not apply is null.",
        &head,
        |writer| {
            for fact in PAGE_INFO {
                let ty = match fact.ty {
                    PageFactType::Bool => writer.scalar(Scalar::Bool) + "!",
                    PageFactType::Cursor => writer.scalar(Scalar::String),
                    PageFactType::Number => writer.scalar(Scalar::I32),
                };
                let line = Line::new(writer.spell(fact.name), ty).docs(fact.docs);
                writer.line(&line);
            }
        },
    );
}

fn order(writer: &mut Writer<'_>) {
    if writer.used.others.contains(type_name::COUNT_ORDER) {
        let head = format!("input {}", type_name::COUNT_ORDER);
        let docs = "An order by the number of rows of a relation.";
        writer.block(docs, &head, |writer| {
            let ty = format!("{}!", writer.shared(type_name::ORDER_DIRECTION));
            let line = Line::new(writer.spell(member::COUNT), ty).docs("The number of rows.");
            writer.line(&line);
        });
    }
    if writer.used.others.contains(type_name::ORDER_DIRECTION) {
        let docs = "The direction of an order key, and where nulls come.";
        let head = format!("enum {}", type_name::ORDER_DIRECTION);
        writer.block(docs, &head, |writer| values(writer, &DIRECTIONS));
    }
}

fn buckets(writer: &mut Writer<'_>) {
    for (name, scalar) in [
        (GROUP_BY_VALUE, Scalar::Bool),
        (GROUP_BY_DATE, Scalar::Date),
        (GROUP_BY_TIME, Scalar::DateTime),
    ] {
        if writer.used.others.contains(name) {
            let all = Bucket::of(&Kind::Scalar(scalar)).iter();
            let all: Vec<_> = all.map(|own| (own.graphql(), own.docs())).collect();
            let docs = "What of a value groups rows.";
            writer.block(docs, &format!("enum {name}"), |writer| values(writer, &all));
        }
    }
}

fn values(writer: &mut Writer<'_>, all: &[(&str, &str)]) {
    for (name, docs) in all {
        writer.line(&Line::new(*name, "").docs(*docs));
    }
}

/// `input StringFilter { eq: String … }`
fn kind_filter(writer: &mut Writer<'_>, name: &str, kind: &Kind) {
    let item = match kind {
        Kind::List(item) => item,
        own => own,
    };
    let docs = match kind {
        Kind::Value(_) => "What a nested object must be.".to_owned(),
        Kind::List(_) => "What a list must be.".to_owned(),
        own => format!("What a value of `{}` must be.", own.graphql()),
    };
    writer.block(&docs, &format!("input {name}"), |writer| {
        for operator in Operator::of(kind) {
            let ty = operand(writer, operator.operand(), item);
            let line = Line::new(writer.spell(operator.name()), ty).docs(operator.docs());
            writer.line(&line);
        }
    });
}

fn operand(writer: &mut Writer<'_>, operand: Operand, item: &Kind) -> String {
    match operand {
        Operand::Same => writer.kind(item),
        Operand::Many | Operand::Two => format!("[{}!]", writer.kind(item)),
        Operand::Bool => writer.scalar(Scalar::Bool),
        Operand::Text => writer.scalar(Scalar::String),
        Operand::Int => writer.scalar(Scalar::I32),
        Operand::Range => writer.shared(type_name::DATE_RANGE).to_owned(),
        Operand::Path => writer.shared(type_name::JSON_PATH).to_owned(),
    }
}

fn date_range(writer: &mut Writer<'_>) {
    if writer.used.others.contains(type_name::DATE_RANGE) {
        let head = format!("enum {}", type_name::DATE_RANGE);
        let docs = "A named range of days, in UTC.";
        writer.block(docs, &head, |writer| values(writer, &RANGES));
    }
}

fn json_path(writer: &mut Writer<'_>) {
    if !writer.used.others.contains(type_name::JSON_PATH) {
        return;
    }
    let head = format!("input {}", type_name::JSON_PATH);
    writer.block("What a JSON document has at a path.", &head, |writer| {
        let text = writer.scalar(Scalar::String) + "!";
        let path = Line::new(writer.spell(filter::PATH), text);
        writer.line(&path.docs("Names and positions with dots between: `address.city`, `tags.0`."));
        let json = writer.scalar(Scalar::Json);
        let eq = Line::new(writer.spell(filter::EQ), json);
        writer.line(&eq.docs("What is there."));
    });
}

/// Value structs name more leaves, so they come first; then enums, then scalars.
fn leaves(writer: &mut Writer<'_>) {
    let mut done = Vec::new();
    while let Some(def) = next_value(writer, &done) {
        done.push(def.name);
        value(writer, def);
    }
    let leaves = std::mem::take(&mut writer.used.leaves);
    for kind in leaves.values() {
        if let Kind::Enum(def) = kind {
            enumeration(writer, def);
        }
    }
    for kind in leaves.values() {
        if let Kind::Scalar(kind) = kind {
            scalar(writer, *kind);
        }
    }
}

fn next_value(writer: &Writer<'_>, done: &[&str]) -> Option<&'static ValueDef> {
    writer.used.leaves.values().find_map(|kind| match kind {
        Kind::Value(def) if !done.contains(&def.name) => Some(*def),
        _ => None,
    })
}

fn value(writer: &mut Writer<'_>, def: &ValueDef) {
    writer.block(def.docs, &format!("type {}", def.name), |writer| {
        for field in def.fields.iter().filter(|field| field.is_readable()) {
            let kind = writer.zone.kind(field);
            let bang = if field.nullable { "" } else { "!" };
            let line = Line::new(writer.zone.spelled(field), writer.kind(&kind) + bang)
                .docs(field.docs)
                .deprecated(field.deprecated);
            writer.line(&line);
        }
    });
}

fn enumeration(writer: &mut Writer<'_>, def: &EnumDef) {
    writer.block(def.docs, &format!("enum {}", def.name), |writer| {
        for variant in def.variants {
            let line = Line::new(variant.graphql, "").docs(variant.docs);
            writer.line(&line.deprecated(variant.deprecated));
        }
    });
}

fn scalar(writer: &mut Writer<'_>, scalar: Scalar) {
    let Some((docs, specification)) = scalar.graphql_spec() else {
        return;
    };
    let number = writer.zone.big_int == BigIntFormat::Number;
    let docs = match scalar {
        Scalar::I64 if number => "A whole number of 64 bits.",
        _ => docs,
    };
    let by = specification.map_or_else(String::new, |url| {
        format!(" @specifiedBy(url: {})", super::writer::literal(url))
    });
    writer.definition(docs, &format!("scalar {}{by}", scalar.graphql()));
}
