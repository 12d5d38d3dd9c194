//! Methods: functions of a model that callers use. `#[auto_api::methods]` marks their block.
//!
//! ```text
//! #[auto_api::methods] impl Post ─▶ Method (plain data, in the model crate)  ─▶ documents, names
//!                                └▶ Function (a pointer beside it)           ─▶ plans and writes
//! ```
//!
//! A computed field runs while rows are written; queries and mutations run with a [`Ctx`].

mod answer;
pub(crate) mod call;
mod ctx;
#[cfg(feature = "http")]
mod query;

use auto_api_model::{Entity, HasModel, Types, Zone};

use crate::error::{Error, Result};
use crate::query::put_back;
use crate::record::{FieldValue, Record, Row};
use crate::transaction::BoxFuture;
use crate::value::Value;

pub use answer::{Answer, Given, answer_fingerprint, answer_types, assume_answer, told};
pub(crate) use call::{any_of, arguments, caught, in_order, key, list, of_method};
pub use ctx::Ctx;

/// A model that has methods: implemented by `#[auto_api::methods]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no methods",
    label = "no `impl` block of it has `#[auto_api::methods]`"
)]
pub trait HasMethods: HasModel {
    /// What the methods say, descriptions apart, as a number.
    const METHODS_FINGERPRINT: u64;

    /// Adds the methods, their functions, and the types they name.
    fn methods(types: &mut Types);
}

/// Finds the methods of a model, if it has any: the derive does not know.
///
/// An associated function of the type itself is found before one of a trait, and is there only for
/// a model with methods; this works for a type that is known, which generated code's is.
#[derive(Debug)]
pub struct MethodsOf<T>(std::marker::PhantomData<T>);

/// What a model without methods adds.
pub trait NoMethods {
    /// Nothing.
    fn add(_: &mut Types) {}
}

impl<T> NoMethods for MethodsOf<T> {}

impl<T: HasMethods> MethodsOf<T> {
    /// Adds the methods.
    pub fn add(types: &mut Types) {
        T::methods(types);
    }
}

/// A computed field: reads what it needs of a row, in order.
pub type Computed = fn(&mut Row<'_>) -> Result<Value>;

/// A query or a mutation: the row, if it is about one, the context, and what the caller gave.
pub type Called = for<'a> fn(Option<Vec<Value>>, &'a Ctx<'_>, Arguments) -> BoxFuture<'a, Given>;

/// The code of a method.
#[derive(Debug, Clone, Copy)]
pub enum Function {
    /// Of a computed field.
    Computed(Computed),
    /// Of a query or a mutation.
    Called(Called),
}

/// The code of a model's methods, in the order of their data: travels beside it.
#[derive(Debug, Clone, Copy)]
pub struct Functions(pub &'static [Function]);

impl Functions {
    /// That of a method of an entity.
    pub(crate) fn of(zone: &Zone, entity: &Entity, at: usize) -> Result<Function> {
        let found = zone.attached::<Self>(entity.model.rust_name);
        let found = found.and_then(|all| all.0.get(at).copied());
        found.ok_or_else(|| {
            Error::internal(format!(
                "the methods of `{}` are not there: add the model to the zone by its type",
                entity.model.rust_name
            ))
        })
    }
}

/// What a caller gave, in the order of the method's arguments.
#[derive(Debug)]
pub struct Arguments(std::vec::IntoIter<Value>);

impl Arguments {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }

    /// The next argument.
    ///
    /// # Errors
    ///
    /// `INTERNAL` if there is none, or it is of another type.
    // Each call may have another type, so it cannot be an iterator.
    #[allow(clippy::should_implement_trait)]
    pub fn next<T: FieldValue>(&mut self) -> Result<T> {
        let value = self.0.next();
        let value = value.ok_or_else(|| Error::internal("a method has an argument more"))?;
        T::from_value(value).map_err(Error::internal)
    }
}

/// The next of the fields that a computed field needs. The function tells of which type it is.
///
/// # Errors
///
/// `INTERNAL` if the row has another.
pub fn need<M, T: FieldValue>(_: fn(&M) -> &T, row: &mut Row<'_>) -> Result<T> {
    row.next().map_err(Error::internal)
}

/// The row that a method is about.
///
/// # Errors
///
/// `INTERNAL` if there is none, or it is another model's.
pub fn this<T: Record>(row: Option<Vec<Value>>) -> Result<T> {
    let row = row.ok_or_else(|| Error::internal("a method is about a row"))?;
    T::read(&mut Row::new(&mut row.into_iter())).map_err(Error::internal)
}

/// Writes back what a method changed of its row.
///
/// # Errors
///
/// Those of an update.
pub fn changed<'a, T: Record>(
    ctx: &'a Ctx<'_>,
    before: Vec<Value>,
    after: &T,
) -> BoxFuture<'a, ()> {
    let after = crate::codegen::values(after);
    Box::pin(async move {
        if before == after {
            return Ok(());
        }
        put_back::<T>(ctx, &before, &after).await
    })
}
