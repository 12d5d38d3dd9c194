//! `async_graphql::OutputType`, from the data: nothing in it depends on the fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::Whole;

/// The impl, if the feature is on.
pub(super) fn expand(whole: &Whole<'_>) -> TokenStream {
    if cfg!(not(feature = "async-graphql7")) {
        return TokenStream::new();
    }
    let Whole { ident, name, .. } = whole;
    let types = whole.types();
    let model = quote!(<Self as __api::HasModel>::MODEL);
    let (type_name, register, resolve) = if whole.is_model {
        (
            quote!(__api::CowStr::Borrowed(#name)),
            quote!(__api::async_graphql_register(__registry, #model, #types)),
            quote!(__api::async_graphql_resolve(
                __ctx, __field, #model, #types, __api::values(self),
            )),
        )
    } else {
        (
            quote!(__api::async_graphql_type_name(__DEF, #types)),
            quote!(__api::async_graphql_type_register(__registry, __DEF, #types)),
            quote!(__api::async_graphql_value(
                __ctx, __field, __DEF, #types, __api::FieldValue::to_value(self),
            )),
        )
    };
    quote! {
        #[automatically_derived]
        impl __api::async_graphql::OutputType for #ident {
            fn type_name() -> __api::CowStr {
                #type_name
            }
            fn create_type_info(__registry: &mut __api::GraphqlRegistry) -> __api::String {
                #register
            }
            fn resolve(
                &self,
                __ctx: &__api::async_graphql::ContextSelectionSet<'_>,
                __field: &__api::GraphqlField,
            ) -> impl ::core::future::Future<Output = __api::GraphqlResult> + ::core::marker::Send
            {
                #resolve
            }
        }
    }
}
