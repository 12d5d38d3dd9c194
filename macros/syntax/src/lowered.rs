//! What [`lower`](crate::lower) gives: plain data, and the syntax that generated code needs.

use auto_api_model::{Model, TypeDef};
use proc_macro2::Ident;

/// A type that derives `AutoApi`, read.
#[derive(Debug, Clone)]
pub enum Lowered {
    /// A struct that is a table.
    Model(LoweredModel),
    /// An enum, a value struct or a newtype.
    Type(LoweredType),
}

/// A struct that is a table.
#[derive(Debug, Clone)]
pub struct LoweredModel {
    /// What it says.
    pub model: Model,
    /// Its syntax.
    pub syntax: Syntax,
}

/// An enum, a value struct or a newtype.
#[derive(Debug, Clone)]
pub struct LoweredType {
    /// What it says.
    pub def: TypeDef,
    /// Its syntax.
    pub syntax: Syntax,
}

/// The syntax of a type that derives `AutoApi`, as far as generated code repeats it.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// The type's name.
    pub ident: Ident,
    /// Its visibility.
    pub vis: syn::Visibility,
    /// The path of the `auto-api` crate.
    pub krate: syn::Path,
    /// Its fields in source order, also those that are skipped.
    pub fields: Vec<FieldSyntax>,
    /// Its relations, in the order of [`Model::relations`].
    pub relations: Vec<RelationSyntax>,
    /// Its variants, in source order.
    pub variants: Vec<Ident>,
    /// The function that checks it, if it names one.
    pub validate: Option<syn::Path>,
}

/// The syntax of a field.
#[derive(Debug, Clone)]
pub struct FieldSyntax {
    /// Its name, or `0` in a newtype.
    pub member: syn::Member,
    /// Its type.
    pub ty: syn::Type,
    /// Its type without the `Option`.
    pub inner: syn::Type,
    /// Where it is in the model or the definition; none if it is skipped.
    pub position: Option<usize>,
    /// The name of the constant that stands for it, such as `AUTHOR_ID`.
    pub constant: Ident,
    /// The function that checks its values, if it names one.
    pub validate: Option<syn::Path>,
    /// The `sanitize` that it says, if it does.
    pub sanitize: Option<Ident>,
}

/// The syntax of a relation.
#[derive(Debug, Clone)]
pub struct RelationSyntax {
    /// The name of the constant that stands for it, such as `AUTHOR`.
    pub constant: Ident,
    /// The model it leads to.
    pub target: syn::Path,
    /// The model in between, for `many_to_many`.
    pub through: Option<syn::Path>,
    /// The fields that hold the other's key, as positions in [`Syntax::fields`].
    pub own: Vec<usize>,
    /// The fields of the target they hold, where the user named them: their constants.
    pub to: Vec<Ident>,
}
