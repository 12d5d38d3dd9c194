//! Filters of kinds, of entities, of relations to many: dictionaries with known keys.
//!
//! They are written as calls, since `in`, `and` and `not` cannot be attributes; types are texts,
//! since filters name each other.

use auto_api_model::operator::{Operand, RANGES};
use auto_api_model::render::{filter, joined, type_name};
use auto_api_model::{Entity, Kind, Operator, Scalar};

use super::names::literal;
use super::spell::{TYPES, Types};
use super::text::{Text, deprecated};
use super::{File, Writer};

/// Where the filters of a module find what they name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Modules<'m> {
    /// What stands before types.
    pub(super) types: Types<'m>,
    /// What stands before the filters of kinds other than enums.
    pub(super) kinds: &'m str,
}

pub(super) fn file(writer: &Writer<'_>) -> File {
    let modules = Modules {
        types: TYPES,
        kinds: "",
    };
    let mut body = Text::default();
    let kinds = writer.zone.filter_kinds();
    let has = |operator| {
        let mut all = kinds.values();
        all.any(|kind| Operator::of(kind).contains(&operator))
    };
    if has(Operator::Range) {
        date_range(&mut body);
    }
    if has(Operator::Path) {
        json_path(writer, &mut body);
    }
    for (name, kind) in &kinds {
        kind_filter(writer, &mut body, modules, (name, kind));
    }
    for of in writer.zone.visible() {
        entity(writer, &mut body, modules, of);
    }
    let mut text = Text::default();
    imports(&mut text, &body, "from . import runtime as rt");
    text.append(body);
    writer.source("filters.py", "Filters of lists and exports.", text)
}

/// What modules of filters import.
pub(super) fn imports(text: &mut Text, body: &Text, modules: &str) {
    text.line("\nfrom __future__ import annotations\n");
    if body.has("_t.") {
        text.line("import typing as _t");
    }
    if body.has("Sequence[") {
        text.line("from collections.abc import Sequence");
    }
    text.line("");
    if body.has("Required[") {
        text.line("from typing_extensions import Required, TypedDict\n");
    } else if body.has("TypedDict(") {
        text.line("from typing_extensions import TypedDict\n");
    }
    if body.has("rt.") {
        text.line(modules);
    }
    if body.has("types.") {
        text.line("from . import types");
    }
}

/// A key of a dictionary: its name, type and docs.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) docs: Vec<String>,
    /// Whether it must be there.
    pub(super) is_required: bool,
}

impl Key {
    pub(super) fn new(name: &str, ty: String, docs: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            ty,
            docs: docs.iter().map(|docs| (*docs).to_owned()).collect(),
            is_required: false,
        }
    }
}

/// `PostFilter = TypedDict("PostFilter", {…}, total=False)`
pub(super) fn dictionary(text: &mut Text, name: &str, keys: &[Key], docs: &str) {
    text.line("");
    text.block(&format!("{name} = TypedDict("), |text| {
        text.line(&format!("{},", literal(name)));
        if keys.is_empty() {
            text.line("{},");
        } else {
            text.block("{", |text| {
                for key in keys {
                    let docs: Vec<&str> = key.docs.iter().map(String::as_str).collect();
                    text.comment(docs);
                    let ty = if key.is_required {
                        literal(&joined(&["Required[", &key.ty, "]"]))
                    } else {
                        literal(&joined(&[&key.ty, " | rt.Unset"]))
                    };
                    text.parts(&[&literal(&key.name), ": ", &ty, ","]);
                }
            });
            text.line("},");
        }
        text.line("total=False,");
    });
    text.line(")");
    text.docs([docs]);
}

/// `StringFilter`, with an entry for each operator of the kind.
pub(super) fn kind_filter(
    writer: &Writer<'_>,
    text: &mut Text,
    modules: Modules<'_>,
    (name, kind): (&str, &Kind),
) {
    let item = match kind {
        Kind::List(item) => item,
        own => own,
    };
    let keys = Operator::of(kind).into_iter().map(|operator| {
        let own = match operator.operand() {
            Operand::Same | Operand::Many | Operand::Two => modules.types.kind(writer.zone, item),
            Operand::Bool => "bool".to_owned(),
            Operand::Text => "str".to_owned(),
            Operand::Int => "int".to_owned(),
            Operand::Range => type_name::DATE_RANGE.to_owned(),
            Operand::Path => type_name::JSON_PATH.to_owned(),
        };
        let ty = match operator.operand() {
            Operand::Many => format!("Sequence[{own}]"),
            Operand::Two => format!("tuple[{own}, {own}]"),
            _ => own,
        };
        Key::new(&writer.spell(operator.name()), ty, &[operator.docs()])
    });
    let docs = match kind {
        Kind::Value(_) => "What a nested object must be.",
        Kind::List(_) => "What a list must be.",
        Kind::Scalar(_) | Kind::Enum(_) => "What a value must be: every operator holds.",
    };
    dictionary(text, name, &keys.collect::<Vec<_>>(), docs);
}

