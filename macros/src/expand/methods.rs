//! A block of methods: their data, and the functions beside it.

use auto_api_model::{Method, MethodKind, Receiver};
use auto_api_syntax::{LoweredMethods, MethodSyntax, Parameter, Pass};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{at, data, drift};

/// The code of a block, besides the block itself.
pub(crate) fn expand(lowered: &LoweredMethods) -> TokenStream {
    let (ty, krate, name) = (&lowered.ty, &lowered.krate, lowered.rust_name);
    let fingerprint = lowered.fingerprint();
    let drift = drift::methods(lowered);
    let all = || lowered.methods.iter().zip(&lowered.syntax);
    let functions = all().map(|(method, syntax)| function(lowered, method, syntax));
    let pointers = lowered.methods.iter().map(|method| {
        let (name, kind) = (shim(method), variant(method));
        quote!(__api::Function::#kind(#name))
    });
    let data = lowered.methods.iter().map(data::method);
    let types = all().flat_map(|(method, syntax)| types(method, syntax));
    quote! {
        #[allow(deprecated)]
        const _: () = {
            use #krate::codegen as __api;
            #drift
            const _: () = __api::is_called::<#ty>(#name);
            #(#functions)*
            #[automatically_derived]
            impl __api::HasMethods for #ty {
                const METHODS_FINGERPRINT: u64 = #fingerprint;
                fn methods(__types: &mut __api::Types) {
                    __types.methods(#name, &[#(#data),*]);
                    __types.attach(
                        #name,
                        &const { __api::MethodFunctions(&[#(#pointers),*]) },
                    );
                    #(#types)*
                }
            }
        };
    }
}

fn variant(method: &Method) -> Ident {
    let is_field = method.kind == MethodKind::Field;
    format_ident!("{}", if is_field { "Computed" } else { "Called" })
}

/// The name of the function that calls a method.
fn shim(method: &Method) -> Ident {
    format_ident!("__{}", method.rust_name)
}

fn function(lowered: &LoweredMethods, method: &Method, syntax: &MethodSyntax) -> TokenStream {
    let assumed = assumed(method, syntax);
    let function = if method.kind == MethodKind::Field {
        computed(lowered, method, syntax)
    } else {
        called(lowered, method, syntax)
    };
    quote!(#assumed #function)
}

/// The types that are named are those that the names stand for.
fn assumed(method: &Method, syntax: &MethodSyntax) -> TokenStream {
    let arguments = method.arguments.iter().zip(&syntax.parameters);
    let arguments = arguments.map(|(argument, Parameter { inner, .. })| {
        let ty = data::field_type(argument.ty);
        quote_spanned!(at(inner)=> const _: () = __api::assume::<#inner>(&#ty);)
    });
    let answer = method.answer.zip(syntax.inner.as_ref()).map(|(ty, inner)| {
        let ty = data::field_type(ty);
        if method.kind == MethodKind::Field {
            quote_spanned!(at(inner)=> const _: () = __api::assume::<#inner>(&#ty);)
        } else {
            quote_spanned!(at(inner)=> const _: () = __api::assume_answer::<#inner, _>(&#ty);)
        }
    });
    quote!(#(#arguments)* #answer)
}

/// Reads the fields that a computed field needs, each of the type that the struct's field has.
fn computed(lowered: &LoweredMethods, method: &Method, syntax: &MethodSyntax) -> TokenStream {
    let (ty, name, shim) = (&lowered.ty, &syntax.ident, shim(method));
    let locals: Vec<Ident> = (0..syntax.parameters.len())
        .map(|nth| format_ident!("__need{nth}"))
        .collect();
    let fields = syntax.parameters.iter().map(|need| &need.ident);
    let stored = method.needs.iter().zip(&syntax.parameters);
    let stored = stored.map(|(name, need)| {
        quote_spanned!(at(&need.ident)=> const _: () = __api::has_field::<#ty>(#name);)
    });
    let reads = fields.zip(&locals).map(|(field, local)| {
        quote_spanned! {at(field)=>
            let #local = __api::need(|__row: &#ty| &__row.#field, __row)?;
        }
    });
    let passed = syntax.parameters.iter().zip(&locals).map(|(need, local)| {
        let ty = &need.ty;
        match need.pass {
            Pass::Value => quote_spanned!(at(ty)=> #local),
            Pass::Reference => quote_spanned!(at(ty)=> &#local),
            Pass::Deref => quote_spanned!(at(ty)=> #local.as_deref()),
            Pass::OptionalReference => quote_spanned!(at(ty)=> #local.as_ref()),
        }
    });
    let answer = &syntax.answer;
    let call = quote!(<#ty>::#name(#(#passed),*));
    let call = if syntax.is_fallible {
        quote_spanned!(at(answer)=> #call?)
    } else {
        call
    };
    quote! {
        #(#stored)*
        fn #shim(__row: &mut __api::Row<'_>) -> __api::Result<__api::Value> {
            #(#reads)*
            ::core::result::Result::Ok(<#answer as __api::FieldValue>::to_value(&#call))
        }
    }
}

/// Reads the row and the arguments, calls, and writes back what was changed.
fn called(lowered: &LoweredMethods, method: &Method, syntax: &MethodSyntax) -> TokenStream {
    let (ty, name, shim) = (&lowered.ty, &syntax.ident, shim(method));
    let (this, receiver, written) = match method.receiver {
        Receiver::None => (None, None, None),
        Receiver::Shared => (
            Some(quote!(let __this: #ty = __api::this(__row)?;)),
            Some(quote!(&__this,)),
            None,
        ),
        Receiver::Mutable => (
            Some(quote! {
                let mut __this: #ty = __api::this(__row)?;
                let __before = __api::values(&__this);
            }),
            Some(quote!(&mut __this,)),
            Some(quote!(__api::changed(__ctx, __before, &__this).await?;)),
        ),
    };
    let locals: Vec<Ident> = (0..syntax.parameters.len())
        .map(|nth| format_ident!("__argument{nth}"))
        .collect();
    let reads = syntax
        .parameters
        .iter()
        .zip(&locals)
        .map(|(argument, local)| {
            let ty = &argument.ty;
            quote_spanned!(at(ty)=> let #local: #ty = __arguments.next()?;)
        });
    let answer = &syntax.answer;
    let awaited = quote_spanned! {at(answer)=>
        let __answer: #answer = <#ty>::#name(#receiver __ctx, #(#locals),*).await?;
    };
    let told = quote_spanned!(at(answer)=> __api::told(__answer));
    quote! {
        #[allow(unused_variables, unused_mut)]
        fn #shim<'__a>(
            __row: ::core::option::Option<::std::vec::Vec<__api::Value>>,
            __ctx: &'__a __api::Ctx<'_>,
            mut __arguments: __api::Arguments,
        ) -> __api::BoxFuture<'__a, __api::Given> {
            ::std::boxed::Box::pin(async move {
                #this
                #(#reads)*
                #awaited
                #written
                ::core::result::Result::Ok(#told)
            })
        }
    }
}

/// Adds the types that a method names.
fn types(method: &Method, syntax: &MethodSyntax) -> Vec<TokenStream> {
    let arguments = method.arguments.iter().zip(&syntax.parameters);
    let arguments = arguments.filter(|(argument, _)| argument.ty.named().is_some());
    let arguments = arguments
        .map(|(_, Parameter { inner, .. })| quote!(<#inner as __api::FieldValue>::types(__types);));
    let answer = method.answer.filter(|ty| ty.named().is_some());
    let answer = answer
        .and(syntax.inner.as_ref())
        .map(|inner| quote_spanned!(at(inner)=> __api::answer_types::<#inner, _>(__types);));
    arguments.chain(answer).collect()
}
