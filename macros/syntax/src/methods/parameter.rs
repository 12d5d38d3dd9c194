//! What a method takes besides the row and the context.

use auto_api_model::Field;
use proc_macro2::Ident;
use syn::{PatType, Type};

use crate::attr::place::Place;
use crate::errors::Errors;
use crate::lower::field;
use crate::ty::generic;

/// A parameter: an argument of callers, or a field that a computed field needs.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub ident: Ident,
    /// Its type.
    pub ty: Type,
    /// Its type without the `Option`.
    pub inner: Type,
    /// How a value that is at hand is passed.
    pub pass: Pass,
}

/// How a value that is at hand is passed to a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// As it is.
    Value,
    /// `&value`
    Reference,
    /// `value.as_deref()`, for `Option<&str>` and `Option<&[_]>`
    Deref,
    /// `value.as_ref()`, for other options of references
    OptionalReference,
}

/// An argument of callers.
pub(super) fn argument(typed: &PatType, errors: &mut Errors) -> Option<(Parameter, Field)> {
    let ident = name(typed, errors)?;
    let as_field = syn::Field {
        attrs: typed.attrs.clone(),
        vis: syn::Visibility::Inherited,
        modifiers: syn::FieldModifiers::default(),
        ident: Some(ident.clone()),
        colon_token: None,
        ty: (*typed.ty).clone(),
        default: None,
    };
    let draft = field::read(&as_field, Place::Argument, None, errors)?;
    draft.field_type()?;
    let parameter = Parameter {
        inner: draft.syntax(None).inner,
        ty: (*typed.ty).clone(),
        ident,
        pass: Pass::Value,
    };
    Some((parameter, draft.field()))
}

/// A field that a computed field needs: of whatever type, which the compiler compares with the
/// field's.
pub(super) fn need(typed: &PatType, errors: &mut Errors) -> Option<Parameter> {
    let ident = name(typed, errors)?;
    for attribute in typed.attrs.iter().filter(|a| a.path().is_ident("api")) {
        errors.at(
            attribute,
            "what a computed field needs is a field of the model: it has its attributes there",
        );
    }
    let bare = &*typed.ty;
    let option = generic(bare, "Option");
    let pass = match (bare, option) {
        (Type::Reference(_), _) => Pass::Reference,
        (_, Some(Type::Reference(inner))) => match &*inner.elem {
            Type::Slice(_) => Pass::Deref,
            Type::Path(path) if path.path.is_ident("str") => Pass::Deref,
            _ => Pass::OptionalReference,
        },
        _ => Pass::Value,
    };
    Some(Parameter {
        ident,
        ty: bare.clone(),
        inner: option.unwrap_or(bare).clone(),
        pass,
    })
}

fn name(typed: &PatType, errors: &mut Errors) -> Option<Ident> {
    match &*typed.pat {
        syn::Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
            Some(pat.ident.clone())
        }
        other => {
            errors.at(other, "a parameter of a method has a name");
            None
        }
    }
}
