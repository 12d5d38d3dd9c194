//! `schemars::JsonSchema`, from the data.

use proc_macro2::TokenStream;
use quote::quote;

use super::Whole;

/// The impl, if the feature is on.
pub(super) fn expand(whole: &Whole<'_>) -> TokenStream {
    if cfg!(not(feature = "schemars1")) {
        return TokenStream::new();
    }
    let Whole { ident, name, .. } = whole;
    let id = format!("::{name}");
    let types = whole.types();
    let schema = if whole.is_model {
        quote!(__api::schemars_model(<Self as __api::HasModel>::MODEL, #types))
    } else {
        quote!(__api::schemars_type(__DEF, #types))
    };
    quote! {
        #[automatically_derived]
        impl __api::schemars::JsonSchema for #ident {
            fn schema_name() -> __api::CowStr {
                __api::CowStr::Borrowed(#name)
            }
            fn schema_id() -> __api::CowStr {
                __api::CowStr::Borrowed(::core::concat!(::core::module_path!(), #id))
            }
            fn json_schema(
                _: &mut __api::schemars::SchemaGenerator,
            ) -> __api::schemars::Schema {
                #schema
            }
        }
    }
}
