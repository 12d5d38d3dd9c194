//! From what was lowered to code: data, and shims that hand it to `auto_api::codegen`.
//!
//! Nothing in here fails or decides: the front end has.

mod assumed;
mod async_graphql;
mod columns;
mod data;
mod drift;
mod methods;
mod model;
mod references;
mod schemars;
#[cfg(test)]
mod tests;
mod types;
mod utoipa;
mod validate;

use auto_api_model::TypeDef;
use auto_api_syntax::{Lowered, Syntax};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(crate) use methods::expand as methods;

/// The code of a type.
pub(crate) fn expand(lowered: &Lowered) -> TokenStream {
    let mut body = match lowered {
        Lowered::Model(lowered) => model::expand(lowered),
        Lowered::Type(lowered) => types::expand(lowered),
    };
    body.extend(drift::expand(lowered));
    body.extend(validate::sanitized(lowered.syntax()));
    let whole = Whole::of(lowered);
    body.extend(schemars::expand(&whole));
    body.extend(utoipa::expand(&whole));
    body.extend(async_graphql::expand(&whole));
    block(lowered.syntax(), &body)
}

/// What the impls of other crates' traits need to know of a type: nothing of its fields.
struct Whole<'a> {
    ident: &'a Ident,
    /// Its name in GraphQL and OpenAPI.
    name: &'static str,
    is_model: bool,
}

impl<'a> Whole<'a> {
    fn of(lowered: &'a Lowered) -> Self {
        let (name, is_model) = match lowered {
            Lowered::Model(lowered) => (lowered.model.name, true),
            Lowered::Type(lowered) => match lowered.def {
                TypeDef::Enum(def) => (def.name, false),
                TypeDef::Value(def) => (def.name, false),
                TypeDef::Newtype(def) => (def.rust_name, false),
            },
        };
        let ident = &lowered.syntax().ident;
        Self {
            ident,
            name,
            is_model,
        }
    }

    /// The function that adds the types of its fields.
    fn types(&self) -> TokenStream {
        if self.is_model {
            quote!(<Self as __api::HasModel>::types)
        } else {
            quote!(<Self as __api::FieldValue>::types)
        }
    }
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
