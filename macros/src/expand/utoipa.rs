//! `utoipa::ToSchema`, from the data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Whole;

/// The impls, if the feature is on.
pub(super) fn expand(whole: &Whole<'_>) -> TokenStream {
    if cfg!(not(feature = "utoipa6")) {
        return TokenStream::new();
    }
    let Whole { ident, name, .. } = whole;
    let types = whole.types();
    let schema = if whole.is_model {
        quote!(__api::utoipa_model(<Self as __api::HasModel>::MODEL, #types))
    } else {
        quote!(__api::utoipa_type(__DEF, #types))
    };
    quote! {
        #[automatically_derived]
        impl __api::utoipa::PartialSchema for #ident {
            fn schema() -> __api::UtoipaSchema {
                #schema
            }
        }
        #[automatically_derived]
        impl __api::utoipa::ToSchema for #ident {
            fn name() -> __api::CowStr {
                __api::CowStr::Borrowed(#name)
            }
            fn schemas(__schemas: &mut __api::UtoipaSchemas) {
                __api::utoipa_schemas(#types, __schemas);
            }
        }
    }
}
