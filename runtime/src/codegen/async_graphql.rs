//! async-graphql's `OutputType` for models and for the types of their fields, so that a user's own
//! resolvers return them: the one place that uses async-graphql's internals.
//!
//! Types are registered from data and values are written from data; nothing is generated for each
//! struct but the call. A schema of the user's own belongs to no zone, so a model shows there only
//! what every caller may see: no relations, no field that is for some zones, and no field with a
//! read rule of its own. Names are as written in the model, whatever a zone's case is.

mod register;
mod resolve;
mod shape;

use std::borrow::Cow;
use std::future::{Future, ready};

use ::async_graphql::parser::types::Field;
use ::async_graphql::registry::Registry;
use auto_api_model::{Model, TypeDef, Types};

// Generated code names the crate as `codegen::async_graphql`; so do the functions below.
#[doc(no_inline)]
pub use ::async_graphql::*;

/// Registers a model's object type; its name with `!`.
pub fn async_graphql_register(
    registry: &mut Registry,
    model: &'static Model,
    types: fn(&mut Types),
) -> String {
    let shapes = shape::of_model(model, types);
    register::Registrar {
        registry,
        shapes: &shapes,
    }
    .model(model);
    format!("{}!", model.name)
}

/// Writes what is selected of a row whose fields have these values, in the order of the model.
///
/// # Errors
///
/// A value that is none of its field's.
// Generated code has no further use for the values.
#[allow(clippy::needless_pass_by_value)]
pub fn async_graphql_resolve(
    ctx: &ContextSelectionSet<'_>,
    field: &Positioned<Field>,
    model: &'static Model,
    types: fn(&mut Types),
    values: Vec<crate::Value>,
) -> impl Future<Output = ServerResult<Value>> + Send + use<> {
    let shapes = shape::of_model(model, types);
    ready(resolve::row(ctx, field, model.name, &shapes, &values))
}

/// The GraphQL name of an enum, of a value struct, or of what a newtype holds.
pub fn async_graphql_type_name(def: &'static TypeDef, types: fn(&mut Types)) -> Cow<'static, str> {
    match def {
        TypeDef::Enum(def) => Cow::Borrowed(def.name),
        TypeDef::Value(def) => Cow::Borrowed(def.name),
        TypeDef::Newtype(_) => Cow::Owned(shape::of_type(def, types).own().graphql()),
    }
}

/// Registers an enum, a value struct, or what a newtype holds; its name with `!`.
pub fn async_graphql_type_register(
    registry: &mut Registry,
    def: &'static TypeDef,
    types: fn(&mut Types),
) -> String {
    let shapes = shape::of_type(def, types);
    let kind = shapes.own();
    register::Registrar {
        registry,
        shapes: &shapes,
    }
    .kind(&kind);
    format!("{}!", kind.graphql())
}

/// Writes what is selected of the value of an enum, a value struct or a newtype.
///
/// # Errors
///
/// A value that is none of the type's.
// Generated code has no further use for the value.
#[allow(clippy::needless_pass_by_value)]
pub fn async_graphql_value(
    ctx: &ContextSelectionSet<'_>,
    field: &Positioned<Field>,
    def: &'static TypeDef,
    types: fn(&mut Types),
    value: crate::Value,
) -> impl Future<Output = ServerResult<Value>> + Send + use<> {
    let shapes = shape::of_type(def, types);
    ready(resolve::value(ctx, field, &shapes, &value))
}
