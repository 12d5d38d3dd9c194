//! Names that Python takes: of packages, classes, attributes and parameters.

use std::fmt::Write as _;

use auto_api_model::case::snake;
use auto_api_model::render::{is_plain, joined};

use super::super::is_one_of;

/// Python's own words, which no name may be.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// What annotations and methods of the generated modules mean by these names.
const TAKEN: [&str; 18] = [
    "bool", "bytes", "dict", "field", "filters", "float", "inputs", "int", "keys", "list",
    "models", "queries", "rt", "self", "str", "tuple", "type", "types",
];

/// What pydantic's models have already.
const PYDANTIC: [&str; 28] = [
    "construct",
    "copy",
    "dict",
    "from_orm",
    "json",
    "model_computed_fields",
    "model_config",
    "model_construct",
    "model_copy",
    "model_dump",
    "model_dump_json",
    "model_extra",
    "model_fields",
    "model_fields_set",
    "model_json_schema",
    "model_parametrized_name",
    "model_post_init",
    "model_rebuild",
    "model_validate",
    "model_validate_json",
    "model_validate_strings",
    "parse_file",
    "parse_obj",
    "parse_raw",
    "schema",
    "schema_json",
    "update_forward_refs",
    "validate",
];

/// What clients have besides their collections.
const CLIENT: [&str; 8] = [
    "aclose",
    "close",
    "graphql",
    "models",
    "select",
    "select_field",
    "send",
    "stream",
];

/// What operations take besides the key.
const PARAMETERS: [&str; 6] = ["fields", "include", "input", "options", "patch", "shape"];

/// The name that a package is imported by: `blog_client` of `blog-client`.
pub(super) fn module(package: &str) -> String {
    let each = package.chars();
    let name: String = each
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    let name = name.trim_matches('_');
    free(name, &[])
}

/// A class: as the documents have it, with `_` behind where Python knows it.
pub(super) fn class(name: &str) -> String {
    let is_known = is_one_of(&KEYWORDS, name) || is_one_of(&TAKEN, name);
    format!("{name}{}", if is_known { "_" } else { "" })
}

/// The attribute of a member whose name on the wire is given: in snake case, with `_` behind
/// where the name is taken.
pub(super) fn attribute(wire: &str) -> String {
    free(&snake(wire), &[&PYDANTIC])
}

/// The parameter of a key's member.
pub(super) fn parameter(wire: &str) -> String {
    free(&snake(wire), &[&PARAMETERS])
}

/// A client's attribute for a collection.
pub(super) fn collection(plural: &str) -> String {
    free(&snake(plural), &[&CLIENT])
}

fn free(name: &str, more: &[&[&str]]) -> String {
    // A digit begins no name, and an underscore begins one that is not shown.
    let start = name.trim_start_matches('_');
    let start = match start.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("n{start}"),
        Some(_) => start.to_owned(),
        None => "n".to_owned(),
    };
    let known = [&KEYWORDS[..], &TAKEN[..]];
    let mut known = known.iter().chain(more);
    let is_known = known.any(|names| is_one_of(names, &start));
    if is_known { start + "_" } else { start }
}

/// Names as imports have them: constants, classes and the rest, each whatever the case.
pub(super) fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_cached_key(|name| (rank(name), name.to_lowercase(), name.clone()));
    names
}

/// Constants come first, then classes.
pub(super) fn rank(name: &str) -> u8 {
    let is_constant = name.len() > 1 && !name.contains(|c: char| c.is_ascii_lowercase());
    match (
        is_constant,
        name.starts_with(|c: char| c.is_ascii_uppercase()),
    ) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    if is_plain(text) {
        return joined(&["\"", text, "\""]);
    }
    // The formatter takes the quotes that need fewer backslashes.
    let quote = if text.contains('"') && text.matches('"').count() > text.matches('\'').count() {
        '\''
    } else {
        '"'
    };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken() {
        for (wire, name) in [
            ("createdAt", "created_at"),
            ("class", "class_"),
            ("None", "none"),
            ("from", "from_"),
            ("json", "json_"),
            ("list", "list_"),
            ("_id", "id"),
            ("_", "n"),
            ("model_fields", "model_fields_"),
            ("model_id", "model_id"),
        ] {
            assert_eq!(attribute(wire), name, "{wire}");
        }
        assert_eq!(parameter("fields"), "fields_");
        assert_eq!(collection("sends"), "sends");
        assert_eq!(collection("close"), "close_");
        assert_eq!(class("None"), "None_");
        assert_eq!(module("Blog-Client"), "blog_client");
        assert_eq!(module("2nd.client"), "n2nd_client");
    }

    #[test]
    fn literals_end_where_they_should() {
        assert_eq!(literal("it's"), "\"it's\"");
        assert_eq!(literal("a \"b\""), "'a \"b\"'");
        assert_eq!(literal("a\\\n\0"), "\"a\\\\\\n\\x00\"");
        assert_eq!(literal("it's \"b\""), "'it\\'s \"b\"'");
    }
}
