//! The types of fields are those that their names stand for, as the compiler sees them.
//!
//! Each spelling is checked once. Names of primitive types mean what they say.

use auto_api_model::{Field, FieldType};
use auto_api_syntax::FieldSyntax;
use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::{at, data};

/// One constant for each spelling among the fields that the API has.
pub(super) fn expand(syntax: &[FieldSyntax], fields: &[Field]) -> TokenStream {
    let mut seen: Vec<&syn::Type> = Vec::new();
    let shown = syntax
        .iter()
        .filter_map(|field| Some((field, fields[field.position?].ty)));
    let doubtful = shown.filter(|(field, ty)| {
        let is_new = !seen.contains(&&field.inner);
        seen.push(&field.inner);
        is_new && !is_primitive(*ty)
    });
    doubtful.map(|(field, ty)| one(field, ty)).collect()
}

/// The constant of one field.
pub(super) fn one(field: &FieldSyntax, ty: FieldType) -> TokenStream {
    let (inner, ty) = (&field.inner, data::field_type(ty));
    quote_spanned!(at(inner)=> const _: () = __api::assume::<#inner>(&#ty);)
}

fn is_primitive(ty: FieldType) -> bool {
    use FieldType::{Bool, F32, F64, I16, I32, I64, U16, U32};
    matches!(ty, Bool | I16 | I32 | I64 | U16 | U32 | F32 | F64)
}
