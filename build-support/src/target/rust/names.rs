//! Names that Rust takes: of crates, types, members and constants.

use auto_api_model::case::snake;
use auto_api_model::render::{is_plain, joined};

use super::super::is_one_of;

/// Rust's own words, which a name may be behind `r#`.
const KEYWORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while",
];

/// Words that no name may be.
const PATHS: [&str; 5] = ["self", "super", "crate", "Self", "_"];

/// What generated modules mean by these names of types.
const TYPES: [&str; 28] = [
    "bool", "char", "crate", "f32", "f64", "i16", "i32", "i64", "str", "u16", "u32", "u8", "usize",
    "rt", "Box", "Client", "Clone", "Default", "Err", "From", "Into", "None", "Ok", "Option",
    "Result", "Some", "String", "Vec",
];

/// Methods of filters that are there already.
const METHODS: [&str; 13] = [
    "borrow",
    "clone",
    "clone_into",
    "cmp",
    "default",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
];

/// Methods of clients that are there already.
const CLIENT: [&str; 8] = [
    "borrow", "builder", "clone", "fmt", "graphql", "into", "new", "send",
];

/// A crate's name, as cargo takes it.
pub(super) fn package(name: &str) -> String {
    let each = name.chars();
    let name: String = each
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect();
    let name = name.trim_matches('-').to_ascii_lowercase();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => name,
        _ => format!("client-{name}").trim_end_matches('-').to_owned(),
    }
}

/// The name that a crate is used by.
pub(super) fn krate(package: &str) -> String {
    identifier(&self::package(package).replace('-', "_"))
}

/// A name as it may stand in source: `r#type` of `type`, `self_` of `self`.
pub(super) fn identifier(name: &str) -> String {
    if is_one_of(&PATHS, name) {
        format!("{name}_")
    } else if is_one_of(&KEYWORDS, name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// The name of a type: as the documents have it, with `_` behind where Rust knows it.
pub(super) fn type_name(name: &str) -> String {
    let taken: [&[&str]; 3] = [&TYPES, &PATHS, &KEYWORDS];
    if taken.iter().any(|words| is_one_of(words, name)) {
        return format!("{name}_");
    }
    name.to_owned()
}

/// The member of a name on the wire, in snake case and without `r#`.
pub(super) fn member(wire: &str) -> String {
    let name = snake(wire);
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("n{name}"),
        Some(_) => name,
        None => "n".to_owned(),
    }
}

/// Members of one struct: a name that comes twice has `_` behind.
#[derive(Debug, Default)]
pub(super) struct Members {
    taken: Vec<String>,
}

impl Members {
    /// The member of a name on the wire, without `r#`.
    pub(super) fn name(&mut self, wire: &str) -> String {
        let mut name = member(wire);
        while self.taken.contains(&name) {
            name.push('_');
        }
        self.taken.push(name.clone());
        name
    }
}

/// The method that sets a member of a filter.
pub(super) fn method(member: &str) -> String {
    free(member, &METHODS)
}

/// The method of a client that leads to a collection.
pub(super) fn collection(plural: &str) -> String {
    free(&member(plural), &CLIENT)
}

fn free(name: &str, taken: &[&str]) -> String {
    if is_one_of(taken, name) {
        return format!("{name}_");
    }
    identifier(name)
}

/// `InvoiceLines` of `invoice_lines`.
pub(super) fn upper(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    let mut out = String::new();
    for part in parts {
        let mut chars = part.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.extend(chars);
    }
    out
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    if text.is_ascii() && is_plain(text) {
        return joined(&["\"", text, "\""]);
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\'' => out.push(c),
            ' '..='~' if !matches!(c, '"' | '\\') => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            other => out.extend(other.escape_default()),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken() {
        for (wire, name) in [
            ("createdAt", "created_at"),
            ("class", "class"),
            ("type", "r#type"),
            ("self", "self_"),
            ("Self", "self_"),
            ("2nd", "n2nd"),
            ("_", "n"),
            ("content-type", "content_type"),
        ] {
            assert_eq!(identifier(&member(wire)), name, "{wire}");
        }
        let mut members = Members::default();
        assert_eq!(members.name("a_b"), "a_b");
        assert_eq!(members.name("aB"), "a_b_");
        assert_eq!(type_name("Option"), "Option_");
        assert_eq!(type_name("Post"), "Post");
        assert_eq!(method("new"), "new_");
        assert_eq!(method("type"), "r#type");
        assert_eq!(collection("graphql"), "graphql_");
        assert_eq!(upper("invoice_lines"), "InvoiceLines");
        assert_eq!(package("@acme/Blog Client"), "acme-blog-client");
        assert_eq!(krate("2nd.client"), "client_2nd_client");
    }

    #[test]
    fn literals_end_where_they_should() {
        assert_eq!(
            literal("it's \"b\" \\ \n\u{202e}é"),
            "\"it's \\\"b\\\" \\\\ \\n\\u{202e}é\""
        );
    }
}
