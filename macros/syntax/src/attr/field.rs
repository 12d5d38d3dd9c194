//! The attributes of a field, as written. What they mean together is for `check` and `lower`.

use auto_api_model::{Access, Auto, DefaultValue, OnDelete, Sanitize};
use proc_macro2::Ident;

use super::access::{self, On};
use super::constraints::Limits;
use super::entry::{Entry, Form};
use super::value::{self, Keyed};
use crate::errors::Errors;
use crate::intern;
use crate::names::plain;
use crate::suggest::did_you_mean;

/// The attributes of a field.
#[derive(Debug, Clone)]
pub(crate) struct FieldAttributes {
    /// The names of all, in order.
    pub(crate) keys: Vec<Ident>,
    /// The same as text: rules ask for many.
    names: Vec<String>,
    pub(crate) id: Option<Ident>,
    pub(crate) name: Option<Keyed<String>>,
    pub(crate) column: Option<Keyed<String>>,
    pub(crate) unique: Option<Ident>,
    pub(crate) index: Option<Ident>,
    pub(crate) default: Option<Keyed<DefaultValue>>,
    pub(crate) auto: Vec<Keyed<Auto>>,
    pub(crate) references: Option<Keyed<syn::Path>>,
    pub(crate) to: Option<Keyed<Ident>>,
    pub(crate) relation: Option<Keyed<Ident>>,
    pub(crate) on_delete: Option<Keyed<OnDelete>>,
    pub(crate) limits: Limits,
    pub(crate) sanitize: Option<Keyed<Sanitize>>,
    pub(crate) validate: Option<Keyed<syn::Path>>,
    pub(crate) read_only: Option<Ident>,
    pub(crate) write_only: Option<Ident>,
    pub(crate) skip: Option<Ident>,
    pub(crate) filter: Option<Keyed<bool>>,
    pub(crate) order: Option<Keyed<bool>>,
    pub(crate) zones: Option<Keyed<Vec<Ident>>>,
    pub(crate) access: Access,
    pub(crate) deprecated: Option<Keyed<String>>,
}

impl FieldAttributes {
    const NONE: Self = Self {
        keys: Vec::new(),
        names: Vec::new(),
        id: None,
        name: None,
        column: None,
        unique: None,
        index: None,
        default: None,
        auto: Vec::new(),
        references: None,
        to: None,
        relation: None,
        on_delete: None,
        limits: Limits::NONE,
        sanitize: None,
        validate: None,
        read_only: None,
        write_only: None,
        skip: None,
        filter: None,
        order: None,
        zones: None,
        access: Access::NONE,
        deprecated: None,
    };

    /// Whether and where an attribute was given.
    pub(crate) fn key(&self, name: &str) -> Option<&Ident> {
        // An iterator would be called for each, and build scripts are not optimised.
        let mut at = 0;
        while at < self.names.len() {
            if self.names[at] == name {
                return self.keys.get(at);
            }
            at += 1;
        }
        None
    }
}

/// Reads the entries that may stand on a field.
pub(crate) fn read(entries: &[Entry], errors: &mut Errors) -> FieldAttributes {
    let mut read = FieldAttributes::NONE;
    for entry in entries {
        read.keys.push(entry.key.clone());
        let name = plain(&entry.key);
        if !read.limits.read(&name, entry, errors) {
            one(&mut read, &name, entry, errors);
        }
        read.names.push(name);
    }
    read
}

