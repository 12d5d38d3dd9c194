//! What the derive implements: how a struct's fields become values and back.

use auto_api_model::{FieldType, HasModel, Types};

use crate::value::{Value, ValueError};

/// A type that a field of a model may have, without its `Option`.
///
/// Implemented for the scalars of the [table](auto_api_model::Scalar), for `Option` and `Vec` of
/// them, and by the derive for enums, value structs and newtypes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a field can have",
    label = "not a built-in type, and does not derive `AutoApi`",
    note = "use a scalar, `Option<_>`, `Vec<_>` or a type that derives `AutoApi`"
)]
pub trait FieldValue: Sized {
    /// The type as a model names it.
    const TYPE: FieldType;

    /// Whether null is one of its values.
    const NULLABLE: bool = false;

    /// The [fingerprint](auto_api_model::TypeDef::fingerprint) of what derives `AutoApi` in it, as
    /// the compiler saw that; 0 if nothing does.
    const FINGERPRINT: u64 = 0;

    /// The value as the engine has it.
    fn to_value(&self) -> Value;

    /// The Rust value of an engine's value.
    fn from_value(value: Value) -> Result<Self, ValueError>;

    /// The Rust value of a JSON value, as the wire has it.
    fn from_json(json: serde_json::Value) -> Result<Self, ValueError>;

    /// Adds the type and those inside it, if it derives `AutoApi`.
    fn types(types: &mut Types) {
        let _ = types;
    }
}

/// A row: a struct that derives `AutoApi` and has a key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "does not derive `AutoApi` as a table",
    note = "a model is a struct with `#[derive(AutoApi)]` and a key"
)]
pub trait Record: HasModel + Sized + Send + Sync + 'static {
    /// The type of its primary key: that of the one `#[api(id)]` field, or a tuple of them.
    type Key;

    /// The struct of a row; `row` yields the values in the order of the model's fields.
    fn read(row: &mut Row<'_>) -> Result<Self, ValueError>;

    /// The value of the field at a position in the model.
    fn value(&self, position: usize) -> Value;
}

/// The values of one row, in the order of the model's fields.
pub struct Row<'a> {
    values: &'a mut (dyn Iterator<Item = Value> + 'a),
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row").finish_non_exhaustive()
    }
}

impl<'a> Row<'a> {
    /// A row of these values.
    pub fn new(values: &'a mut (dyn Iterator<Item = Value> + 'a)) -> Self {
        Self { values }
    }

    /// The next field.
    ///
    /// # Errors
    ///
    /// If the value does not fit the type, or the row is too short.
    // Each call may have another type, so it cannot be the trait's.
    #[allow(clippy::should_implement_trait)]
    pub fn next<T: FieldValue>(&mut self) -> Result<T, ValueError> {
        T::from_value(self.values.next().ok_or(ValueError::Missing)?)
    }
}
