//! What can be said of a type that could not be lowered: enough for empty impls, so that one
//! mistake does not become many.

use syn::{Data, DeriveInput, Fields};

use crate::attr;
use crate::errors::Errors;

/// The rough shape of a type that has mistakes.
#[derive(Debug, Clone)]
pub struct Partial {
    /// The path of the `auto-api` crate.
    pub krate: syn::Path,
    /// Whether it was meant as a table, and not as the type of a field.
    pub is_model: bool,
    /// The types of the fields that are marked as keys.
    pub key: Vec<syn::Type>,
    /// Whether a row of it may be sent to another thread, as far as the spelling tells.
    pub is_send: bool,
}

/// Looks at a type without complaining.
pub fn partial(input: &DeriveInput) -> Partial {
    let mut errors = Errors::default();
    let attributes = attr::read(&input.attrs, &mut errors);
    let fields = match &input.data {
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => Some(&data.fields),
        _ => None,
    };
    let mut is_key = |field: &&syn::Field| attr::read(&field.attrs, &mut errors).has("id");
    let keys = fields.into_iter().flatten().filter(&mut is_key);
    let key = keys.map(|field| field.ty.clone()).collect();
    let all: Vec<syn::Type> = fields.into_iter().flatten().map(|f| f.ty.clone()).collect();
    let krate = attr::krate(&attributes, &mut errors);
    errors.discard();
    Partial {
        krate,
        is_model: fields.is_some() && !attributes.has("value"),
        key,
        is_send: !all
            .iter()
            .any(|ty| stays(quote::ToTokens::to_token_stream(ty))),
    }
}

/// Whether a type names one that stays on its thread.
fn stays(ty: proc_macro2::TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(name) => ["Rc", "Cell", "RefCell", "dyn"]
            .iter()
            .any(|one| name == one),
        proc_macro2::TokenTree::Punct(punct) => punct.as_char() == '*',
        proc_macro2::TokenTree::Group(group) => stays(group.stream()),
        proc_macro2::TokenTree::Literal(_) => false,
    })
}