fn one(read: &mut FieldAttributes, name: &str, entry: &Entry, errors: &mut Errors) {
    match name {
        "id" => read.id = Some(value::word(entry, errors)),
        "name" => read.name = value::text(entry, errors),
        "column" => read.column = value::text(entry, errors),
        "unique" => read.unique = Some(value::word(entry, errors)),
        "index" => read.index = Some(value::word(entry, errors)),
        "default" => read.default = default(entry, errors),
        "auto_now" => read.auto.push(auto(entry, Auto::Now, errors)),
        "auto_now_add" => read.auto.push(auto(entry, Auto::NowAdd, errors)),
        "version" => read.auto.push(auto(entry, Auto::Version, errors)),
        "references" => read.references = value::path(entry, errors),
        "to" => read.to = value::name(entry, errors),
        "as" => read.relation = value::name(entry, errors),
        "on_delete" => read.on_delete = on_delete(entry, errors),
        "sanitize" => read.sanitize = sanitize(entry, errors),
        "validate" => read.validate = value::function(entry, errors),
        "read_only" => read.read_only = Some(value::word(entry, errors)),
        "write_only" => read.write_only = Some(value::word(entry, errors)),
        "skip" => read.skip = Some(value::word(entry, errors)),
        "filter" => read.filter = value::boolean(entry, errors),
        "order" => read.order = value::boolean(entry, errors),
        "zones" => read.zones = value::list(entry, errors),
        "access" => read.access = access::access(entry, On::Field, errors),
        "deprecated" => read.deprecated = value::text(entry, errors),
        _ => {}
    }
}

fn auto(entry: &Entry, auto: Auto, errors: &mut Errors) -> Keyed<Auto> {
    let key = value::word(entry, errors);
    Keyed { key, value: auto }
}

/// `sanitize` keeps harmless HTML; `sanitize = text` keeps text alone.
fn sanitize(entry: &Entry, errors: &mut Errors) -> Option<Keyed<Sanitize>> {
    let value = match &entry.form {
        Form::Word => Sanitize::Html,
        Form::Assign(tokens) if tokens.to_string() == "text" => Sanitize::Text,
        _ => {
            errors.at(&entry.key, "expected `sanitize` or `sanitize = text`");
            return None;
        }
    };
    let key = entry.key.clone();
    Some(Keyed { key, value })
}

/// `default` is `Default::default()` of the type; `default = literal` is that.
fn default(entry: &Entry, errors: &mut Errors) -> Option<Keyed<DefaultValue>> {
    let value = match &entry.form {
        Form::Word => Some(DefaultValue::OfType),
        Form::Assign(tokens) => literal(entry).or_else(|| {
            let number = value::as_number(tokens.clone())?;
            match number.text.parse() {
                Ok(whole) if number.is_whole => Some(DefaultValue::Int(whole)),
                _ => Some(DefaultValue::Number(intern::text(&number.text))),
            }
        }),
        _ => None,
    };
    let Some(value) = value else {
        let form = "` or `default = …` with a literal: a text, a number, `true` or `false`";
        let message = format!("expected `default{form}");
        errors.at(&entry.key, message);
        return None;
    };
    let key = entry.key.clone();
    Some(Keyed { key, value })
}

fn literal(entry: &Entry) -> Option<DefaultValue> {
    match value::literal(entry)? {
        syn::Lit::Bool(value) => Some(DefaultValue::Bool(value.value)),
        syn::Lit::Str(text) => Some(DefaultValue::Text(intern::text(&text.value()))),
        _ => None,
    }
}

/// `on_delete = cascade`
pub(crate) fn on_delete(entry: &Entry, errors: &mut Errors) -> Option<Keyed<OnDelete>> {
    const FORM: &str = "= cascade`, `restrict` or `set_null`";
    let Form::Assign(tokens) = &entry.form else {
        return value::expected(entry, FORM, errors);
    };
    let rule = match tokens.to_string().as_str() {
        "cascade" => OnDelete::Cascade,
        "restrict" => OnDelete::Restrict,
        "set_null" => OnDelete::SetNull,
        other => {
            let hint = did_you_mean(other, ["cascade", "restrict", "set_null"]);
            errors.at(
                tokens,
                format_args!("expected `on_delete {FORM}, found `{other}`{hint}"),
            );
            return None;
        }
    };
    let key = entry.key.clone();
    Some(Keyed { key, value: rule })
}
