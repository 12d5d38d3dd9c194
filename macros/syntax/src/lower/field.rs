//! One field: its attributes, its type and its names put together.

use auto_api_model::{DefaultValue, Field, FieldType, Mode, Sanitize};
use proc_macro2::Ident;
use syn::Member;

use crate::attr::field::FieldAttributes;
use crate::attr::place::Place;
use crate::attr::{self};
use crate::errors::Errors;
use crate::lowered::FieldSyntax;
use crate::names::{self, plain};
use crate::serde::case::Rule;
use crate::serde::{self, Wire};
use crate::ty::Typed;
use crate::{check, intern, ty};

/// A field, read but not yet plain data.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) ident: Ident,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) verbatim: bool,
    /// Nothing if the field is skipped, so that it may have any type.
    pub(crate) typed: Option<Typed>,
    pub(crate) attributes: FieldAttributes,
    pub(crate) wire: Wire,
    docs: &'static str,
    deprecated: Option<&'static str>,
    ty: syn::Type,
}

/// Reads a field and checks it on its own.
pub(crate) fn read(
    field: &syn::Field,
    place: Place,
    case: Option<Rule>,
    errors: &mut Errors,
) -> Option<Draft> {
    let ident = field.ident.clone()?;
    let mut all = attr::read(&field.attrs, errors);
    let wire = serde::read(&all.serde, place, errors);
    let entries = attr::only(&mut all, place, errors);
    let attributes = attr::field::read(&entries, errors);
    let is_skipped = attributes.skip.is_some() || wire.skip.is_some();
    let (name, verbatim) = name(&ident, &attributes, &wire, case, errors);
    let draft = Draft {
        name,
        verbatim,
        typed: (!is_skipped).then(|| ty::read(&field.ty, errors)),
        docs: intern::text(&all.docs),
        deprecated: (all.reason(attributes.deprecated.as_ref()))
            .map(|reason| intern::text(&reason)),
        ty: field.ty.clone(),
        ident,
        attributes,
        wire,
    };
    check::field::all(&draft, errors);
    Some(draft)
}

/// The name on the wire, and whether the user wrote it for this field.
fn name(
    ident: &Ident,
    attributes: &FieldAttributes,
    wire: &Wire,
    case: Option<Rule>,
    errors: &mut Errors,
) -> (String, bool) {
    let rust = plain(ident);
    match (&attributes.name, &wire.rename) {
        (Some(name), Some(rename)) if name.value != rename.value => {
            errors.at(
                &name.key,
                format_args!(
                    "`name` and `#[serde(rename)]` say different names, `{}` and `{}`: keep one",
                    name.value, rename.value
                ),
            );
            (name.value.clone(), true)
        }
        (Some(name), _) | (None, Some(name)) => (name.value.clone(), true),
        (None, None) => (
            case.map_or_else(|| rust.clone(), |case| case.field(&rust)),
            false,
        ),
    }
}

impl Draft {
    /// Whether the API has it.
    pub(crate) fn is_shown(&self) -> bool {
        self.typed.is_some()
    }

    /// Its type, if it has one that can be.
    pub(crate) fn field_type(&self) -> Option<FieldType> {
        self.typed.as_ref()?.ty
    }

    /// Whether it may be null.
    pub(crate) fn is_nullable(&self) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.nullable)
    }

    /// Its syntax, for generated code.
    pub(crate) fn syntax(&self, position: Option<usize>) -> FieldSyntax {
        let inner = self.typed.as_ref().map_or(&self.ty, |typed| &typed.inner);
        FieldSyntax {
            member: Member::Named(self.ident.clone()),
            ty: self.ty.clone(),
            inner: inner.clone(),
            position,
            constant: names::constant(&self.ident),
            validate: (self.attributes.validate.as_ref()).map(|path| path.value.clone()),
            sanitize: (self.attributes.sanitize.as_ref()).map(|sanitize| sanitize.key.clone()),
        }
    }

    /// Its plain data.
    pub(crate) fn field(&self) -> Field {
        let attributes = &self.attributes;
        let mode = match (&attributes.read_only, &attributes.write_only) {
            (Some(_), _) => Mode::ReadOnly,
            (None, Some(_)) => Mode::WriteOnly,
            (None, None) => Mode::ReadWrite,
        };
        let given = attributes.default.as_ref().map(|default| default.value);
        let of_serde = self.wire.default.as_ref().map(|_| DefaultValue::OfType);
        Field {
            name: intern::text(&self.name),
            rust_name: intern::text(&plain(&self.ident)),
            verbatim: self.verbatim,
            column: (attributes.column.as_ref()).map(|column| intern::text(&column.value)),
            ty: self.field_type().unwrap_or(FieldType::Named("")),
            nullable: self.is_nullable(),
            docs: self.docs,
            deprecated: self.deprecated,
            id: attributes.id.is_some(),
            unique: attributes.unique.is_some(),
            index: attributes.index.is_some(),
            default: given.or(of_serde),
            auto: attributes.auto.first().map(|auto| auto.value),
            mode,
            filter: attributes.filter.as_ref().is_none_or(|filter| filter.value),
            order: attributes.order.as_ref().is_none_or(|order| order.value),
            constraints: attributes.limits.constraints(),
            sanitize: (attributes.sanitize.as_ref())
                .map_or(Sanitize::None, |sanitize| sanitize.value),
            validate: function(attributes.validate.as_ref()),
            zones: zones(attributes.zones.as_ref()),
            access: attributes.access,
        }
    }
}

/// The path of a function as data.
pub(super) fn function(path: Option<&attr::value::Keyed<syn::Path>>) -> Option<&'static str> {
    let path = &path?.value;
    let names: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    let root = path.leading_colon.map_or("", |_| "::");
    Some(intern::text(&format!("{root}{}", names.join("::"))))
}

/// The names in `zones(…)`.
pub(crate) fn zones(zones: Option<&attr::value::Keyed<Vec<Ident>>>) -> &'static [&'static str] {
    let names = zones.iter().flat_map(|zones| &zones.value).map(plain);
    intern::texts(names)
}
