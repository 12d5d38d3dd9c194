//! What PostgreSQL is given behind a `$n`: the engine's value, and the type that the text names.
//!
//! Each parameter has its type in the statement's text, so that nothing depends on what the server
//! infers. Values of types that only the database knows (enums, and lists, which have the type of
//! their column) are given as text, and the server reads them as what they are compared with.

use auto_api_model::{Kind, Scalar};

use super::operand::{fold, items, two, words};
use super::param::{Limit, Number, NumberValue, Offset, Operand, OperandForm, Param, Stored};
use super::predicate::is_array;
use super::search::{search_words, tsquery};
use crate::ask::Input;
use crate::coerce::{coerce, json, shown, whole};
use crate::error::Error;
use crate::error::Result;
use crate::value::{Value, text};

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cast {
    /// Its name; nothing for what the server infers.
    pub(crate) name: &'static str,
    /// Whether it is an array of it.
    pub(crate) many: bool,
}

impl Cast {
    /// One value of a type.
    pub(crate) const fn one(name: &'static str) -> Self {
        Self { name, many: false }
    }

    /// As the server infers it.
    pub(crate) const INFERRED: Self = Self::one("");

    /// What stands behind the parameter.
    pub(super) fn text(self) -> String {
        match self.name {
            "" => String::new(),
            name if self.many => format!("::{name}[]"),
            name => format!("::{name}"),
        }
    }

    /// Of values of a kind.
    pub(crate) fn of(kind: &Kind) -> Self {
        match kind {
            Kind::List(_) if !is_array(kind) => Self::one("jsonb"),
            Kind::Enum(_) | Kind::List(_) => Self::INFERRED,
            Kind::Value(_) => Self::one("jsonb"),
            Kind::Scalar(scalar) => Self::one(match scalar {
                Scalar::Bool => "bool",
                Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 => "int8",
                Scalar::F32 | Scalar::F64 => "float8",
                Scalar::String | Scalar::Url => "text",
                Scalar::Uuid => "uuid",
                Scalar::DateTime => "timestamptz",
                Scalar::LocalDateTime => "timestamp",
                Scalar::Date => "date",
                Scalar::Time => "time",
                Scalar::Duration => "interval",
                Scalar::Decimal => "numeric",
                Scalar::Bytes => "bytea",
                Scalar::Json => "jsonb",
                Scalar::Ip => "inet",
            }),
        }
    }

    /// Of a cursor's values: enums are in the order of their text.
    fn of_key(kind: &Kind) -> Self {
        match kind {
            Kind::Enum(_) => Self::one("text"),
            other => Self::of(other),
        }
    }

    pub(super) fn of_form(kind: &Kind, form: OperandForm) -> Self {
        match form {
            OperandForm::Value | OperandForm::OfTwo(_) => Self::of(kind),
            OperandForm::Many => Self {
                many: true,
                ..Self::of(kind)
            },
            OperandForm::Folded
            | OperandForm::PrefixEnd
            | OperandForm::Pattern
            | OperandForm::Words => Self::one("text"),
            OperandForm::Steps => Self {
                many: true,
                ..Self::one("text")
            },
            OperandForm::Whole => Self::one("int8"),
            OperandForm::Json => Self::one("jsonb"),
        }
    }
}

impl Param {
    /// The type of a parameter.
    pub(crate) fn cast(&self) -> Cast {
        match self {
            Self::Native(_, cast) => *cast,
            Self::Keys(keys) => Cast {
                many: true,
                ..keys.cast
            },
            Self::Slot(operand) => Cast::of_form(&operand.kind, operand.form),
            Self::Range(range) => Cast::of(&range.kind),
            Self::Cursor(value) => Cast::of_key(value.kind()),
            Self::Limit(_) | Self::Offset(_) => Cast::one("int8"),
            // These are SQLite's.
            Self::Fixed(_) | Self::Parent(_) | Self::Numbers => Cast::INFERRED,
        }
    }

    /// A number of rows that is known when planning.
    pub(super) fn number(&self) -> Option<i64> {
        let fixed = |number: &Number| match number.value {
            NumberValue::Fixed(value) => Some(value),
            NumberValue::Slot(_) => None,
        };
        match self {
            Self::Fixed(Stored::Int(number)) => Some(*number),
            Self::Limit(Limit { rows, extra }) => Some(fixed(rows)? + i64::from(*extra)),
            Self::Offset(Offset::Rows(rows)) => fixed(rows),
            Self::Offset(Offset::Page { page, per_page }) => {
                Some((fixed(page)? - 1).saturating_mul(fixed(per_page)?))
            }
            _ => None,
        }
    }
}

