//! Rules for names: what GraphQL allows, and the constants that stand for fields and relations.

use heck::ToShoutySnakeCase;
use proc_macro2::Ident;
use quote::ToTokens;
use quote::format_ident;
use syn::ext::IdentExt;

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
    ident.unraw().to_string()
}

/// The constant that stands for a field or a relation: `AUTHOR_ID` for `author_id`.
pub(crate) fn constant(ident: &Ident) -> Ident {
    let shouty = plain(ident).to_shouty_snake_case();
    let begins_well = shouty.starts_with(|c: char| c.is_alphabetic());
    if begins_well {
        format_ident!("{shouty}", span = ident.span())
    } else {
        format_ident!("_{shouty}", span = ident.span())
    }
}

/// `SCREAMING_SNAKE_CASE`, as GraphQL spells the values of enums.
pub(crate) fn shouty(name: &str) -> String {
    name.to_shouty_snake_case()
}
