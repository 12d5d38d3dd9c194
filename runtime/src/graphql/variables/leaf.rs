//! Values of scalars: from JSON as variables have it, and from literals as documents and defaults
//! have it.

use apollo_compiler::ast::Value;

use super::super::inputs::Leaf;
use super::super::json::Json;
use crate::ask::Input;

/// The input that a JSON value is for a scalar; `None` if the scalar does not take it.
// Past 2^53 a float is the nearest number, as JSON readers have it.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn from_json(leaf: Leaf, value: &Json<'_>) -> Option<Input> {
    Some(match (leaf, value) {
        (Leaf::Json | Leaf::Own(_), any) => Input::Json(any.to_value()),
        (Leaf::Text | Leaf::Custom(_), Json::Text(text)) => Input::Text(text.to_string()),
        (Leaf::Boolean, Json::Bool(value)) => Input::Bool(*value),
        (Leaf::Int, Json::Int(number)) => Input::Int(i32::try_from(*number).ok()?.into()),
        (Leaf::Float, Json::Int(number)) => Input::Float(*number as f64),
        (Leaf::Float, Json::Large(number)) => Input::Float(*number as f64),
        (Leaf::Float | Leaf::Custom(_), Json::Float(number)) => Input::Float(*number),
        // `1.0` is a whole number in JSON.
        #[allow(clippy::cast_possible_truncation)]
        (Leaf::Int, Json::Float(number))
            if number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX) =>
        {
            Input::Int(*number as i64)
        }
        (Leaf::Custom(_), Json::Int(number)) => Input::Int(*number),
        (Leaf::Custom(_), Json::Large(number)) => Input::Raw(number.to_string()),
        _ => return None,
    })
}

/// The input that a literal is for a scalar; `None` if the scalar does not take it. Variables are
/// the caller's.
pub(crate) fn from_literal(leaf: Leaf, value: &Value) -> Option<Input> {
    Some(match (leaf, value) {
        (Leaf::Text | Leaf::Custom(_), Value::String(text)) => Input::Text(text.clone()),
        (Leaf::Boolean, Value::Boolean(value)) => Input::Bool(*value),
        (Leaf::Int, Value::Int(number)) => Input::Int(number.try_to_i32().ok()?.into()),
        (Leaf::Float, Value::Int(number)) => finite(number.try_to_f64().ok()?)?,
        (Leaf::Float, Value::Float(number)) => finite(number.try_to_f64().ok()?)?,
        (Leaf::Custom(_), Value::Int(number)) => {
            let exact = number.as_str().parse().map(Input::Int);
            exact.unwrap_or_else(|_| Input::Raw(number.as_str().to_owned()))
        }
        // As written: a decimal has more digits than a float.
        (Leaf::Custom(_), Value::Float(number)) => Input::Raw(number.as_str().to_owned()),
        _ => return None,
    })
}

fn finite(number: f64) -> Option<Input> {
    number.is_finite().then_some(Input::Float(number))
}

/// What a literal is, for errors.
pub(crate) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Enum(_) => "a name",
        Value::Variable(_) => "a variable",
        Value::String(_) => "a string",
        Value::Float(_) | Value::Int(_) => "a number",
        Value::Boolean(_) => "a boolean",
        Value::List(_) => "a list",
        Value::Object(_) => "an object",
    }
}
