//! Enums, value structs and newtypes as code.

use auto_api_model::{EnumDef, NewtypeDef, TypeDef, ValueDef, Variant};
use proc_macro2::TokenStream;
use quote::quote;

use super::field::{constraints, field, field_type};
use super::{Members, list, option};

/// A definition.
pub(crate) fn type_def(def: &TypeDef) -> TokenStream {
    match def {
        TypeDef::Enum(def) => {
            let def = enumeration(def);
            quote!(__api::TypeDef::Enum(#def))
        }
        TypeDef::Value(def) => {
            let def = value(def);
            quote!(__api::TypeDef::Value(#def))
        }
        TypeDef::Newtype(def) => {
            let def = newtype(def);
            quote!(__api::TypeDef::Newtype(#def))
        }
    }
}

fn enumeration(def: &EnumDef) -> TokenStream {
    let EnumDef {
        name,
        rust_name,
        docs,
        variants,
        open,
    } = def;
    let variants = list(variants.iter().map(variant));
    quote!(__api::EnumDef {
        name: #name, rust_name: #rust_name, docs: #docs, variants: #variants, open: #open
    })
}

fn variant(variant: &Variant) -> TokenStream {
    let mut members = Members::of("Variant");
    members.text("name", variant.name);
    members.text("graphql", variant.graphql);
    members.text("rust_name", variant.rust_name);
    members.text("docs", variant.docs);
    members.optional("deprecated", variant.deprecated);
    members.flag("is_default", variant.is_default, false);
    members.end()
}

fn value(def: &ValueDef) -> TokenStream {
    let ValueDef {
        name,
        rust_name,
        docs,
        fields,
        validate,
    } = def;
    let (fields, validate) = (list(fields.iter().map(field)), option(*validate));
    quote!(__api::ValueDef {
        name: #name, rust_name: #rust_name, docs: #docs, fields: #fields, validate: #validate
    })
}

fn newtype(def: &NewtypeDef) -> TokenStream {
    let NewtypeDef {
        rust_name,
        docs,
        validate,
        ..
    } = def;
    let validate = option(*validate);
    let (inner, constraints) = (field_type(def.inner), constraints(def.constraints));
    quote!(__api::NewtypeDef {
        rust_name: #rust_name, docs: #docs, inner: #inner, constraints: #constraints,
        validate: #validate
    })
}
