//! From a parsed type to plain data: reads attributes, types and serde, then checks, then spells.

pub(crate) mod field;
mod model;
mod relation;
mod types;

use syn::{Data, DeriveInput, Fields};

use crate::attr::place::Place;
use crate::attr::{self, Attributes};
use crate::errors::Errors;
use crate::lowered::{Lowered, Syntax};

/// Reads a type that derives `AutoApi`.
///
/// # Errors
///
/// Every mistake that the one type shows, combined, each at the narrowest token.
///
/// ```
/// use auto_api_syntax::{Lowered, lower};
/// let input = syn::parse_quote! {
///     struct Post {
///         #[api(id)]
///         id: i32,
///         #[api(max_length = 200)]
///         title: String,
///     }
/// };
/// let Lowered::Model(post) = lower(&input).unwrap() else { panic!() };
/// assert_eq!(post.model.fields[1].constraints.max_length, Some(200));
/// ```
pub fn lower(input: &DeriveInput) -> Result<Lowered, syn::Error> {
    let mut errors = Errors::default();
    let attributes = attr::read(&input.attrs, &mut errors);
    generics(input, &mut errors);
    let lowered = data(input, attributes, &mut errors);
    match (errors.finish(), lowered) {
        (Ok(()), Some(lowered)) => Ok(lowered),
        (Err(error), _) => Err(error),
        // Nothing was lowered, so something was reported; this is for the compiler.
        (Ok(()), None) => Err(syn::Error::new_spanned(
            &input.ident,
            "this type cannot derive `AutoApi`",
        )),
    }
}

/// A model is one table, so its type has no parameters.
fn generics(input: &DeriveInput, errors: &mut Errors) {
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "`AutoApi` cannot be derived for a type with parameters: a model is one table, and a row owns its values",
        );
    } else if let Some(clause) = &input.generics.where_clause {
        errors.at(
            clause,
            "`AutoApi` cannot be derived for a type with a `where` clause",
        );
    }
}

fn data(input: &DeriveInput, attributes: Attributes, errors: &mut Errors) -> Option<Lowered> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(_) if attributes.has("value") => {
                Some(types::value(input, &data.fields, attributes, errors))
            }
            Fields::Named(_) => Some(model::model(input, &data.fields, attributes, errors)),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let field = fields.unnamed.first()?;
                Some(types::newtype(input, field, attributes, errors))
            }
            Fields::Unnamed(_) => {
                errors.at(
                    &data.fields,
                    "`AutoApi` cannot be derived for a tuple struct of several fields or none: give the fields names, or keep one (a newtype)",
                );
                None
            }
            Fields::Unit => {
                errors.at(
                    &input.ident,
                    "`AutoApi` cannot be derived for a struct without fields",
                );
                None
            }
        },
        Data::Enum(data) => Some(types::enumeration(input, data, attributes, errors)),
        Data::Union(data) => {
            errors.at(&data.union_token, "`AutoApi` cannot be derived for a union");
            None
        }
    }
}

/// The syntax of a type, without its fields.
fn syntax(input: &DeriveInput, attributes: &Attributes, errors: &mut Errors) -> Syntax {
    Syntax {
        ident: input.ident.clone(),
        vis: input.vis.clone(),
        krate: attr::krate(attributes, errors),
        fields: Vec::new(),
        relations: Vec::new(),
        variants: Vec::new(),
        validate: None,
    }
}

/// The place of a type's fields.
fn place_of_fields(place: Place) -> Place {
    match place {
        Place::Model => Place::ModelField,
        Place::Newtype => Place::NewtypeField,
        _ => Place::ValueField,
    }
}
