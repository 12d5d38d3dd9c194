//! From what was lowered to code: data, and shims that hand it to `auto_api::codegen`.
//!
//! Nothing in here fails or decides: the front end has.

mod columns;
mod data;
mod drift;
mod model;
mod references;
mod types;

use auto_api_syntax::{Lowered, Syntax};
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The code of a type.
pub(crate) fn expand(lowered: &Lowered) -> TokenStream {
    let mut body = match lowered {
        Lowered::Model(lowered) => model::expand(lowered),
        Lowered::Type(lowered) => types::expand(lowered),
    };
    body.extend(drift::expand(lowered));
    block(lowered.syntax(), &body)
}

/// Everything generated is in one block without a name, which has the one allow-list.
///
/// `deprecated`: a row is read with its deprecated fields. `private_interfaces`: a constant is as
/// visible as its struct, the type of its field may be less.
fn block(syntax: &Syntax, body: &TokenStream) -> TokenStream {
    let krate = &syntax.krate;
    quote! {
        #[allow(deprecated, private_interfaces)]
        const _: () = {
            use #krate::codegen as __api;
            #body
        };
    }
}

/// A place in the user's text for code that the user did not write: errors point there, lints
/// know better.
fn at(tokens: &impl syn::spanned::Spanned) -> Span {
    Span::call_site().located_at(tokens.span())
}
