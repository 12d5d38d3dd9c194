//! `#[api(mutation)]`, `#[api(query)]` and `#[api(field)]` above a function.

use auto_api_model::MethodKind;
use proc_macro2::Ident;
use syn::Attribute;

use crate::attr;
use crate::attr::entry::Entry;
use crate::attr::place::Place;
use crate::attr::value::{self, Keyed};
use crate::errors::Errors;
use crate::intern;
use crate::lower::field;
use crate::names::plain;

/// What the attributes of a method say.
#[derive(Debug)]
pub(super) struct Marked {
    /// Nothing if that is not said, or said twice.
    pub(super) kind: Option<MethodKind>,
    pub(super) name: Option<Keyed<String>>,
    pub(super) zones: &'static [&'static str],
    pub(super) docs: &'static str,
    pub(super) deprecated: Option<&'static str>,
}

/// Reads the attributes of a function; nothing if it is not marked.
pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Option<Marked> {
    let first = attributes.iter().find(|a| a.path().is_ident("api"))?;
    for attribute in attributes {
        if attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr") {
            errors.at(
                attribute,
                "a method cannot be there only sometimes: put the `cfg` on the whole `impl` block",
            );
        }
    }
    let mut all = attr::read(attributes, errors);
    let entries = attr::only(&mut all, Place::Method, errors);
    let mut marked = Marked {
        kind: None,
        name: None,
        zones: &[],
        docs: intern::text(&all.docs),
        deprecated: None,
    };
    let (mut kinds, mut reason): (Vec<Ident>, Option<Keyed<String>>) = (Vec::new(), None);
    for entry in &entries {
        match plain(&entry.key).as_str() {
            "field" => kinds.push(kind(&mut marked, MethodKind::Field, entry, errors)),
            "query" => kinds.push(kind(&mut marked, MethodKind::Query, entry, errors)),
            "mutation" => kinds.push(kind(&mut marked, MethodKind::Mutation, entry, errors)),
            "name" => marked.name = value::text(entry, errors),
            "zones" => marked.zones = field::zones(value::list(entry, errors).as_ref()),
            "deprecated" => reason = value::text(entry, errors),
            "needs" => errors.at(
                &entry.key,
                "a computed field needs what it takes: name the fields as parameters, `fn word_count(body: &str) -> i32`",
            ),
            _ => {}
        }
    }
    match kinds.as_slice() {
        [] => errors.at(first, "say what it is: `mutation`, `query` or `field`"),
        [_] => {}
        [first, second, ..] => {
            let (first, other) = (plain(first), plain(second));
            errors.at(
                second,
                format_args!("`{other}` cannot be combined with `{first}`"),
            );
            marked.kind = None;
        }
    }
    marked.deprecated = (all.reason(reason.as_ref())).map(|reason| intern::text(&reason));
    Some(marked)
}

fn kind(marked: &mut Marked, kind: MethodKind, entry: &Entry, errors: &mut Errors) -> Ident {
    marked.kind = Some(kind);
    value::word(entry, errors)
}
