//! Functions of the application that check values: they travel beside the data of their model.

use std::fmt::Display;

use super::changes::{Changes, Given, ValidationErrors};
use crate::record::FieldValue;
use crate::value::{Value, ValueError};

/// Checks a value of a field.
pub(super) type ValueFunction = fn(Value) -> Result<(), Refusal<String>>;
/// Checks the values of a row.
pub(super) type RowFunction = fn(&Given<'_>) -> Result<(), Refusal<ValidationErrors>>;

/// The functions of one type: what generated code puts beside it.
#[derive(Debug, Clone, Copy)]
pub struct Functions {
    /// Those of fields, by position.
    pub fields: &'static [(usize, ValueFunction)],
    /// That of a value struct or a newtype.
    pub value: Option<ValueFunction>,
    /// That of a model.
    pub row: Option<RowFunction>,
}

impl Functions {
    /// No function: the base of a struct update in generated code.
    pub const NONE: Self = Self {
        fields: &[],
        value: None,
        row: None,
    };

    /// That of the field at a position.
    pub(super) fn field(&self, position: usize) -> Option<ValueFunction> {
        let mut all = self.fields.iter();
        all.find(|(at, _)| *at == position)
            .map(|(_, function)| *function)
    }
}

/// Why a function does not let a value pass.
#[derive(Debug)]
pub enum Refusal<E> {
    /// It says so.
    Told(E),
    /// It could not be called: the value is not of its type.
    Fault(ValueError),
}

/// Calls a function of a field.
pub fn check_value<T: FieldValue, E: Display>(
    value: Value,
    function: impl FnOnce(&T) -> Result<(), E>,
) -> Result<(), Refusal<String>> {
    let value = T::from_value(value).map_err(Refusal::Fault)?;
    function(&value).map_err(|error| Refusal::Told(error.to_string()))
}

/// Calls a function of a model.
pub fn check_row<T, E, F>(given: &Given<'_>, function: F) -> Result<(), Refusal<ValidationErrors>>
where
    E: Into<ValidationErrors>,
    F: FnOnce(&Changes<'_, T>) -> Result<(), E>,
{
    let changes = Changes::new(given);
    let answer = function(&changes);
    match changes.failed.into_inner() {
        Some(error) => Err(Refusal::Fault(error)),
        None => answer.map_err(|error| Refusal::Told(error.into())),
    }
}

/// Called for each `#[api(sanitize)]` when it is compiled.
#[cfg(feature = "sanitize")]
pub const fn sanitizes() {}

/// Called for each `#[api(sanitize)]` when it is compiled.
///
/// # Panics
///
/// Always, so that a text that nobody cleans is not compiled.
#[cfg(not(feature = "sanitize"))]
pub const fn sanitizes() {
    panic!("`sanitize` needs the feature `sanitize` of `auto-api`: switch it on in `Cargo.toml`");
}
