//! The only reader of attributes: `#[api(…)]`, `#[serde(…)]`, doc comments, `#[deprecated]`,
//! `#[non_exhaustive]` and `#[default]`.
//!
//! A mistake that one attribute shows is found here; one between attributes in `check.rs`.

pub(crate) mod access;
pub(crate) mod constraints;
mod docs;
pub(crate) mod entry;
pub(crate) mod field;
pub(crate) mod model;
pub(crate) mod place;
pub(crate) mod relation;
pub(crate) mod value;

use syn::{Attribute, Meta};

use crate::errors::Errors;
use crate::names::plain;
use entry::{Entry, Form};
use place::Place;
use value::Keyed;

/// The attributes of a type, a field or a variant.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    /// The entries of all `#[api(…)]`.
    pub(crate) api: Vec<Entry>,
    /// The entries of all `#[serde(…)]`.
    pub(crate) serde: Vec<Entry>,
    /// The doc comment.
    pub(crate) docs: String,
    /// The reason in `#[deprecated]`.
    pub(crate) deprecated: Option<String>,
    /// Whether there is `#[non_exhaustive]`.
    pub(crate) is_open: bool,
    /// Whether there is `#[default]`, Rust's own of an enum's variant.
    pub(crate) is_default: bool,
}

/// Reads the attributes of an item.
pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Attributes {
    let mut read = Attributes {
        docs: docs::docs(attributes),
        deprecated: docs::deprecated(attributes),
        ..Attributes::default()
    };
    for attribute in attributes {
        if attribute.path().is_ident("api") {
            match &attribute.meta {
                Meta::List(list) => read.api.extend(entry::entries(list.tokens.clone(), errors)),
                _ => errors.at(&attribute.meta, "expected `#[api(…)]`"),
            }
        } else if attribute.path().is_ident("serde") {
            // What is malformed in it, serde reports.
            let mut scratch = Errors::default();
            if let Meta::List(list) = &attribute.meta {
                let entries = entry::entries(list.tokens.clone(), &mut scratch);
                read.serde.extend(entries);
            }
            scratch.discard();
        } else if attribute.path().is_ident("non_exhaustive") {
            read.is_open = true;
        } else if attribute.path().is_ident("default") {
            read.is_default = true;
        }
    }
    read
}

impl Attributes {
    /// Whether `#[api(…)]` has an entry of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.api.iter().any(|entry| plain(&entry.key) == name)
    }

    /// The reason not to use it: `#[api(deprecated = "…")]`, or Rust's own.
    pub(crate) fn reason(&self, given: Option<&Keyed<String>>) -> Option<String> {
        let given = given.map(|given| given.value.clone());
        given.or_else(|| self.deprecated.clone())
    }
}

/// The doc comment among these attributes.
pub(crate) fn docs_of(attributes: &[Attribute]) -> String {
    docs::docs(attributes)
}

/// The path of the `auto-api` crate: `#[api(crate = "…")]`, or its own name.
pub(crate) fn krate(attributes: &Attributes, errors: &mut Errors) -> syn::Path {
    let mut all = attributes.api.iter();
    let given = all.find(|entry| plain(&entry.key) == "crate");
    let path = given.and_then(|entry| {
        let text = value::text(entry, errors)?;
        let path = text.value.parse().ok().and_then(value::as_path);
        path.or_else(|| value::expected(entry, "= \"…\"` with the path of the crate", errors))
    });
    path.unwrap_or_else(|| syn::parse_quote!(::auto_api))
}

/// Reports every `#[api(…)]` of an item that has none of its own.
pub(crate) fn only(attributes: &mut Attributes, place: Place, errors: &mut Errors) -> Vec<Entry> {
    place::allowed(std::mem::take(&mut attributes.api), place, errors)
}

/// The entries of `key(…)`.
pub(crate) fn inner(entry: &Entry, example: &str, errors: &mut Errors) -> Vec<Entry> {
    match &entry.form {
        Form::List(tokens) if !tokens.is_empty() => entry::entries(tokens.clone(), errors),
        _ => {
            value::expected::<()>(entry, example, errors);
            Vec::new()
        }
    }
}