impl Operand {
    /// The value of the slot's value.
    pub(crate) fn native(&self, slots: &[Input]) -> Result<Value> {
        let input = self.within_limits(slots)?;
        native(&self.kind, self.form, input).map_err(|message| {
            let mut error = Error::filter(message);
            error.path = self.path.to_vec();
            error
        })
    }
}

/// The value of a request's value; the error says what is expected.
pub(crate) fn native(kind: &Kind, form: OperandForm, input: &Input) -> Result<Value, String> {
    let value = of_form(kind, form, input)?;
    if has_nul(&value) {
        return Err("a text cannot have the character U+0000".to_owned());
    }
    Ok(value)
}

/// PostgreSQL holds no text with that character.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(has_nul),
        Value::Json(json) => json_has_nul(json),
        _ => false,
    }
}

fn json_has_nul(json: &serde_json::Value) -> bool {
    match json {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(json_has_nul),
        serde_json::Value::Object(members) => {
            (members.iter()).any(|(name, json)| name.contains('\0') || json_has_nul(json))
        }
        _ => false,
    }
}

fn of_form(kind: &Kind, form: OperandForm, input: &Input) -> Result<Value, String> {
    match form {
        OperandForm::Value => coerce(kind, input),
        OperandForm::Many => (items(input).iter())
            .map(|item| coerce(kind, item))
            .collect::<Result<_, _>>()
            .map(Value::List),
        OperandForm::OfTwo(which) => coerce(kind, &two(input)?[which]),
        OperandForm::Folded => words(input).map(|words| Value::Text(fold(&words))),
        OperandForm::PrefixEnd => words(input).map(|words| Value::Text(prefix_end(&words))),
        OperandForm::Words => search_words(input).map(|words| Value::Text(tsquery(&words))),
        OperandForm::Pattern => words(input).map(|words| Value::Text(pattern(words))),
        OperandForm::Steps => words(input).map(|words| {
            let steps = words.split('.').filter(|step| !step.is_empty());
            Value::List(steps.map(|step| Value::Text(step.to_owned())).collect())
        }),
        OperandForm::Whole => match whole(input) {
            Some(number) => Ok(Value::Int(number)),
            None => Err(format!("expected a whole number, found {}", shown(input))),
        },
        OperandForm::Json => Ok(Value::Json(json(input))),
    }
}

/// The smallest text that is larger than every text with this prefix; where there is none, one
/// that is larger than what anybody stores.
fn prefix_end(prefix: &str) -> String {
    super::operand::after_prefix(prefix).unwrap_or_else(|| "\u{10ffff}".repeat(64))
}

/// A pattern whose last character is a lone `\`, which stands for itself here and is an error of
/// PostgreSQL's `LIKE`.
fn pattern(mut words: String) -> String {
    let escapes = words.chars().rev().take_while(|&char| char == '\\').count();
    if escapes % 2 == 1 {
        words.push('\\');
    }
    words
}

impl Stored {
    /// The value of a kind that SQLite would hold like this: cursors are the same for both.
    pub(crate) fn native(self, kind: &Kind) -> Option<Value> {
        Some(match self {
            Self::Null => Value::Null,
            Self::Int(number) => match kind.scalar() {
                Some(Scalar::Bool) => Value::Bool(number != 0),
                Some(Scalar::Duration) => Value::Duration(chrono::TimeDelta::microseconds(number)),
                Some(Scalar::Decimal) => Value::Decimal(number.into()),
                // As JSON has it.
                #[allow(clippy::cast_precision_loss)]
                Some(Scalar::F32 | Scalar::F64) => Value::Float(number as f64),
                _ => Value::Int(number),
            },
            Self::Real(number) => Value::Float(number),
            Self::Blob(bytes) => Value::Bytes(bytes),
            Self::Text(words) => match kind.scalar() {
                Some(Scalar::Bytes) => Value::Bytes(words.into_bytes()),
                Some(Scalar::LocalDateTime) => {
                    Value::LocalDateTime(text::parse_local_date_time(&words)?)
                }
                _ => coerce(kind, &Input::Raw(words)).ok()?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_end_with_whole_escapes() {
        for (given, sent) in [("a%", "a%"), (r"a\", r"a\\"), (r"a\\", r"a\\"), ("", "")] {
            assert_eq!(pattern(given.to_owned()), sent);
        }
    }
}
