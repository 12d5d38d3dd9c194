//! `types.py`: enums and value structs, which entities share.

use auto_api_model::{EnumDef, Kind, ValueDef, Variant};

use super::names::{attribute, class, literal};
use super::spell::{Types, or_none};
use super::text::{Text, deprecated};
use super::{File, Writer};

/// The module's own types need no module in front.
const HERE: Types<'static> = Types {
    enums: "",
    values: "",
};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut body = Text::default();
    let kinds = writer.zone.named_kinds();
    for kind in kinds.values() {
        if let Kind::Enum(def) = kind {
            enumeration(&mut body, def, |variant| variant.name);
        }
    }
    for kind in kinds.values() {
        if let Kind::Value(def) = kind {
            value(writer, &mut body, def);
        }
    }
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations");
    if body.has("_t.") {
        text.line("\nimport typing as _t");
    }
    if body.has("rt.") {
        text.line("\nfrom . import runtime as rt");
    }
    text.append(body);
    writer.source("types.py", "Enums and nested objects of rows.", text)
}

/// `Status: _t.TypeAlias = _t.Literal["draft", "published"]`; what may grow takes any text.
pub(super) fn enumeration(text: &mut Text, def: &EnumDef, name: fn(&Variant) -> &'static str) {
    text.line("");
    let head = format!("{}: _t.TypeAlias = _t.Literal[", class(def.name));
    let tail = if def.open { "] | str" } else { "]" };
    let names: Vec<String> = def.variants.iter().map(|v| literal(name(v))).collect();
    if names.is_empty() {
        text.line(&format!("{}: _t.TypeAlias = str", class(def.name)));
    } else {
        text.items(&head, &names, tail);
    }
    let mut docs = vec![def.docs.to_owned()];
    let lines = def.variants.iter().filter_map(|variant| {
        let about = format!("{} {}", variant.docs.trim(), deprecated(variant.deprecated));
        let about = about.trim();
        (!about.is_empty()).then(|| format!("- `{}`: {about}", name(variant)))
    });
    docs.push(lines.collect::<Vec<_>>().join("\n"));
    if def.open {
        docs.push("Other values may come in the future.".to_owned());
    }
    text.docs(docs.iter().map(String::as_str).collect::<Vec<_>>());
}

fn value(writer: &Writer<'_>, text: &mut Text, def: &ValueDef) {
    text.gap();
    text.block(&format!("class {}(rt.Value):", class(def.name)), |text| {
        let name = format!("`{}`.", def.name);
        text.docs([if def.docs.trim().is_empty() {
            &name
        } else {
            def.docs
        }]);
        text.line("");
        for field in def.fields.iter().filter(|field| field.is_readable()) {
            let kind = writer.zone.kind(field);
            let ty = or_none(&HERE.kind(writer.zone, &kind), field.nullable);
            let wire = writer.zone.spelled(field);
            let name = attribute(&wire);
            let default = if name == wire {
                String::new()
            } else {
                format!(" = rt.renamed({})", literal(&wire))
            };
            text.line(&format!("{name}: {ty}{default}"));
            text.docs([field.docs, &deprecated(field.deprecated)]);
        }
    });
}
