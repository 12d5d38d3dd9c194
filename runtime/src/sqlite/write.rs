//! A column's value as JSON, straight from the statement into the answer.

use rusqlite::types::ValueRef;

use super::failure::failed;
use super::read;
use crate::answer::Cells;
use crate::answer::stored::{self, document, is_whole, list, object, parsed, quoted, variant};
use crate::error::{Error, Result};
use crate::json;
use crate::plan::node::Encoding;
use crate::value::text;

impl Cells for rusqlite::Row<'_> {
    fn write(&self, out: &mut Vec<u8>, column: usize, encoding: &Encoding) -> Result<()> {
        value(out, encoding, self.get_ref(column).map_err(failed)?)
    }

    fn value(&self, column: usize, encoding: &Encoding) -> Result<crate::Value> {
        read::column(self, column, encoding)
    }
}

/// Writes a column's value. Null is null, whatever the encoding.
pub(crate) fn value(out: &mut Vec<u8>, encoding: &Encoding, value: ValueRef<'_>) -> Result<()> {
    match (encoding, value) {
        (_, ValueRef::Null) => out.extend_from_slice(b"null"),
        (Encoding::Int, ValueRef::Integer(number)) => json::int(out, number),
        (Encoding::Text, ValueRef::Text(text)) => json::lossy(out, text),
        (Encoding::Bool, ValueRef::Integer(number)) => json::bool(out, number != 0),
        (Encoding::IntText, ValueRef::Integer(number)) => quoted(out, |out| json::int(out, number)),
        // A sum past 64 bits.
        (Encoding::IntText, ValueRef::Text(digits)) => json::lossy(out, digits),
        (Encoding::Int, ValueRef::Text(digits)) if is_whole(digits) => {
            out.extend_from_slice(digits);
        }
        (Encoding::Float, ValueRef::Real(number)) => json::float(out, number),
        (Encoding::Float32, ValueRef::Real(number)) => json::float32(out, narrow(number)),
        // A whole number in a column without a type, or of type NUMERIC.
        #[allow(clippy::cast_precision_loss)]
        (Encoding::Float | Encoding::Float32, ValueRef::Integer(number)) => {
            json::float(out, number as f64);
        }
        (Encoding::Decimal(scale), value) => decimal(out, *scale, value)?,
        (Encoding::Bytes, ValueRef::Blob(bytes) | ValueRef::Text(bytes)) => {
            json::string(out, &text::of(&crate::Value::Bytes(bytes.to_vec())));
        }
        (Encoding::Enum(def, spelling), ValueRef::Text(name)) => {
            variant(out, def, *spelling, name)?;
        }
        (Encoding::Json, ValueRef::Text(source)) => document(out, source)?,
        (Encoding::List(item), ValueRef::Text(source)) => list(out, item, &parsed(source)?)?,
        (Encoding::Value(shape), ValueRef::Text(source)) => object(out, shape, &parsed(source)?)?,
        (encoding, value) => time(out, encoding, value)?,
    }
    Ok(())
}

/// Texts of times and identifiers: copied where they are in the project's own form, else read and
/// written anew.
fn time(out: &mut Vec<u8>, encoding: &Encoding, value: ValueRef<'_>) -> Result<()> {
    if let ValueRef::Text(text) = value {
        match encoding {
            Encoding::LocalDateTime if is_clock(text, b' ', 19) => {
                quoted(out, |out| {
                    out.extend_from_slice(&text[..10]);
                    out.push(b'T');
                    out.extend_from_slice(&text[11..]);
                });
                return Ok(());
            }
            Encoding::DateTime if is_clock(text, b'T', 27) && text[19..] == *b".000000Z" => {
                quoted(out, |out| {
                    out.extend_from_slice(&text[..19]);
                    out.push(b'Z');
                });
                return Ok(());
            }
            _ => {}
        }
    }
    let value = read::value(encoding, value).ok_or_else(|| unreadable(encoding, value))?;
    json::string(out, &text::of(&value));
    Ok(())
}

/// Whether a text is `2024-02-29 12:30:00` and as long as said: digits and separators in place.
fn is_clock(text: &[u8], separator: u8, length: usize) -> bool {
    const FORM: &[u8; 19] = b"0000-00-00_00:00:00";
    text.len() == length
        && text.iter().zip(FORM).all(|(found, form)| match form {
            b'0' => found.is_ascii_digit(),
            b'_' => *found == separator,
            other => found == other,
        })
}

fn decimal(out: &mut Vec<u8>, scale: Option<u32>, value: ValueRef<'_>) -> Result<()> {
    if let (Some(scale), ValueRef::Real(number)) = (scale, value)
        && fixed(out, number, scale)
    {
        return Ok(());
    }
    let number =
        read::decimal(value).ok_or_else(|| unreadable(&Encoding::Decimal(scale), value))?;
    stored::decimal(out, number, scale);
    Ok(())
}

/// Writes a number that has no more digits after the point than `scale`; false if it has more.
///
/// A number of at most 15 digits that is the nearest to a decimal of so many digits has no shorter text than
/// that decimal, so that this is what reading its shortest text gives, without the reading.
// The rounded number is below 10^15.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn fixed(out: &mut Vec<u8>, number: f64, scale: u32) -> bool {
    const POWERS: [f64; 7] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    const EXACT: f64 = 1e15;
    let Some(&power) = usize::try_from(scale).ok().and_then(|at| POWERS.get(at)) else {
        return false;
    };
    let shifted = (number.abs() * power).round();
    let is_nearest = (shifted / power).to_bits() == number.abs().to_bits();
    if shifted >= EXACT || !is_nearest {
        return false;
    }
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(shifted as u64).as_bytes();
    let places = scale as usize;
    quoted(out, |out| {
        if number < 0.0 {
            out.push(b'-');
        }
        let whole = digits.len().saturating_sub(places);
        out.extend_from_slice(if whole == 0 { b"0" } else { &digits[..whole] });
        if places > 0 {
            out.push(b'.');
            out.extend(std::iter::repeat_n(
                b'0',
                places.saturating_sub(digits.len()),
            ));
            out.extend_from_slice(&digits[whole..]);
        }
    });
    true
}

// The column holds what the field had, which is a 32-bit number.
#[allow(clippy::cast_possible_truncation)]
fn narrow(number: f64) -> f32 {
    number as f32
}

fn unreadable(encoding: &Encoding, value: ValueRef<'_>) -> Error {
    Error::internal(format!(
        "a column that should hold {encoding:?} holds {value:?}"
    ))
}
