//! Everything that generated code may name. Not part of the public API.
#![doc(hidden)]

mod assume;
#[cfg(feature = "async-graphql7")]
pub mod async_graphql;
mod drift;
#[cfg(feature = "schemars1")]
pub mod schemars;
#[cfg(feature = "utoipa6")]
pub mod utoipa;
mod values;
pub mod zones;

pub use auto_api_model::{
    Access, Auto, Constraints, DefaultValue, Direction, Distribution, EnumDef, Field, FieldType,
    Format, HasModel, Index, Load, Method, MethodKind, Mode, Model, NewtypeDef, Nulls, OnDelete,
    OrderKey, PageSize, Receiver, Relation, RelationKind, Rule, Sanitize, TypeDef, Types, ValueDef,
    Variant,
};
pub use serde_json::Value as Json;

#[cfg(feature = "async-graphql7")]
pub use self::async_graphql::{
    async_graphql_register, async_graphql_resolve, async_graphql_type_name,
    async_graphql_type_register, async_graphql_value,
};
#[cfg(feature = "schemars1")]
pub use self::schemars::{schemars_model, schemars_type};
#[cfg(feature = "utoipa6")]
pub use self::utoipa::{utoipa_model, utoipa_schemas, utoipa_type};
pub use crate::validate::functions::{Functions, check_row, check_value, sanitizes};
pub use assume::{assume, assume_same};
pub use drift::{
    Compiled, Seen, found, has_field, has_methods, is_called, is_model, is_type, resolves, seen,
};
pub use values::{Members, object, values, variant, variant_text, variant_value};

pub use std::string::String;
/// A text that is usually known at compile time.
pub type CowStr = std::borrow::Cow<'static, str>;
/// What generated impls of async-graphql's trait name.
#[cfg(feature = "async-graphql7")]
pub type GraphqlField = ::async_graphql::Positioned<::async_graphql::parser::types::Field>;
/// What generated impls of async-graphql's trait name.
#[cfg(feature = "async-graphql7")]
pub type GraphqlRegistry = ::async_graphql::registry::Registry;
/// What generated impls of async-graphql's trait name.
#[cfg(feature = "async-graphql7")]
pub type GraphqlResult = ::async_graphql::ServerResult<::async_graphql::Value>;
/// What generated impls of utoipa's traits name.
#[cfg(feature = "utoipa6")]
pub type UtoipaSchema = ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema>;
/// What generated impls of utoipa's traits name.
#[cfg(feature = "utoipa6")]
pub type UtoipaSchemas = Vec<(String, UtoipaSchema)>;

pub use crate::error::{Error, Result};
pub use crate::methods::{
    Arguments, Ctx, Function, Functions as MethodFunctions, Given, HasMethods, MethodsOf,
    NoMethods, answer_fingerprint, answer_types, assume_answer, changed, need, this, told,
};
pub use crate::query::{Column, Query, ToMany, ToOne};
pub use crate::record::{FieldValue, Record, Row};
pub use crate::transaction::BoxFuture;
pub use crate::value::{Value, ValueError};
