//! The signature of a method: what it takes and gives, by what it is for.
//!
//! ```text
//! mutation   async fn publish(&mut self, ctx: &Ctx<'_>, at: DateTime<Utc>) -> Result<()>
//! query      async fn similar(&self, ctx: &Ctx<'_>, limit: i32) -> Result<Vec<Post>>
//! field      fn word_count(body: &str) -> i32
//! ```

use auto_api_model::{Method, MethodKind, Receiver};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, PatType, ReceiverKind, ReturnType, Signature, Type};

use super::MethodSyntax;
use super::parameter::{self, Parameter};
use crate::errors::Errors;
use crate::intern;
use crate::names::plain;
use crate::ty::{self, spelled};

/// A signature, read.
pub(super) struct Read {
    /// What it says: the rest is its attributes'.
    pub(super) method: Method,
    pub(super) syntax: MethodSyntax,
}

/// Reads a signature.
pub(super) fn read(
    signature: &Signature,
    kind: MethodKind,
    model: &Ident,
    errors: &mut Errors,
) -> Option<Read> {
    plain_function(signature, errors);
    asynchronous(signature, kind, errors);
    let mut rest = Vec::new();
    let mut receiver = Receiver::None;
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(own) => receiver = self::receiver(own, kind, errors),
            FnArg::Typed(typed) => rest.push(typed),
        }
    }
    let mut method = Method {
        receiver,
        ..Method::DEFAULT
    };
    let parameters = if kind == MethodKind::Field {
        let needs = rest.iter().filter_map(|typed| {
            context_of_field(typed, errors).then(|| parameter::need(typed, errors))?
        });
        let needs: Vec<Parameter> = needs.collect();
        method.needs = intern::texts(needs.iter().map(|need| plain(&need.ident)));
        needs
    } else {
        context(signature, rest.first().copied(), errors);
        let arguments = rest.iter().skip(1);
        let arguments = arguments.filter_map(|typed| parameter::argument(typed, errors));
        let (parameters, fields): (Vec<_>, Vec<_>) = arguments.unzip();
        method.arguments = intern::list(fields);
        parameters
    };
    let (ty, is_fallible) = out_of_result(signature, kind, errors)?;
    let ty = named(ty, model);
    let inner = answer(&mut method, &ty, kind, errors)?;
    Some(Read {
        method,
        syntax: MethodSyntax {
            ident: signature.ident.clone(),
            parameters,
            inner,
            answer: ty,
            is_fallible,
        },
    })
}

/// A method has no parameters of types or lifetimes, and is safe.
fn plain_function(signature: &Signature, errors: &mut Errors) {
    if !signature.generics.params.is_empty() {
        errors.at(
            &signature.generics,
            "a method that callers use cannot be generic: callers send values of known types",
        );
    }
    if let syn::Safety::Unsafe(token) = &signature.safety {
        errors.at(token, "a method that callers use cannot be `unsafe`");
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, "a method that callers use is a function of Rust");
    }
}

/// Only what is computed while rows are written is not asynchronous.
fn asynchronous(signature: &Signature, kind: MethodKind, errors: &mut Errors) {
    match (&signature.asyncness, kind) {
        (Some(token), MethodKind::Field) => errors.at(
            token,
            "a computed field is computed while rows are written, so it cannot be `async`: make it a query",
        ),
        (None, MethodKind::Query | MethodKind::Mutation) => {
            let what = word(kind);
            errors.at(
                &signature.fn_token,
                format_args!("a {what} works with the database: write `async fn`"),
            );
        }
        _ => {}
    }
}

fn word(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Field => "computed field",
        MethodKind::Query => "query",
        MethodKind::Mutation => "mutation",
    }
}