/// `PostFilter`: members by their kinds, relations by the filters of what they lead to.
pub(super) fn entity(writer: &Writer<'_>, text: &mut Text, modules: Modules<'_>, entity: &Entity) {
    let zone = writer.zone;
    let name = entity.filter_name();
    let several = format!("Sequence[{name}]");
    let mut keys = vec![
        Key::new(
            &writer.spell(filter::AND),
            several.clone(),
            &["All of these hold."],
        ),
        Key::new(&writer.spell(filter::OR), several, &["One of these holds."]),
        Key::new(
            &writer.spell(filter::NOT),
            name.clone(),
            &["This does not hold."],
        ),
    ];
    if entity.search().is_some() {
        let name = writer.spell(filter::SEARCH);
        keys.push(Key::new(&name, "str".to_owned(), &[filter::SEARCH_DOCS]));
    }
    for member in entity.readable().filter(|member| member.is_filterable()) {
        let ty = format!("{}{}", modules.of(&member.kind), member.kind.filter_name());
        let gone = deprecated(member.field.deprecated);
        keys.push(Key::new(&member.name, ty, &[member.field.docs, &gone]));
    }
    for link in entity.visible_links() {
        let target = zone.target(link);
        let ty = if link.many {
            target.list_filter_name()
        } else {
            target.filter_name()
        };
        let relation = link.relation;
        let gone = deprecated(relation.deprecated);
        keys.push(Key::new(&link.name, ty, &[relation.docs, &gone]));
    }
    let docs = format!(
        "Which rows of `{}`: those for which every key holds.",
        entity.type_name()
    );
    dictionary(text, &name, &keys, &docs);
    if zone.is_listed(entity) {
        list(writer, text, modules, entity);
    }
}

/// `CommentListFilter`
fn list(writer: &Writer<'_>, text: &mut Text, modules: Modules<'_>, entity: &Entity) {
    let count = Kind::Scalar(Scalar::I32);
    let count = format!("{}{}", modules.of(&count), count.filter_name());
    let rows = entity.filter_name();
    let keys = [
        (filter::SOME, &rows, "One row or more matches."),
        (filter::EVERY, &rows, "No row fails to match."),
        (filter::NONE, &rows, "No row matches."),
        (filter::COUNT, &count, "The number of rows."),
    ];
    let keys = keys.map(|(key, ty, docs)| Key::new(&writer.spell(key), ty.clone(), &[docs]));
    let docs = format!("Which rows have which `{}` rows.", entity.type_name());
    dictionary(text, &entity.list_filter_name(), &keys, &docs);
}

fn date_range(text: &mut Text) {
    let names: Vec<String> = RANGES.iter().map(|(name, _)| literal(name)).collect();
    text.line("");
    let head = format!("{}: _t.TypeAlias = _t.Literal[", type_name::DATE_RANGE);
    text.items(&head, &names, "]");
    let lines: Vec<String> = RANGES
        .iter()
        .map(|(name, docs)| format!("- `{name}`: {docs}"))
        .collect();
    text.docs(["A named range of days, in UTC.", &lines.join("\n")]);
}

fn json_path(writer: &Writer<'_>, text: &mut Text) {
    let keys = [
        Key::new(
            &writer.spell(filter::PATH),
            "str".to_owned(),
            &["Names and positions with dots between: `address.city`, `tags.0`."],
        ),
        Key::new(
            &writer.spell(filter::EQ),
            "rt.Json".to_owned(),
            &["What is there: any JSON."],
        ),
    ];
    let docs = "What a JSON document has at a path; both keys are wanted.";
    dictionary(text, type_name::JSON_PATH, &keys, docs);
}

impl Modules<'_> {
    /// What stands before the filter of a kind.
    fn of(&self, kind: &Kind) -> &str {
        match kind {
            Kind::Enum(_) => "",
            Kind::List(item) => self.of(item),
            Kind::Scalar(_) | Kind::Value(_) => self.kinds,
        }
    }
}
