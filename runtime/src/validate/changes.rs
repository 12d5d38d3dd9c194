//! What a function of the application that checks whole rows sees, and what it answers.

use std::cell::OnceCell;
use std::fmt;
use std::marker::PhantomData;

use crate::query::Column;
use crate::record::FieldValue;
use crate::value::{Value, ValueError};

/// The values that a write gives to a row of `T`, by the columns that the derive names.
///
/// Of a new row that is every value it begins with, defaults included; of a change only what
/// changes: a column that is not given keeps what it has, which is not known here. Values are
/// valid on their own.
///
/// ```
/// use auto_api::AutoApi;
/// use auto_api::validate::{Changes, ValidationErrors};
///
/// #[derive(AutoApi)]
/// #[api(validate = ends_after_it_begins)]
/// pub struct Event {
///     #[api(id)]
///     pub id: i64,
///     pub begins: i32,
///     pub ends: Option<i32>,
/// }
///
/// fn ends_after_it_begins(event: &Changes<'_, Event>) -> Result<(), ValidationErrors> {
///     let mut errors = ValidationErrors::new();
///     let both = event.get(Event::BEGINS).zip(event.get(Event::ENDS));
///     if both.is_some_and(|(begins, ends)| ends <= begins) {
///         errors.at(Event::ENDS, "must be after `begins`");
///     }
///     // Neither changes without the other, so that both can be compared.
///     if !event.is_new() && event.is_given(Event::BEGINS) != event.is_given(Event::ENDS) {
///         errors.add("give `begins` and `ends` together");
///     }
///     errors.finish()
/// }
/// ```
pub struct Changes<'c, T> {
    given: &'c Given<'c>,
    pub(super) failed: OnceCell<ValueError>,
    model: PhantomData<fn() -> T>,
}

/// The values of a row, whatever its type.
#[derive(Debug, Clone, Copy)]
pub struct Given<'c> {
    pub(super) values: &'c [Option<Value>],
    pub(super) is_new: bool,
}

impl<T> fmt::Debug for Changes<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.given.fmt(f)
    }
}

impl<'c, T> Changes<'c, T> {
    pub(super) fn new(given: &'c Given<'c>) -> Self {
        Self {
            given,
            failed: OnceCell::new(),
            model: PhantomData,
        }
    }

    /// The value of a column; nothing if it is not given, or null.
    pub fn get<V: FieldValue>(&self, column: Column<T, V>) -> Option<V> {
        match self.value(column)? {
            Value::Null => None,
            value => match V::from_value(value.clone()) {
                Ok(value) => Some(value),
                Err(error) => {
                    // Whoever called the function refuses the write.
                    let _ = self.failed.set(error);
                    None
                }
            },
        }
    }

    /// Whether a column is given, be it as null.
    pub fn is_given<V>(&self, column: Column<T, V>) -> bool {
        self.value(column).is_some()
    }

    /// Whether a column is given as null.
    pub fn is_null<V>(&self, column: Column<T, V>) -> bool {
        self.value(column) == Some(&Value::Null)
    }

    /// Whether the row is new.
    pub fn is_new(&self) -> bool {
        self.given.is_new
    }

    fn value<V>(&self, column: Column<T, V>) -> Option<&Value> {
        self.given.values.get(column.position())?.as_ref()
    }
}

/// What is wrong with a row, of a column or as a whole: each is told to the caller.
///
/// A text alone is one error about the whole row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidationErrors {
    pub(super) all: Vec<(Option<usize>, String)>,
}

impl ValidationErrors {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one about a column.
    pub fn at<T, V>(&mut self, column: Column<T, V>, message: impl Into<String>) {
        self.all.push((Some(column.position()), message.into()));
    }

    /// Adds one about the row.
    pub fn add(&mut self, message: impl Into<String>) {
        self.all.push((None, message.into()));
    }

    /// What the function returns.
    ///
    /// # Errors
    ///
    /// These, if there is one.
    pub fn finish(self) -> Result<(), Self> {
        if self.all.is_empty() {
            Ok(())
        } else {
            Err(self)
        }
    }
}

impl From<String> for ValidationErrors {
    fn from(message: String) -> Self {
        Self {
            all: vec![(None, message)],
        }
    }
}

impl From<&str> for ValidationErrors {
    fn from(message: &str) -> Self {
        Self::from(message.to_owned())
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<_> = self.all.iter().map(|(_, text)| text.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for ValidationErrors {}