fn receiver(own: &syn::Receiver, kind: MethodKind, errors: &mut Errors) -> Receiver {
    let mutable = match &own.kind {
        ReceiverKind::Reference(_, _, mutable) => Some(mutable.is_some()),
        _ => None,
    };
    match (kind, mutable) {
        (MethodKind::Field, _) => errors.at(
            own,
            "a computed field takes the fields it needs, and not the row, so that no others are read: `fn word_count(body: &str) -> i32`",
        ),
        (_, None) => errors.at(own, "a method takes the row as `&self` or `&mut self`"),
        (MethodKind::Query, Some(true)) => {
            errors.at(own, "a query cannot change the row: take `&self`, or make it a mutation");
        }
        (_, Some(true)) => return Receiver::Mutable,
        (_, Some(false)) => {}
    }
    Receiver::Shared
}

/// The first parameter is the context.
fn context(signature: &Signature, first: Option<&PatType>, errors: &mut Errors) {
    match first {
        None => errors.at(
            &signature.ident,
            "a method has the context as its first argument: `ctx: &Ctx<'_>`",
        ),
        Some(first) => {
            let is_context = matches!(
                &*first.ty,
                Type::Reference(reference) if reference.mutability.is_none() && is_ctx(&reference.elem)
            );
            if !is_context {
                let found = spelled(&first.ty);
                errors.at(
                    &first.ty,
                    format_args!(
                        "a method has the context as its first argument, `ctx: &Ctx<'_>`, and not `{found}`"
                    ),
                );
            }
        }
    }
}

/// Whether a parameter of a computed field is none of the context, which it has not.
fn context_of_field(typed: &PatType, errors: &mut Errors) -> bool {
    let is_context = matches!(&*typed.ty, Type::Reference(reference) if is_ctx(&reference.elem));
    if is_context {
        errors.at(
            &typed.ty,
            "a computed field is made of other fields alone: it has no context",
        );
    }
    !is_context
}

fn is_ctx(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Ctx"))
}

/// The type inside a `Result`; a computed field may have a plain one.
fn out_of_result<'s>(
    signature: &'s Signature,
    kind: MethodKind,
    errors: &mut Errors,
) -> Option<(&'s Type, bool)> {
    let given = match &signature.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    let inside = given.and_then(in_result);
    match (given, inside, kind) {
        (_, Some(inside), _) => Some((inside, true)),
        (Some(ty), None, MethodKind::Field) => Some((ty, false)),
        (None, None, MethodKind::Field) => {
            errors.at(
                &signature.ident,
                "a computed field has a value: say its type",
            );
            None
        }
        (Some(ty), None, _) => {
            let (what, found) = (word(kind), spelled(ty));
            errors.at(
                ty,
                format_args!("a {what} may fail: it answers with `Result<{found}>`"),
            );
            None
        }
        (None, None, _) => {
            let what = word(kind);
            errors.at(
                &signature.ident,
                format_args!("a {what} may fail: it answers with `Result<…>`"),
            );
            None
        }
    }
}

/// The first parameter of a type that is called `Result`.
fn in_result(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path
        .path
        .segments
        .last()
        .filter(|last| last.ident == "Result")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}

/// The type with `Self` as the model's name.
fn named(ty: &Type, model: &Ident) -> Type {
    fn walk(tokens: TokenStream, model: &Ident) -> TokenStream {
        let one = |token| match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                TokenTree::Ident(Ident::new(&model.to_string(), ident.span()))
            }
            TokenTree::Group(group) => {
                let mut inner =
                    proc_macro2::Group::new(group.delimiter(), walk(group.stream(), model));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other,
        };
        tokens.into_iter().map(one).collect()
    }
    syn::parse2(walk(ty.to_token_stream(), model)).unwrap_or_else(|_| ty.clone())
}

/// What a method answers with, as data; its type without the `Option`.
#[allow(clippy::option_option)] // Refused, nothing, or a type.
fn answer(
    method: &mut Method,
    ty: &Type,
    kind: MethodKind,
    errors: &mut Errors,
) -> Option<Option<Type>> {
    if matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty()) {
        if kind != MethodKind::Mutation {
            let what = word(kind);
            errors.at(ty, format_args!("a {what} answers with something"));
            return None;
        }
        return Some(None);
    }
    let typed = ty::read(ty, errors);
    method.answer = Some(typed.ty?);
    method.nullable = typed.nullable;
    Some(Some(typed.inner))
}
