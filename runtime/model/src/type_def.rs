//! Types of fields that derive `AutoApi` themselves: enums, value structs and newtypes.

use crate::{Constraints, Field, FieldType};

/// A type, other than a model, that derives `AutoApi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypeDef {
    /// An enum of unit variants.
    Enum(EnumDef),
    /// A struct stored as JSON (`#[api(value)]`).
    Value(ValueDef),
    /// A tuple struct of one field, which looks like that field everywhere.
    Newtype(NewtypeDef),
}

/// An enum of unit variants, stored as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EnumDef {
    /// Its name in GraphQL and OpenAPI.
    pub name: &'static str,
    /// Its name in Rust.
    pub rust_name: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// The variants, in source order.
    pub variants: &'static [Variant],
    /// Whether it is `#[non_exhaustive]`: clients must expect values they do not know.
    pub open: bool,
}

/// One variant of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Its value in REST and in the database, after serde's renames.
    pub name: &'static str,
    /// Its value in GraphQL: `SCREAMING_SNAKE_CASE` of the Rust name, or as the user named it.
    pub graphql: &'static str,
    /// Its name in Rust.
    pub rust_name: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// Why and since when it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// Whether it is Rust's default of the enum (`#[default]`).
    pub is_default: bool,
}

impl Variant {
    /// A variant without a name: the base of a struct update in generated code.
    pub const DEFAULT: Self = Self {
        name: "",
        graphql: "",
        rust_name: "",
        docs: "",
        deprecated: None,
        is_default: false,
    };
}

impl EnumDef {
    /// Rust's default of the enum, if it has one.
    pub fn default_variant(&self) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.is_default)
    }
}

/// A struct that is stored as JSON in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ValueDef {
    /// Its name in GraphQL and OpenAPI; the input type has `Input` behind it.
    pub name: &'static str,
    /// Its name in Rust.
    pub rust_name: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// The members, in source order.
    pub fields: &'static [Field],
    /// The path of a function that checks it, as written.
    pub validate: Option<&'static str>,
}

/// A tuple struct of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NewtypeDef {
    /// Its name in Rust.
    pub rust_name: &'static str,
    /// The doc comment.
    pub docs: &'static str,
    /// What it holds.
    pub inner: FieldType,
    /// What every value must satisfy, besides the constraints of the field that has the type.
    pub constraints: Constraints,
    /// The path of a function that checks every value, as written.
    pub validate: Option<&'static str>,
}
