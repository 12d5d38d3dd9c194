//! How the model's names and types are spelled in TypeScript.

use std::fmt::Write as _;

use auto_api_model::{BigIntFormat, Case, Entity, Kind, Scalar, Zone};

use auto_api_model::render::{is_plain, joined};

use super::super::is_one_of;
use super::text::Text;

/// Names that no interface or type may have.
const RESERVED: [&str; 20] = [
    "any",
    "bigint",
    "boolean",
    "never",
    "null",
    "number",
    "object",
    "string",
    "symbol",
    "undefined",
    "unknown",
    "void",
    "class",
    "default",
    "enum",
    "function",
    "import",
    "new",
    "rt",
    "type",
];

/// The name of a type: as the documents have it, with `_` behind where TypeScript knows it.
pub(super) fn type_name(name: &str) -> String {
    let end = if is_of(&RESERVED, name) { "_" } else { "" };
    format!("{name}{end}")
}

/// Whether a name is one of these, which all begin with a small letter: most names of types do not,
/// and are compared with none.
pub(super) fn is_of(words: &[&str], name: &str) -> bool {
    let first = name.as_bytes().first();
    first.is_some_and(u8::is_ascii_lowercase) && is_one_of(words, name)
}

/// The name of a function or property of ours: `listPosts` of `list_posts`.
pub(super) fn camel(name: &str) -> String {
    Case::Camel.apply(name)
}

/// The name of a member as it is on the wire, quoted where it is no identifier.
pub(super) fn key(name: &str) -> String {
    if is_identifier(name) {
        name.to_owned()
    } else {
        literal(name)
    }
}

fn is_identifier(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    // An iterator would be called for each byte where nothing is optimised.
    while at < bytes.len() {
        match bytes[at] {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => {}
            b'0'..=b'9' if at > 0 => {}
            _ => return false,
        }
        at += 1;
    }
    at > 0
}

/// A text as a string literal.
pub(super) fn literal(text: &str) -> String {
    if is_plain(text) {
        return joined(&["\"", text, "\""]);
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A union of texts; `never` of none.
pub(super) fn union<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(literal).collect();
    if names.is_empty() {
        return "never".to_owned();
    }
    names.join(" | ")
}

/// An object type of members.
pub(super) fn object(members: impl Iterator<Item = String>) -> String {
    let members: Vec<String> = members.collect();
    format!("{{ {} }}", members.join("; "))
}

/// The module of an entity, below the folder of its kind.
pub(super) fn module(entity: &Entity) -> String {
    entity.singular.clone()
}

/// The type of a scalar in JSON.
pub(super) fn scalar(scalar: Scalar, zone: &Zone) -> &'static str {
    match scalar {
        Scalar::Bool => "boolean",
        Scalar::I64 if zone.big_int == BigIntFormat::String => "string",
        Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::U16
        | Scalar::U32
        | Scalar::F32
        | Scalar::F64 => "number",
        Scalar::Json => "unknown",
        Scalar::String
        | Scalar::Uuid
        | Scalar::DateTime
        | Scalar::LocalDateTime
        | Scalar::Date
        | Scalar::Time
        | Scalar::Duration
        | Scalar::Decimal
        | Scalar::Bytes
        | Scalar::Url
        | Scalar::Ip => "string",
    }
}

/// Where the named types are that a module writes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'m> {
    /// The module of enums.
    pub(super) enums: &'m str,
    /// The module of value structs.
    pub(super) values: &'m str,
}

impl Types<'_> {
    /// The type of a kind; what it names is imported.
    pub(super) fn kind(self, zone: &Zone, text: &mut Text, kind: &Kind) -> String {
        match kind {
            Kind::Scalar(own) => scalar(*own, zone).to_owned(),
            Kind::Enum(def) => named(text, self.enums, def.name),
            Kind::Value(def) => named(text, self.values, def.name),
            Kind::List(item) => format!("{}[]", self.kind(zone, text, item)),
        }
    }
}

fn named(text: &mut Text, module: &str, name: &str) -> String {
    let name = type_name(name);
    if !module.is_empty() {
        text.import(module, &name);
    }
    name
}

/// One sentence on how a scalar is written, for those whose text nobody guesses.
pub(super) fn note(kind: &Kind, zone: &Zone) -> &'static str {
    match kind.scalar() {
        Some(Scalar::I64) if zone.big_int == BigIntFormat::Number => {
            "A whole number of 64 bits: past 2^53 it is rounded."
        }
        Some(scalar) => scalar.graphql_spec().map_or("", |(docs, _)| docs),
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_none() {
        assert_eq!(key("created_at"), "created_at");
        assert_eq!(key("class"), "class");
        assert_eq!(key("content-type"), "\"content-type\"");
        assert_eq!(key("2nd"), "\"2nd\"");
        assert_eq!(type_name("string"), "string_");
        assert_eq!(literal("a\"\\\n\u{2028}"), "\"a\\\"\\\\\\u000a\\u2028\"");
        assert_eq!(union([]), "never");
    }
}
