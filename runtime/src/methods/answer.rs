//! What a method answers with: nothing, a value, or rows.

use auto_api_model::{FieldType, HasModel, Types};

use crate::record::{FieldValue, Record};
use crate::value::Value;
use crate::write::Key;

/// What a method answered.
#[derive(Debug)]
pub enum Given {
    /// `()`
    Nothing,
    /// A value.
    Value(Value),
    /// Rows, by their keys: what is told of them is read, as of all others.
    Rows(Vec<Key>),
}

/// A type that a method may answer with. `Sort` tells values from rows, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a method can answer with",
    label = "neither a value nor rows",
    note = "answer with `()`, a scalar, a type that derives `AutoApi`, `Option<_>` or `Vec<_>` of one"
)]
pub trait Answer<Sort>: Sized {
    /// The type as the method's data have it, without its `Option`; nothing for `()`.
    const TYPE: Option<FieldType>;

    /// The fingerprint of what derives `AutoApi` in it.
    const FINGERPRINT: u64;

    /// What is told of it.
    fn told(self) -> Given;

    /// Adds the types in it.
    fn types(types: &mut Types);
}

/// Sorts of answers.
#[derive(Debug)]
pub enum Nothing {}
/// A value.
#[derive(Debug)]
pub enum OfValue {}
/// A row.
#[derive(Debug)]
pub enum OfRow {}
/// A row or none.
#[derive(Debug)]
pub enum OfOptionalRow {}
/// Rows.
#[derive(Debug)]
pub enum OfRows {}

impl Answer<Nothing> for () {
    const TYPE: Option<FieldType> = None;
    const FINGERPRINT: u64 = 0;

    fn told(self) -> Given {
        Given::Nothing
    }

    fn types(_: &mut Types) {}
}

impl<T: FieldValue> Answer<OfValue> for T {
    const TYPE: Option<FieldType> = Some(T::TYPE);
    const FINGERPRINT: u64 = T::FINGERPRINT;

    fn told(self) -> Given {
        Given::Value(self.to_value())
    }

    fn types(types: &mut Types) {
        T::types(types);
    }
}

impl<T: Record> Answer<OfRow> for T {
    const TYPE: Option<FieldType> = Some(Named::<T>::TYPE);
    const FINGERPRINT: u64 = <T as HasModel>::FINGERPRINT;

    fn told(self) -> Given {
        Given::Rows(vec![key(&self)])
    }

    fn types(types: &mut Types) {
        <T as HasModel>::types(types);
    }
}

impl<T: Record> Answer<OfOptionalRow> for Option<T> {
    const TYPE: Option<FieldType> = Some(Named::<T>::TYPE);
    const FINGERPRINT: u64 = <T as HasModel>::FINGERPRINT;

    fn told(self) -> Given {
        Given::Rows(self.iter().map(key).collect())
    }

    fn types(types: &mut Types) {
        <T as HasModel>::types(types);
    }
}

impl<T: Record> Answer<OfRows> for Vec<T> {
    const TYPE: Option<FieldType> = Some(FieldType::List(&Named::<T>::TYPE));
    const FINGERPRINT: u64 = <T as HasModel>::FINGERPRINT;

    fn told(self) -> Given {
        Given::Rows(self.iter().map(key).collect())
    }

    fn types(types: &mut Types) {
        <T as HasModel>::types(types);
    }
}

/// A model's type, as a constant that can be referred to.
struct Named<T>(T);

impl<T: HasModel> Named<T> {
    const TYPE: FieldType = FieldType::Named(T::MODEL.rust_name);
}

fn key<T: Record>(row: &T) -> Key {
    let key = T::MODEL.key().into_iter();
    key.map(|at| row.value(at)).collect()
}

/// What is told of an answer.
pub fn told<T: Answer<Sort>, Sort>(answer: T) -> Given {
    answer.told()
}

/// Adds the types in an answer.
pub fn answer_types<T: Answer<Sort>, Sort>(types: &mut Types) {
    T::types(types);
}

/// The fingerprint of what derives `AutoApi` in an answer.
pub const fn answer_fingerprint<T: Answer<Sort>, Sort>() -> u64 {
    T::FINGERPRINT
}

/// Fails to compile unless an answer's type is what its spelling says.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn assume_answer<T: Answer<Sort>, Sort>(spelled: &FieldType) {
    if let Some(ty) = &T::TYPE {
        crate::codegen::assume_same(spelled, ty);
    }
}
