//! A struct that is a table: its data, and how its rows are read.

use auto_api_model::FieldType;
use auto_api_syntax::{FieldSyntax, LoweredModel, RelationSyntax};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{assumed, at, columns, data, references, validate};

/// The impls of a model.
pub(super) fn expand(lowered: &LoweredModel) -> TokenStream {
    let has_model = has_model(lowered);
    let record = record(lowered);
    let columns = columns::expand(lowered);
    let references = references::expand(lowered);
    let assumed = assumed::expand(&lowered.syntax.fields, lowered.model.fields);
    quote! {
        #has_model
        #record
        #columns
        #references
        #assumed
    }
}

fn has_model(lowered: &LoweredModel) -> TokenStream {
    let ident = &lowered.syntax.ident;
    let model = data::model(&lowered.model);
    let fingerprint = lowered.model.fingerprint();
    let fields = named(lowered).map(|ty| quote!(<#ty as __api::FieldValue>::types(__types);));
    let functions = validate::model(lowered);
    let models = led_to(&lowered.syntax.relations);
    let models = models.map(|path| quote!(<#path as __api::HasModel>::types(__types);));
    quote! {
        #[automatically_derived]
        impl __api::HasModel for #ident {
            const MODEL: &'static __api::Model = &#model;
            const FINGERPRINT: u64 = #fingerprint;
            fn types(__types: &mut __api::Types) {
                if __types.model(Self::MODEL) {
                    #functions
                    #(#fields)*
                    #(#models)*
                    {
                        #[allow(unused_imports)]
                        use __api::NoMethods as _;
                        __api::MethodsOf::<Self>::add(__types);
                    }
                }
            }
        }
    }
}

/// The types of fields that derive `AutoApi` themselves, each once.
fn named(lowered: &LoweredModel) -> impl Iterator<Item = &syn::Type> {
    let mut seen: Vec<FieldType> = Vec::new();
    let fields = lowered.syntax.fields.iter().filter_map(|syntax| {
        let field = &lowered.model.fields[syntax.position?];
        field.ty.named()?;
        Some((field.ty, &syntax.inner))
    });
    fields.filter_map(move |(ty, inner)| {
        let is_new = !seen.contains(&ty);
        seen.push(ty);
        is_new.then_some(inner)
    })
}

/// The models that relations lead to and through, each once.
fn led_to(relations: &[RelationSyntax]) -> impl Iterator<Item = &syn::Path> {
    let paths = relations
        .iter()
        .flat_map(|r| [Some(&r.target), r.through.as_ref()]);
    let mut seen: Vec<&syn::Path> = Vec::new();
    paths.flatten().filter(move |path| {
        let is_new = !seen.contains(path);
        seen.push(path);
        is_new
    })
}

fn record(lowered: &LoweredModel) -> TokenStream {
    let fields = &lowered.syntax.fields;
    let ident = &lowered.syntax.ident;
    let key = key(lowered);
    let reads = fields.iter().map(|field| {
        let FieldSyntax { member, ty, .. } = field;
        let value = if field.position.is_some() {
            quote_spanned!(at(ty)=> __row.next()?)
        } else {
            quote_spanned!(at(ty)=> ::core::default::Default::default())
        };
        quote!(#member: #value)
    });
    let values = fields.iter().filter_map(|field| {
        let FieldSyntax { member, ty, .. } = field;
        let position = field.position?;
        Some(quote_spanned!(at(ty)=> #position => __api::FieldValue::to_value(&self.#member)))
    });
    quote! {
        #[automatically_derived]
        impl __api::Record for #ident {
            type Key = #key;
            fn read(
                __row: &mut __api::Row<'_>,
            ) -> ::core::result::Result<Self, __api::ValueError> {
                ::core::result::Result::Ok(Self { #(#reads,)* })
            }
            fn value(&self, __position: usize) -> __api::Value {
                match __position {
                    #(#values,)*
                    _ => __api::Value::Null,
                }
            }
        }
    }
}

/// The type of the key's one field, or a tuple of several.
fn key(lowered: &LoweredModel) -> TokenStream {
    let is_key = |syntax: &&FieldSyntax| {
        let position = syntax.position;
        position.is_some_and(|at| lowered.model.fields[at].id)
    };
    let keys = lowered.syntax.fields.iter().filter(is_key);
    let keys: Vec<_> = keys.map(|syntax| &syntax.ty).collect();
    match keys.as_slice() {
        [one] => quote!(#one),
        several => quote!((#(#several,)*)),
    }
}
