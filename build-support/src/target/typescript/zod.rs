//! `zod.ts`: a schema for zod of each component of the zone's JSON Schema, typed by the interface
//! that the package has for it.
//!
//! Members are getters: they are looked at when all schemas are there, so that these may name each
//! other in circles, and bundlers may leave out those that nobody asks for.

mod expression;

use std::collections::BTreeMap;

use auto_api_model::Kind;
use auto_api_model::render::json_schema::PLACE;
use auto_api_model::render::{joined, type_name};
use serde_json::{Map, Value};

use super::spell::{is_of, key, type_name as spelled};
use super::text::Text;
use super::{File, Writer};

/// What is imported. No component has a `$` in its name.
const IMPORTS: [(&str, &str); 5] = [
    ("$z", "import * as $z from \"zod\";"),
    ("$t", "import type * as $t from \"./index.js\";"),
    ("$types", "import type * as $types from \"./types.js\";"),
    ("$rt", "import type * as $rt from \"./runtime/index.js\";"),
    ("$s", "import * as $s from \"./runtime/schema.js\";"),
];

/// Names that a constant may not have, besides those that no type may.
const KEYWORDS: [&str; 33] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "const",
    "continue",
    "debugger",
    "delete",
    "do",
    "else",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "if",
    "implements",
    "in",
    "instanceof",
    "interface",
    "let",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "yield",
    "while",
];

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    let types = types(writer);
    for (name, schema) in writer.package.components.schemas() {
        // What no type of the client stands for, no call of it sends or gets.
        let (Some(schema), Some(ty)) = (schema.as_object(), types.get(name)) else {
            continue;
        };
        component(&mut text, name, ty, schema);
    }
    let body = text.finish();
    let mut head = Text::default();
    for (name, line) in IMPORTS {
        // One that is not used is an error under strict settings.
        if body.contains(&format!("{name}.")) {
            head.line(line);
        }
    }
    let mut file = writer.source("zod.ts", head);
    file.contents.push('\n');
    file.contents.push_str(&body);
    file
}

/// `export const Post: $z.ZodType<$t.Post> = $z.object({ … });`
fn component(text: &mut Text, name: &str, ty: &str, schema: &Map<String, Value>) {
    text.gap();
    let docs = schema.get("description").and_then(Value::as_str);
    text.docs([docs.unwrap_or_default()]);
    let head = format!("export const {}: $z.ZodType<{ty}> =", constant(name));
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        text.line(&format!("{head} {};", expression::of(schema)));
        return;
    };
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let object = if is_closed { "strictObject" } else { "object" };
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| {
        required.is_some_and(|all| all.iter().any(|known| known.as_str() == Some(name)))
    };
    text.line(&format!("{head} /* @__PURE__ */ $z.{object}({{"));
    text.indented(|text| {
        for (name, schema) in properties {
            let mut own = schema.as_object().map_or_else(String::new, expression::of);
            if !is_required(name) {
                own = joined(&["$z.exactOptional(", &own, ")"]);
            }
            text.parts(&["get ", &key(name), "() { return ", &own, "; },"]);
        }
    });
    text.line("});");
}

/// The name of a component's constant.
fn constant(name: &str) -> String {
    let end = if is_of(&KEYWORDS, name) { "_" } else { "" };
    format!("{}{end}", spelled(name))
}

/// The type of each component, by its name.
fn types(writer: &Writer<'_>) -> BTreeMap<String, String> {
    let zone = writer.zone;
    let mut types = BTreeMap::new();
    for entity in zone.visible() {
        let row = spelled(entity.type_name());
        types.insert(entity.page_name(), format!("$rt.Page<$t.{row}>"));
        types.insert(entity.type_name().to_owned(), format!("$t.{row}"));
        for name in [entity.filter_name(), entity.list_filter_name()] {
            types.insert(name.clone(), format!("$t.{}", spelled(&name)));
        }
    }
    let named = zone.named_kinds().into_iter();
    let named = named.filter(|(_, kind)| matches!(kind, Kind::Enum(_) | Kind::Value(_)));
    let named = named.map(|(name, _)| name.to_owned());
    for name in named.chain(zone.filter_kinds().into_keys()) {
        let ty = format!("$t.{}", spelled(&name));
        types.insert(name, ty);
    }
    for name in [type_name::DATE_RANGE, type_name::JSON_PATH] {
        types.insert(name.to_owned(), format!("$types.{name}"));
    }
    for name in [
        type_name::PAGE_INFO,
        type_name::PROBLEM,
        type_name::PROBLEM_ITEM,
        type_name::ERROR_CODE,
    ] {
        types.insert(name.to_owned(), format!("$rt.{name}"));
    }
    types
}
