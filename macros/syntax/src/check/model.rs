//! Rules of a model: its key, its names, and the fields that its attributes name.

use std::collections::BTreeMap;

use auto_api_model::{Auto, Model};
use proc_macro2::{Ident, Span};

use crate::attr::model::TypeAttributes;
use crate::attr::relation::RelationAttribute;
use crate::errors::Errors;
use crate::lower::field::Draft;
use crate::names::{self, plain};
use crate::suggest::did_you_mean;

/// Every rule.
pub(crate) fn all(
    model: &Model,
    ident: &Ident,
    attributes: &TypeAttributes,
    drafts: &[Draft],
    relations: &[Ident],
    errors: &mut Errors,
) {
    key(ident, drafts, errors);
    version(drafts, errors);
    plural(model, ident, attributes, errors);
    wire_names(drafts, errors);
    relation_names(drafts, relations, errors);
    constants(drafts, relations, errors);
    named_fields(attributes, drafts, errors);
    distribution(attributes, drafts, errors);
}

/// A model has a key; without one it may have been meant as a value struct.
fn key(ident: &Ident, drafts: &[Draft], errors: &mut Errors) {
    let is_key = |draft: &Draft| draft.attributes.key("id").is_some();
    if !drafts.iter().any(is_key) {
        errors.at(
            ident,
            format_args!(
                "`{ident}` has no key: mark a field with `#[api(id)]`, or the struct with `#[api(value)]` to store it as JSON"
            ),
        );
    }
}

/// One counter of writes is enough.
fn version(drafts: &[Draft], errors: &mut Errors) {
    let counters = drafts.iter().flat_map(|draft| &draft.attributes.auto);
    let counters = counters.filter(|auto| auto.value == Auto::Version);
    for second in counters.skip(1) {
        errors.at(&second.key, "a model has one `version`");
    }
}

/// The plural is a name of its own, so that one row and many are asked for differently.
fn plural(model: &Model, ident: &Ident, attributes: &TypeAttributes, errors: &mut Errors) {
    let at = attributes
        .plural
        .as_ref()
        .map_or(ident, |plural| &plural.key);
    if model.plural_name() == model.singular() {
        errors.at(
            at,
            format_args!(
                "the plural of `{}` is the same word: give another with `plural = \"…\"`",
                model.singular()
            ),
        );
    } else if let Some(plural) = model.plural {
        names::check(plural, at, errors);
    }
}

/// No two fields have one name on the wire.
pub(crate) fn wire_names(drafts: &[Draft], errors: &mut Errors) {
    let mut names: BTreeMap<&str, &Draft> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.is_shown()) {
        if let Some(first) = names.insert(&draft.name, draft) {
            let first = plain(&first.ident);
            errors.at(
                &draft.ident,
                format_args!("`{first}` is named `{}` on the wire too", draft.name),
            );
        }
    }
}

/// No relation has the name of a field or of another relation.
fn relation_names(drafts: &[Draft], relations: &[Ident], errors: &mut Errors) {
    for (at, name) in relations.iter().enumerate() {
        let text = plain(name);
        let is_field = |draft: &Draft| draft.is_shown() && draft.name == text;
        if drafts.iter().any(is_field) {
            errors.at(
                name,
                format_args!("relation `{text}` has the name of a field: give it another"),
            );
        } else if relations[..at].iter().any(|first| plain(first) == text) {
            errors.at(
                name,
                format_args!("two relations are named `{text}`: name one of them with `as = …`, or another name"),
            );
        }
    }
}

/// No two fields or relations make one constant (`a_b` and `a__b` do).
fn constants(drafts: &[Draft], relations: &[Ident], errors: &mut Errors) {
    let fields = drafts.iter().filter(|draft| draft.is_shown());
    let mut seen: BTreeMap<String, &Ident> = BTreeMap::new();
    for ident in fields.map(|draft| &draft.ident).chain(relations) {
        let constant = names::constant_text(ident);
        if let Some(first) = seen.insert(constant.clone(), ident)
            && plain(first) != plain(ident)
        {
            let first = plain(first);
            errors.at(
                ident,
                format_args!(
                    "`{first}` makes the constant `{constant}` too: name one of them differently"
                ),
            );
        }
    }
}

/// Fields that attributes of the struct name are there, each once.
fn named_fields(attributes: &TypeAttributes, drafts: &[Draft], errors: &mut Errors) {
    let lists = attributes.indexes.iter().map(|index| &index.fields);
    let held = |relation: &'_ RelationAttribute| relation.fields.clone();
    let held: Vec<_> = attributes.relations.iter().filter_map(held).collect();
    let searched = attributes.search.iter().map(|fields| &fields.value);
    for list in lists
        .chain(held.iter().map(|fields| &fields.value))
        .chain(searched)
    {
        for (at, field) in list.iter().enumerate() {
            let name = plain(field);
            known(&name, field.span(), drafts, errors);
            if list[..at].iter().any(|first| plain(first) == name) {
                errors.at(field, format_args!("field `{name}` is named twice"));
            }
        }
    }
    for (at, key) in attributes.order.iter().enumerate() {
        known(&key.field, key.span, drafts, errors);
        if attributes.order[..at]
            .iter()
            .any(|first| first.field == key.field)
        {
            let message = format!("field `{}` is named twice", key.field);
            errors.at_span(key.span, message);
        }
    }
}

/// Rows are distributed by a field that each row has, or are on every server, not both.
fn distribution(attributes: &TypeAttributes, drafts: &[Draft], errors: &mut Errors) {
    let Some(key) = &attributes.distribute_by else {
        return;
    };
    if let Some(everywhere) = &attributes.reference_table {
        errors.at(
            everywhere,
            "`reference_table` cannot be combined with `distribute_by`",
        );
    }
    let name = plain(&key.value);
    known(&name, key.value.span(), drafts, errors);
    let mut named = drafts
        .iter()
        .filter(|draft| draft.is_shown() && plain(&draft.ident) == name);
    if named.any(Draft::is_nullable) {
        errors.at(
            &key.value,
            format_args!(
                "field `{name}` is optional: rows are distributed by a field that each has"
            ),
        );
    }
}

fn known(name: &str, span: Span, drafts: &[Draft], errors: &mut Errors) {
    let shown = drafts.iter().filter(|draft| draft.is_shown());
    let all: Vec<String> = shown.map(|draft| plain(&draft.ident)).collect();
    if !all.iter().any(|field| field == name) {
        let hint = did_you_mean(name, all.iter().map(String::as_str));
        errors.at_span(span, format_args!("there is no field `{name}`{hint}"));
    }
}
