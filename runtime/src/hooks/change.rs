//! What hooks see of a change.

use std::marker::PhantomData;

use super::{Images, On, record};
use crate::error::{Error, Result};
use crate::query::{Column, Values};
use crate::record::{FieldValue, Record};
use crate::value::Value;

/// What is to be written, whatever the model's type.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) on: On,
    /// By the position of the member; `None` where nothing is given.
    pub(crate) values: Vec<Option<Value>>,
    /// The row as it is, of one that is there.
    pub(crate) old: Option<Vec<Value>>,
}

/// A change of a row before it is made.
#[derive(Debug)]
pub struct Change<'h, T> {
    draft: &'h mut Draft,
    old: Option<T>,
}

impl<'h, T: Record> Change<'h, T> {
    pub(super) fn new(draft: &'h mut Draft) -> Result<Self> {
        let old = draft.old.as_deref().map(record).transpose()?;
        Ok(Self { draft, old })
    }

    /// What is done with the row.
    pub fn on(&self) -> On {
        self.draft.on
    }

    /// The row as it is; `None` of one that is made.
    pub fn old(&self) -> Option<&T> {
        self.old.as_ref()
    }

    /// Whether a column is given: of a new row defaults are, too.
    pub fn is_given<V: FieldValue>(&self, column: Column<T, V>) -> bool {
        self.value(column).is_some()
    }

    /// The value that a column will have, if one is given and it is not null.
    ///
    /// # Errors
    ///
    /// `INTERNAL` if the value does not fit the type.
    pub fn get<V: FieldValue>(&self, column: Column<T, V>) -> Result<Option<V>> {
        match self.value(column) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => V::from_value(value.clone())
                .map(Some)
                .map_err(Error::internal),
        }
    }

    /// Writes these values, too, or instead. They are validated as the caller's are.
    pub fn set(&mut self, values: Values<T>) {
        for (at, value) in values.into_values() {
            if let Some(place) = self.draft.values.get_mut(at) {
                *place = Some(value);
            }
        }
    }

    fn value<V: FieldValue>(&self, column: Column<T, V>) -> Option<&Value> {
        self.draft.values.get(column.position())?.as_ref()
    }
}

/// A change that was made.
#[derive(Debug)]
pub struct Changed<T> {
    on: On,
    row: T,
    old: Option<T>,
    model: PhantomData<fn() -> T>,
}

impl<T: Record> Changed<T> {
    pub(super) fn new(images: &Images) -> Result<Self> {
        let before = images.before.as_deref().map(record).transpose()?;
        let after = images.after.as_deref().map(record).transpose()?;
        let (row, old) = match (before, after) {
            (old, Some(row)) => (row, old),
            (Some(row), None) => (row, None),
            (None, None) => return Err(Error::internal("a change of no row")),
        };
        Ok(Self {
            on: images.on,
            row,
            old,
            model: PhantomData,
        })
    }

    /// What was done with the row.
    pub fn on(&self) -> On {
        self.on
    }

    /// The row as it is now; of one that was deleted, as it was.
    pub fn row(&self) -> &T {
        &self.row
    }

    /// The row as it was before an update.
    pub fn old(&self) -> Option<&T> {
        self.old.as_ref()
    }
}
