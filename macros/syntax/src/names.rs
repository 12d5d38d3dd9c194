//! Rules for names: what GraphQL allows, and the constants that stand for fields and relations.

use heck::ToShoutySnakeCase;
use proc_macro2::Ident;
use quote::ToTokens;

use crate::errors::Errors;

/// A name on the wire is a name in GraphQL, and not one of GraphQL's own.
pub(crate) fn check(name: &str, at: &impl ToTokens, errors: &mut Errors) {
    let mut letters = name.chars();
    let first = letters.next();
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_name =
        first.is_some_and(is_letter) && letters.all(|c: char| is_letter(c) || c.is_ascii_digit());
    if !is_name {
        errors.at(
            at,
            format_args!(
                "`{name}` cannot be a name in GraphQL, which has ASCII letters, digits and `_` only: \
                 give one with `#[api(name = \"…\")]`"
            ),
        );
    } else if name.starts_with("__") {
        errors.at(
            at,
            format_args!("`{name}`: names that begin with `__` are reserved by GraphQL"),
        );
    }
}

/// The name of an identifier, without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    match text.strip_prefix("r#") {
        Some(plain) => plain.to_owned(),
        None => text,
    }
}

/// The constant that stands for a field or a relation: `AUTHOR_ID` for `author_id`.
pub(crate) fn constant(ident: &Ident) -> Ident {
    Ident::new(&constant_text(ident), ident.span())
}

/// The same as text.
pub(crate) fn constant_text(ident: &Ident) -> String {
    let shouty = shouty(&plain(ident));
    let begins_well = shouty.starts_with(|c: char| c.is_alphabetic());
    if begins_well {
        shouty
    } else {
        format!("_{shouty}")
    }
}

/// `SCREAMING_SNAKE_CASE`, as GraphQL spells the values of enums.
pub(crate) fn shouty(name: &str) -> String {
    simple_shouty(name).unwrap_or_else(|| name.to_shouty_snake_case())
}

/// The same for nearly every field, which is in snake case already.
fn simple_shouty(name: &str) -> Option<String> {
    let mut out = Vec::with_capacity(name.len());
    let mut before = b'_';
    for &byte in name.as_bytes() {
        match byte {
            b'a'..=b'z' => {}
            b'0'..=b'9' | b'_' if before != b'_' => {}
            _ => return None,
        }
        out.push(byte.to_ascii_uppercase());
        before = byte;
    }
    if before == b'_' {
        return None;
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::{shouty, simple_shouty};
    use heck::ToShoutySnakeCase as _;

    #[test]
    fn simple_names_are_spelled_as_all_others() {
        let parts = ["a", "b1", "_", "C", "9", "é", "", "xyz"];
        for one in parts {
            for two in parts {
                for three in parts {
                    for four in parts {
                        let name = [one, two, three, four].concat();
                        assert_eq!(shouty(&name), name.to_shouty_snake_case(), "{name}");
                    }
                }
            }
        }
        assert_eq!(simple_shouty("author_id2").unwrap(), "AUTHOR_ID2");
        assert_eq!(simple_shouty("authorId"), None);
    }
}
