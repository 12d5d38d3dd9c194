//! `types.ts`: enums, value structs, the filters of kinds; what entities share.

use auto_api_model::operator::RANGES;
use auto_api_model::render::{filter, type_name};
use auto_api_model::{EnumDef, Kind, Operator, ValueDef, Variant};

use super::filter::kind_filter;
use super::spell::{Types, key, literal, note, type_name as spelled};
use super::text::{Text, deprecated};
use super::{File, Writer, input};

/// The module's own types need no import.
const HERE: Types<'static> = Types {
    enums: "",
    values: "",
};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    for kind in writer.zone.named_kinds().values() {
        match kind {
            Kind::Enum(def) => enumeration(&mut text, def, |variant| variant.name),
            Kind::Value(def) => value(writer, &mut text, def),
            Kind::Scalar(_) | Kind::List(_) => {}
        }
    }
    for def in writer.write_types.values.values() {
        input::value(writer, &mut text, def);
    }
    let kinds = writer.zone.filter_kinds();
    for (name, kind) in &kinds {
        kind_filter(writer, &mut text, HERE, (name, kind));
    }
    let has = |operator| {
        let mut all = kinds.values();
        all.any(|kind| Operator::of(kind).contains(&operator))
    };
    if has(Operator::Range) {
        date_range(&mut text);
    }
    if has(Operator::Path) {
        json_path(writer, &mut text);
    }
    if kinds.is_empty() && writer.zone.named_kinds().is_empty() {
        text.line("export {};");
    }
    writer.source("types.ts", text)
}

/// `export type Status = "draft" | "published"`; what may grow takes any text.
pub(super) fn enumeration(text: &mut Text, def: &EnumDef, name: fn(&Variant) -> &'static str) {
    text.gap();
    text.docs([
        def.docs,
        if def.open {
            "Other values may come in the future."
        } else {
            ""
        },
    ]);
    text.line(&format!("export type {} =", spelled(def.name)));
    text.indented(|text| {
        let last = def.variants.len().saturating_sub(1);
        for (at, variant) in def.variants.iter().enumerate() {
            text.docs([variant.docs, &deprecated(variant.deprecated)]);
            let end = if at == last && !def.open { ";" } else { "" };
            text.line(&format!("| {}{end}", literal(name(variant))));
        }
        if def.open {
            text.line("| (string & {});");
        }
    });
}

fn value(writer: &Writer<'_>, text: &mut Text, def: &ValueDef) {
    text.gap();
    text.docs([def.docs]);
    let head = format!("export interface {}", spelled(def.name));
    text.block(&head, "", |text| {
        for field in def.fields.iter().filter(|field| field.is_readable()) {
            let kind = writer.zone.kind(field);
            let null = if field.nullable { " | null" } else { "" };
            text.docs([
                field.docs,
                note(&kind, writer.zone),
                &deprecated(field.deprecated),
            ]);
            let ty = HERE.kind(writer.zone, text, &kind);
            let name = key(&writer.zone.spelled(field));
            text.line(&format!("{name}: {ty}{null};"));
        }
    });
}

fn date_range(text: &mut Text) {
    text.gap();
    text.docs(["A named range of days, in UTC."]);
    text.line(&format!("export type {} =", type_name::DATE_RANGE));
    text.indented(|text| {
        for (at, (name, docs)) in RANGES.iter().enumerate() {
            text.docs([*docs]);
            let end = if at + 1 == RANGES.len() { ";" } else { "" };
            text.line(&format!("| {}{end}", literal(name)));
        }
    });
}

fn json_path(writer: &Writer<'_>, text: &mut Text) {
    text.gap();
    text.docs(["What a JSON document has at a path."]);
    let head = format!("export interface {}", type_name::JSON_PATH);
    text.block(&head, "", |text| {
        text.docs(["Names and positions with dots between: `address.city`, `tags.0`."]);
        text.line(&format!("readonly {}: string;", writer.spell(filter::PATH)));
        text.docs(["What is there: any JSON."]);
        text.line(&format!("readonly {}: unknown;", writer.spell(filter::EQ)));
    });
}
