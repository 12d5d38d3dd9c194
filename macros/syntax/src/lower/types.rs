//! Types that fields have: value structs, newtypes and enums.

use auto_api_model::{EnumDef, FieldType, NewtypeDef, TypeDef, ValueDef, Variant};
use syn::{DataEnum, DeriveInput, Fields, Member};

use super::field::{self, Draft};
use super::{model, place_of_fields, syntax};
use crate::attr::model::TypeAttributes;
use crate::attr::place::Place;
use crate::attr::{self, Attributes};
use crate::errors::Errors;
use crate::lowered::{FieldSyntax, Lowered, LoweredType};
use crate::names::{self, plain};
use crate::serde::Wire;
use crate::{check, intern, serde, ty};

/// Reads a struct that is stored as JSON.
pub(super) fn value(
    input: &DeriveInput,
    fields: &Fields,
    mut all: Attributes,
    errors: &mut Errors,
) -> Lowered {
    let mut syntax = syntax(input, &all, errors);
    let wire = serde::read(&all.serde, Place::Value, errors);
    let entries = attr::only(&mut all, Place::Value, errors);
    let attributes = attr::model::read(&entries, errors);
    let name = name(input, &attributes, &wire, errors);
    syntax.validate = (attributes.validate.as_ref()).map(|path| path.value.clone());
    let place = place_of_fields(Place::Value);
    let drafts: Vec<Draft> = (fields.iter())
        .filter_map(|field| field::read(field, place, wire.rename_all, errors))
        .collect();
    syntax.fields = model::positions(&drafts);
    if !drafts.iter().any(Draft::is_shown) {
        errors.at(&input.ident, "a value struct has at least one field");
    }
    check::model::wire_names(&drafts, errors);
    let def = TypeDef::Value(ValueDef {
        name,
        rust_name: intern::text(&plain(&input.ident)),
        docs: intern::text(&all.docs),
        fields: intern::list(
            drafts
                .iter()
                .filter(|d| d.is_shown())
                .map(Draft::field)
                .collect(),
        ),
        validate: field::function(attributes.validate.as_ref()),
    });
    Lowered::Type(LoweredType { def, syntax })
}

/// Reads a tuple struct of one field.
pub(super) fn newtype(
    input: &DeriveInput,
    field: &syn::Field,
    mut all: Attributes,
    errors: &mut Errors,
) -> Lowered {
    let mut syntax = syntax(input, &all, errors);
    serde::read(&all.serde, Place::Newtype, errors);
    let entries = attr::only(&mut all, Place::Newtype, errors);
    let attributes = attr::model::read(&entries, errors);
    let limits = &attributes.limits;
    syntax.validate = (attributes.validate.as_ref()).map(|path| path.value.clone());
    let place = place_of_fields(Place::Newtype);
    let mut inside = attr::read(&field.attrs, errors);
    serde::read(&inside.serde, place, errors);
    attr::only(&mut inside, place, errors);

    let typed = ty::read(&field.ty, errors);
    if typed.nullable {
        errors.at(
            &field.ty,
            "a newtype cannot hold an `Option`: make the field that has the newtype optional",
        );
    }
    if let Some(inner) = typed.ty {
        check::limits::all(limits, inner, &typed.inner, errors);
    }
    syntax.fields = vec![FieldSyntax {
        member: Member::Unnamed(0.into()),
        ty: field.ty.clone(),
        inner: typed.inner,
        position: Some(0),
        constant: names::constant(&input.ident),
        validate: None,
        sanitize: None,
    }];
    let def = TypeDef::Newtype(NewtypeDef {
        rust_name: intern::text(&plain(&input.ident)),
        docs: intern::text(&all.docs),
        inner: typed.ty.unwrap_or(FieldType::Named("")),
        constraints: limits.constraints(),
        validate: field::function(attributes.validate.as_ref()),
    });
    Lowered::Type(LoweredType { def, syntax })
}

/// Reads an enum of unit variants.
pub(super) fn enumeration(
    input: &DeriveInput,
    data: &DataEnum,
    mut all: Attributes,
    errors: &mut Errors,
) -> Lowered {
    let mut syntax = syntax(input, &all, errors);
    let wire = serde::read(&all.serde, Place::Enum, errors);
    let entries = attr::only(&mut all, Place::Enum, errors);
    let attributes = attr::model::read(&entries, errors);
    let name = name(input, &attributes, &wire, errors);
    if data.variants.is_empty() {
        errors.at(
            &input.ident,
            "`AutoApi` cannot be derived for an enum without variants",
        );
    }
    let variants: Vec<Variant> = (data.variants.iter())
        .map(|one| variant(one, &wire, errors))
        .collect();
    check::variants(&variants, data, errors);
    syntax.variants = data.variants.iter().map(|v| v.ident.clone()).collect();
    let def = TypeDef::Enum(EnumDef {
        name,
        rust_name: intern::text(&plain(&input.ident)),
        docs: intern::text(&all.docs),
        variants: intern::list(variants),
        open: all.is_open,
    });
    Lowered::Type(LoweredType { def, syntax })
}

fn variant(variant: &syn::Variant, wire: &Wire, errors: &mut Errors) -> Variant {
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(
            &variant.fields,
            "`AutoApi` cannot be derived for an enum with data: use unit variants, or a value struct with an optional field for each",
        );
    }
    let mut all = attr::read(&variant.attrs, errors);
    let own = serde::read(&all.serde, Place::Variant, errors);
    let entries = attr::only(&mut all, Place::Variant, errors);
    let attributes = attr::field::read(&entries, errors);
    let rust = plain(&variant.ident);
    let renamed = || match wire.rename_all {
        Some(case) => case.variant(&rust),
        None => rust.clone(),
    };
    let graphql = match &attributes.name {
        Some(name) => name.value.clone(),
        None => names::shouty(&rust),
    };
    Variant {
        name: intern::text(&own.rename.map_or_else(renamed, |name| name.value)),
        graphql: intern::text(&graphql),
        rust_name: intern::text(&rust),
        docs: intern::text(&all.docs),
        deprecated: (all.reason(attributes.deprecated.as_ref()))
            .map(|reason| intern::text(&reason)),
        is_default: all.is_default,
    }
}

/// The type's name in GraphQL and OpenAPI.
fn name(
    input: &DeriveInput,
    attributes: &TypeAttributes,
    wire: &Wire,
    errors: &mut Errors,
) -> &'static str {
    let rust = plain(&input.ident);
    let given = attributes.name.as_ref().or(wire.rename.as_ref());
    let (name, at) = given.map_or((&rust, &input.ident), |name| (&name.value, &name.key));
    names::check(name, at, errors);
    intern::text(name)
}
