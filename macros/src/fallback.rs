//! The errors, and empty impls beside them, so that one mistake does not become many.

use auto_api_syntax::partial;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// What a type with mistakes becomes.
pub(crate) fn expand(input: &DeriveInput, errors: &syn::Error) -> TokenStream {
    let errors = errors.to_compile_error();
    // A bound for an impl would have to be guessed: a generic type gets none.
    let is_plain = input.generics.params.is_empty() && input.generics.where_clause.is_none();
    if !is_plain {
        return errors;
    }
    let partial = partial(input);
    if !partial.is_send {
        return errors;
    }
    let (ident, krate) = (&input.ident, &partial.krate);
    let body = if partial.is_model {
        model(&partial.key)
    } else {
        value()
    };
    let (name, body) = (&body.0, &body.1);
    let query = partial.is_model.then(|| {
        quote! {
            #[automatically_derived]
            #[allow(dead_code, missing_docs)]
            impl #ident {
                pub fn query() -> __api::Query<Self> {
                    __api::Query::new()
                }
            }
        }
    });
    let has_model = partial.is_model.then(|| {
        quote! {
            #[automatically_derived]
            impl __api::HasModel for #ident {
                const MODEL: &'static __api::Model = &__api::Model::DEFAULT;
                fn types(_: &mut __api::Types) {}
            }
        }
    });
    quote! {
        #errors
        const _: () = {
            use #krate::codegen as __api;
            #has_model
            #query
            #[automatically_derived]
            impl __api::#name for #ident {
                #body
            }
        };
    }
}

fn model(key: &[syn::Type]) -> (TokenStream, TokenStream) {
    let key = match key {
        [one] => quote!(#one),
        several => quote!((#(#several,)*)),
    };
    let body = quote! {
        type Key = #key;
        fn read(
            _: &mut __api::Row<'_>,
        ) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Err(__api::ValueError::Missing)
        }
        fn value(&self, _: usize) -> __api::Value {
            __api::Value::Null
        }
    };
    (quote!(Record), body)
}

fn value() -> (TokenStream, TokenStream) {
    let body = quote! {
        const TYPE: __api::FieldType = __api::FieldType::Named("");
        fn to_value(&self) -> __api::Value {
            __api::Value::Null
        }
        fn from_value(_: __api::Value) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Err(__api::ValueError::Missing)
        }
        fn from_json(_: __api::Json) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Err(__api::ValueError::Missing)
        }
    };
    (quote!(FieldValue), body)
}
