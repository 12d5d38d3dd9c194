//! The functions that check values, put beside the data: plain data cannot hold them.

use auto_api_syntax::{FieldSyntax, LoweredModel, LoweredType, Syntax};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::at;

/// What a model adds to the types of a zone, if it or a field of it names a function.
pub(super) fn model(lowered: &LoweredModel) -> TokenStream {
    let syntax = &lowered.syntax;
    let whole = syntax.validate.as_ref().map(|path| {
        quote_spanned! {at(path)=>
            row: ::core::option::Option::Some(|__given| __api::check_row::<Self, _, _>(__given, #path)),
        }
    });
    functions(syntax, lowered.model.rust_name, whole.as_ref())
}

/// What a value struct or a newtype adds to the types of a zone.
pub(super) fn value_type(lowered: &LoweredType) -> TokenStream {
    let syntax = &lowered.syntax;
    let whole = syntax.validate.as_ref().map(|path| {
        let function = function(&syntax.ident, path);
        quote!(value: ::core::option::Option::Some(#function),)
    });
    functions(syntax, lowered.def.rust_name(), whole.as_ref())
}

fn functions(syntax: &Syntax, rust_name: &str, whole: Option<&TokenStream>) -> TokenStream {
    let fields: Vec<_> = syntax.fields.iter().filter_map(field).collect();
    if whole.is_none() && fields.is_empty() {
        return TokenStream::new();
    }
    quote! {
        __types.attach(#rust_name, &const {
            __api::Functions { fields: &[#(#fields),*], #whole ..__api::Functions::NONE }
        });
    }
}

/// The function of a field, by the field's position.
fn field(syntax: &FieldSyntax) -> Option<TokenStream> {
    let (position, path) = (syntax.position?, syntax.validate.as_ref()?);
    let function = function(&syntax.inner, path);
    Some(quote!((#position, #function)))
}

/// The closure lets a function that takes `&str` check a `String`.
fn function(ty: &impl quote::ToTokens, path: &syn::Path) -> TokenStream {
    quote_spanned! {at(path)=>
        |__value| __api::check_value(__value, |__value: &#ty| #path(__value))
    }
}

/// Without the feature that cleans texts, the attribute is an error and not a hole.
pub(super) fn sanitized(syntax: &Syntax) -> TokenStream {
    let keys = syntax
        .fields
        .iter()
        .filter_map(|field| field.sanitize.as_ref());
    keys.map(|key| quote_spanned!(at(key)=> const _: () = __api::sanitizes();))
        .collect()
}
