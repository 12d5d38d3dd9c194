//! `Post::query()`, and the constants that typed queries name fields and relations by.

use auto_api_syntax::LoweredModel;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::at;

/// The inherent impl of a model.
pub(super) fn expand(lowered: &LoweredModel) -> TokenStream {
    let (syntax, vis) = (&lowered.syntax, &lowered.syntax.vis);
    let ident = &syntax.ident;
    let fields = syntax.fields.iter().filter_map(|field| {
        let (constant, inner, position) = (&field.constant, &field.inner, field.position?);
        let docs = format!("The field `{}`.", lowered.model.fields[position].rust_name);
        Some(quote_spanned! {at(inner)=>
            #[doc = #docs]
            #vis const #constant: __api::Column<Self, #inner> = __api::Column::new(#position);
        })
    });
    let relations = lowered.model.relations.iter().zip(&syntax.relations);
    let relations = relations.enumerate().map(|(at, (relation, syntax))| {
        let (constant, target) = (&syntax.constant, &syntax.target);
        let ty = format_ident!(
            "{}",
            if relation.is_many() {
                "ToMany"
            } else {
                "ToOne"
            }
        );
        let docs = format!("The relation `{}`.", relation.name);
        quote_spanned! {super::at(target)=>
            #[doc = #docs]
            #vis const #constant: __api::#ty<Self, #target> = __api::#ty::new(#at);
        }
    });
    let docs = format!("A query for rows of `{ident}`.");
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl #ident {
            #[doc = #docs]
            #vis fn query() -> __api::Query<Self> {
                __api::Query::new()
            }
            #(#fields)*
            #(#relations)*
        }
    }
}
