//! Types that fields have: enums, value structs and newtypes.

use auto_api_model::{DefaultValue, Field, FieldType, TypeDef};
use auto_api_syntax::{FieldSyntax, LoweredType, Syntax};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{assumed, at, data, validate};

/// The impls of a type.
pub(super) fn expand(lowered: &LoweredType) -> TokenStream {
    let syntax = &lowered.syntax;
    let ident = &syntax.ident;
    let name = lowered.def.rust_name();
    let def = data::type_def(&lowered.def);
    let fingerprint = lowered.def.fingerprint();
    let (body, inside, assumed) = match &lowered.def {
        TypeDef::Enum(_) => (enumeration(syntax), Vec::new(), TokenStream::new()),
        TypeDef::Value(def) => (
            value(syntax, def.fields),
            fields(syntax, def.fields),
            assumed::expand(&syntax.fields, def.fields),
        ),
        TypeDef::Newtype(def) => {
            let field = &syntax.fields[0];
            let assumed = assumed::one(field, def.inner);
            (newtype(syntax), vec![(field, def.inner)], assumed)
        }
    };
    let named = inside.iter().filter(|(_, ty)| ty.named().is_some());
    let named = named.map(|(field, _)| {
        let ty = &field.inner;
        quote!(<#ty as __api::FieldValue>::types(__types);)
    });
    let functions = validate::value_type(lowered);
    quote! {
        const __DEF: &__api::TypeDef = &#def;
        #assumed
        #[automatically_derived]
        impl __api::FieldValue for #ident {
            const TYPE: __api::FieldType = __api::FieldType::Named(#name);
            const FINGERPRINT: u64 = #fingerprint;
            #body
            fn types(__types: &mut __api::Types) {
                if __types.add(__DEF) {
                    #functions
                    #(#named)*
                }
            }
        }
    }
}

/// The fields of a value struct that the API has, and their types.
fn fields<'a>(syntax: &'a Syntax, all: &[Field]) -> Vec<(&'a FieldSyntax, FieldType)> {
    let shown = syntax.fields.iter();
    shown
        .filter_map(|field| Some((field, all[field.position?].ty)))
        .collect()
}

/// An enum is the position of its variant.
fn enumeration(syntax: &Syntax) -> TokenStream {
    let variants = &syntax.variants;
    let positions = 0..variants.len();
    let values = variants.iter().zip(positions.clone());
    let values = values.map(|(variant, at)| quote!(Self::#variant => #at));
    let reads = variants.iter().zip(positions).map(|(variant, at)| {
        let is_last = at + 1 == variants.len();
        let pattern = if is_last { quote!(_) } else { quote!(#at) };
        quote!(#pattern => Self::#variant)
    });
    let reads: Vec<_> = reads.collect();
    quote! {
        fn to_value(&self) -> __api::Value {
            __api::variant_value(__DEF, match self { #(#values,)* })
        }
        fn from_value(
            __value: __api::Value,
        ) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Ok(match __api::variant(__DEF, &__value)? { #(#reads,)* })
        }
        fn from_json(__json: __api::Json) -> ::core::result::Result<Self, __api::ValueError> {
            Self::from_value(__api::variant_text(__DEF, __json)?)
        }
    }
}

/// A value struct is an object of its members, in order.
fn value(syntax: &Syntax, all: &[Field]) -> TokenStream {
    let shown = syntax
        .fields
        .iter()
        .filter(|field| field.position.is_some());
    let values = shown.map(|FieldSyntax { member, ty, .. }| {
        quote_spanned!(at(ty)=> __api::FieldValue::to_value(&self.#member))
    });
    let reads = syntax.fields.iter().map(
        |FieldSyntax {
             member,
             ty,
             position,
             ..
         }| {
            let default = position.map(|at| all[at].default);
            match default {
                None => quote_spanned!(at(ty)=> #member: ::core::default::Default::default()),
                Some(Some(DefaultValue::OfType)) => {
                    quote_spanned!(at(ty)=> #member: __members.next_or_default()?)
                }
                Some(_) => quote_spanned!(at(ty)=> #member: __members.next()?),
            }
        },
    );
    quote! {
        fn to_value(&self) -> __api::Value {
            __api::object(__DEF, [#(#values,)*])
        }
        fn from_value(
            __value: __api::Value,
        ) -> ::core::result::Result<Self, __api::ValueError> {
            Self::from_json(<__api::Json as __api::FieldValue>::from_value(__value)?)
        }
        fn from_json(__json: __api::Json) -> ::core::result::Result<Self, __api::ValueError> {
            let mut __members = __api::Members::new(__DEF, __json)?;
            ::core::result::Result::Ok(Self { #(#reads,)* })
        }
    }
}

/// A newtype is what it holds.
fn newtype(syntax: &Syntax) -> TokenStream {
    let ty = &syntax.fields[0].ty;
    let inner = quote_spanned!(at(ty)=> <#ty as __api::FieldValue>);
    quote! {
        fn to_value(&self) -> __api::Value {
            #inner::to_value(&self.0)
        }
        fn from_value(
            __value: __api::Value,
        ) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Ok(Self(#inner::from_value(__value)?))
        }
        fn from_json(__json: __api::Json) -> ::core::result::Result<Self, __api::ValueError> {
            ::core::result::Result::Ok(Self(#inner::from_json(__json)?))
        }
    }
}
