//! `has_one`, `has_many`, `many_to_many` and `belongs_to`: lists of `name: Model`, each followed by
//! its options.

use auto_api_model::{Access, Load, OnDelete};
use proc_macro2::Ident;

use super::access::{self, On};
use super::entry::{Entry, Form};
use super::value::{self, Keyed};
use super::{docs_of, field, inner};
use crate::errors::Errors;
use crate::names::plain;
use crate::suggest::did_you_mean;

/// Which attribute a relation was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    HasOne,
    HasMany,
    ManyToMany,
    BelongsTo,
}

impl Way {
    /// The way of an attribute.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "has_one" => Self::HasOne,
            "has_many" => Self::HasMany,
            "many_to_many" => Self::ManyToMany,
            "belongs_to" => Self::BelongsTo,
            _ => return None,
        })
    }

    /// The options that there are, the required one first.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::HasOne | Self::HasMany => &["via", "zones", "access", "load", "deprecated"],
            Self::ManyToMany => &[
                "through",
                "via",
                "to",
                "zones",
                "access",
                "load",
                "deprecated",
            ],
            Self::BelongsTo => &[
                "fields",
                "to",
                "on_delete",
                "zones",
                "access",
                "load",
                "deprecated",
            ],
        }
    }
}

/// A relation, as written on its struct.
#[derive(Debug, Clone)]
pub(crate) struct RelationAttribute {
    pub(crate) name: Ident,
    pub(crate) target: syn::Path,
    pub(crate) way: Way,
    pub(crate) docs: String,
    pub(crate) through: Option<Keyed<syn::Path>>,
    pub(crate) fields: Option<Keyed<Vec<Ident>>>,
    pub(crate) via: Option<Keyed<Vec<Ident>>>,
    pub(crate) to: Option<Keyed<Vec<Ident>>>,
    pub(crate) on_delete: Option<Keyed<OnDelete>>,
    pub(crate) zones: Option<Keyed<Vec<Ident>>>,
    pub(crate) access: Access,
    pub(crate) load: Load,
    pub(crate) deprecated: Option<Keyed<String>>,
    seen: Vec<String>,
}

/// Reads one of the four attributes.
///
/// `has_many(comments: Comment, reviews: Review, via = post_id)`: an option belongs to the
/// relation before it.
pub(crate) fn read(entry: &Entry, way: Way, errors: &mut Errors) -> Vec<RelationAttribute> {
    let mut all: Vec<RelationAttribute> = Vec::new();
    for item in inner(entry, "(name: Model)`", errors) {
        match (&item.form, all.last_mut()) {
            (Form::Typed(_), _) => all.extend(relation(&item, way, errors)),
            (_, Some(last)) => option(last, &item, errors),
            (_, None) => {
                let key = plain(&entry.key);
                errors.at(
                    &item.key,
                    format_args!("expected `{key}(name: Model)`: its options come after it"),
                );
            }
        }
    }
    for relation in &all {
        required(relation, errors);
    }
    all
}

fn relation(item: &Entry, way: Way, errors: &mut Errors) -> Option<RelationAttribute> {
    let Form::Typed(tokens) = &item.form else {
        return None;
    };
    let Some(target) = value::as_path(tokens.clone()) else {
        let found = tokens.to_string();
        errors.at(
            tokens,
            format_args!("expected the name of a model, found `{found}`"),
        );
        return None;
    };
    Some(RelationAttribute {
        name: item.key.clone(),
        target,
        way,
        docs: docs_of(&item.docs),
        through: None,
        fields: None,
        via: None,
        to: None,
        on_delete: None,
        zones: None,
        access: Access::NONE,
        load: Load::Auto,
        deprecated: None,
        seen: Vec::new(),
    })
}

fn option(relation: &mut RelationAttribute, item: &Entry, errors: &mut Errors) {
    let name = plain(&item.key);
    let known = relation.way.options();
    if !known.contains(&name.as_str()) {
        let hint = did_you_mean(&name, known.iter().copied());
        let known = known.join("`, `");
        errors.at(
            &item.key,
            format_args!("unknown option `{name}`{hint} (there is `{known}`)"),
        );
        return;
    }
    if relation.seen.contains(&name) {
        errors.at(&item.key, format_args!("duplicate option `{name}`"));
        return;
    }
    match name.as_str() {
        "through" => relation.through = value::path(item, errors),
        "fields" => relation.fields = value::some_names(item, errors),
        "via" => relation.via = value::some_names(item, errors),
        "to" => relation.to = value::some_names(item, errors),
        "on_delete" => relation.on_delete = field::on_delete(item, errors),
        "zones" => relation.zones = value::list(item, errors),
        "access" => relation.access = access::access(item, On::Relation, errors),
        "load" => relation.load = load(item, errors).unwrap_or_default(),
        _ => relation.deprecated = value::text(item, errors),
    }
    relation.seen.push(name);
}

/// `load = keys`
fn load(item: &Entry, errors: &mut Errors) -> Option<Load> {
    const FORM: &str = "= keys` or `subquery`";
    let Form::Assign(tokens) = &item.form else {
        let none: Option<Keyed<Load>> = value::expected(item, FORM, errors);
        return none.map(|keyed| keyed.value);
    };
    match tokens.to_string().as_str() {
        "keys" => Some(Load::Keys),
        "subquery" => Some(Load::Subquery),
        other => {
            let hint = did_you_mean(other, ["keys", "subquery"]);
            errors.at(
                tokens,
                format_args!("expected `load {FORM}, found `{other}`{hint}"),
            );
            None
        }
    }
}

fn required(relation: &RelationAttribute, errors: &mut Errors) {
    let example = match relation.way {
        Way::ManyToMany => "through = PostTag",
        Way::BelongsTo => "fields = (order_id, line_no)",
        Way::HasOne | Way::HasMany => return,
    };
    let option = relation.way.options()[0];
    if !relation.seen.iter().any(|seen| seen == option) {
        let name = plain(&relation.name);
        errors.at(
            &relation.name,
            format_args!("relation `{name}` needs `{option}`, such as `{example}`"),
        );
    }
}
