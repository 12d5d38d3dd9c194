//! The attributes of a struct, as written. What they mean together is for `check` and `lower`.

use auto_api_model::{Access, Direction, Nulls, PageSize};
use proc_macro2::{Ident, Span};

use super::access::{self, On};
use super::constraints::Limits;
use super::entry::{Entry, Form};
use super::inner;
use super::relation::{self, RelationAttribute, Way};
use super::value::{self, Keyed};
use crate::errors::Errors;
use crate::names::plain;
use crate::suggest::did_you_mean;

/// The attributes of a type.
#[derive(Debug, Clone)]
pub(crate) struct TypeAttributes {
    pub(crate) name: Option<Keyed<String>>,
    pub(crate) table: Option<Keyed<String>>,
    pub(crate) plural: Option<Keyed<String>>,
    pub(crate) zones: Option<Keyed<Vec<Ident>>>,
    pub(crate) relations: Vec<RelationAttribute>,
    pub(crate) indexes: Vec<IndexAttribute>,
    pub(crate) search: Option<Keyed<Vec<Ident>>>,
    pub(crate) order: Vec<OrderAttribute>,
    pub(crate) page: PageSize,
    pub(crate) access: Access,
    pub(crate) deprecated: Option<Keyed<String>>,
    pub(crate) distribute_by: Option<Keyed<Ident>>,
    pub(crate) reference_table: Option<Ident>,
    pub(crate) limits: Limits,
    pub(crate) validate: Option<Keyed<syn::Path>>,
    pub(crate) read_only: Option<Ident>,
    pub(crate) audit: Option<Ident>,
}

/// `unique(a, b)` or `index(a, b, name = "…")`.
#[derive(Debug, Clone)]
pub(crate) struct IndexAttribute {
    pub(crate) name: Option<String>,
    pub(crate) fields: Vec<Ident>,
    pub(crate) unique: bool,
}

/// One key of `order = "-created_at"`.
#[derive(Debug, Clone)]
pub(crate) struct OrderAttribute {
    pub(crate) field: String,
    pub(crate) direction: Direction,
    pub(crate) nulls: Nulls,
    pub(crate) span: Span,
}

/// Reads the entries that may stand on a type.
pub(crate) fn read(entries: &[Entry], errors: &mut Errors) -> TypeAttributes {
    let mut read = TypeAttributes {
        name: None,
        table: None,
        plural: None,
        zones: None,
        relations: Vec::new(),
        indexes: Vec::new(),
        search: None,
        order: Vec::new(),
        page: PageSize::DEFAULT,
        access: Access::NONE,
        deprecated: None,
        distribute_by: None,
        reference_table: None,
        limits: Limits::NONE,
        validate: None,
        read_only: None,
        audit: None,
    };
    for entry in entries {
        let name = plain(&entry.key);
        if let Some(way) = Way::of(&name) {
            read.relations.extend(relation::read(entry, way, errors));
        } else if !read.limits.read(&name, entry, errors) {
            one(&mut read, &name, entry, errors);
        }
    }
    read
}

fn one(read: &mut TypeAttributes, name: &str, entry: &Entry, errors: &mut Errors) {
    match name {
        "name" => read.name = value::text(entry, errors),
        "table" => read.table = value::text(entry, errors),
        "plural" => read.plural = value::text(entry, errors),
        "zones" => read.zones = value::list(entry, errors),
        "unique" => read.indexes.extend(index(entry, true, errors)),
        "index" => read.indexes.extend(index(entry, false, errors)),
        "search" => read.search = value::list(entry, errors),
        "order" => read.order = order(entry, errors),
        "page" => read.page = page(entry, errors),
        "access" => read.access = access::access(entry, On::Model, errors),
        "deprecated" => read.deprecated = value::text(entry, errors),
        "distribute_by" => read.distribute_by = value::name(entry, errors),
        "reference_table" => read.reference_table = Some(value::word(entry, errors)),
        "validate" => read.validate = value::function(entry, errors),
        "read_only" => read.read_only = Some(value::word(entry, errors)),
        "audit" => read.audit = Some(value::word(entry, errors)),
        "value" => {
            value::word(entry, errors);
        }
        _ => {}
    }
}

fn index(entry: &Entry, unique: bool, errors: &mut Errors) -> Option<IndexAttribute> {
    let mut index = IndexAttribute {
        name: None,
        fields: Vec::new(),
        unique,
    };
    for item in inner(entry, "(a, b)` with fields", errors) {
        match (&item.form, plain(&item.key).as_str()) {
            (Form::Word, _) => index.fields.push(item.key),
            (Form::Assign(_), "name") => {
                index.name = value::text(&item, errors).map(|name| name.value);
            }
            (_, other) => errors.at(
                &item.key,
                format_args!("expected a field or `name = \"…\"`, found `{other}`"),
            ),
        }
    }
    (!index.fields.is_empty()).then_some(index)
}

/// `order = "-created_at, title nulls first"`
fn order(entry: &Entry, errors: &mut Errors) -> Vec<OrderAttribute> {
    let Some(text) = value::text(entry, errors) else {
        return Vec::new();
    };
    let span = match &entry.form {
        Form::Assign(tokens) => syn::spanned::Spanned::span(tokens),
        _ => entry.key.span(),
    };
    let keys = text.value.split(',').map(str::trim);
    keys.map(|key| {
        let (key, nulls) = match key.strip_suffix(" nulls first") {
            Some(key) => (key, Nulls::First),
            None => (key.strip_suffix(" nulls last").unwrap_or(key), Nulls::Last),
        };
        let (field, direction) = match key.strip_prefix('-') {
            Some(field) => (field, Direction::Desc),
            None => (key, Direction::Asc),
        };
        OrderAttribute {
            field: field.trim().to_owned(),
            direction,
            nulls,
            span,
        }
    })
    .collect()
}

/// `page(default = 50, max = 500)`
fn page(entry: &Entry, errors: &mut Errors) -> PageSize {
    let (mut default, mut max) = (None, None);
    for item in inner(entry, "(default = 50, max = 500)`", errors) {
        match plain(&item.key).as_str() {
            "default" => default = value::count(&item, errors),
            "max" => max = value::count(&item, errors),
            other => {
                let hint = did_you_mean(other, ["default", "max"]);
                errors.at(
                    &item.key,
                    format_args!("unknown option `{other}`{hint} (there is `default`, `max`)"),
                );
            }
        }
    }
    for size in [&default, &max].into_iter().flatten() {
        if size.value == 0 {
            errors.at(&size.key, "a page has at least 1 row");
        }
    }
    let most = max.map_or(PageSize::DEFAULT.max, |max| max.value);
    if let Some(default) = &default
        && default.value > most
    {
        errors.at(
            &default.key,
            format_args!("`default` is more than `max`, which is {most}"),
        );
    }
    let usual = PageSize::DEFAULT.default.min(most);
    PageSize {
        default: default.map_or(usual, |default| default.value),
        max: most,
    }
}
