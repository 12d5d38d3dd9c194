//! Values that are stored as JSON: documents, value structs, lists.

use std::io::Write as _;

use auto_api_model::EnumDef;
use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::json;
use crate::plan::node::{Encoding, Spelling, ValueMember, ValueShape};

/// Writes a decimal with so many digits after the point, or as few as needed.
pub(crate) fn decimal(out: &mut Vec<u8>, number: Decimal, scale: Option<u32>) {
    let number = match scale {
        Some(scale) => {
            let mut number = number.round_dp(scale);
            number.rescale(scale);
            number
        }
        None => number.normalize(),
    };
    quoted(out, |out| {
        // Writing to a vector cannot fail.
        let written = write!(out, "{number}");
        debug_assert!(written.is_ok());
    });
}

/// Writes an enum's value in a protocol's spelling.
pub(crate) fn variant(
    out: &mut Vec<u8>,
    def: &'static EnumDef,
    spelling: Spelling,
    name: &[u8],
) -> Result<()> {
    let Some(variant) = def.variants.iter().find(|v| v.name.as_bytes() == name) else {
        let found = String::from_utf8_lossy(name);
        return Err(Error::internal(format!(
            "`{found}` is no value of the enum `{}`",
            def.rust_name
        )));
    };
    let spelled = match spelling {
        Spelling::Graphql => variant.graphql,
        Spelling::Rest => variant.name,
    };
    json::string(out, spelled);
    Ok(())
}

/// Writes a JSON column in the one form that both databases can give: PostgreSQL keeps neither the
/// order of members nor how a number was spelled.
pub(crate) fn document(out: &mut Vec<u8>, source: &[u8]) -> Result<()> {
    any(out, &parsed(source)?);
    Ok(())
}

/// Writes JSON without blanks, members by name, whole numbers without a point.
pub(super) fn any(out: &mut Vec<u8>, value: &serde_json::Value) {
    use serde_json::Value as Json;
    match value {
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            out.push(b'{');
            for (at, (name, value)) in members.into_iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                json::string(out, name);
                out.push(b':');
                any(out, value);
            }
            out.push(b'}');
        }
        Json::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                any(out, item);
            }
            out.push(b']');
        }
        Json::Number(number) => self::number(out, number),
        Json::String(text) => json::string(out, text),
        Json::Bool(value) => json::bool(out, *value),
        Json::Null => out.extend_from_slice(b"null"),
    }
}

/// Writes a number: `1.0` and `1e0` are `1`.
fn number(out: &mut Vec<u8>, number: &serde_json::Number) {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    match number.as_f64().filter(|_| number.is_f64()) {
        // Every whole number up to there is one of a float's, too.
        #[allow(clippy::cast_possible_truncation)]
        Some(float) if float.fract() == 0.0 && float.abs() <= WHOLE => json::int(out, float as i64),
        _ => out.extend_from_slice(number.to_string().as_bytes()),
    }
}

/// A JSON column.
pub(crate) fn parsed(source: &[u8]) -> Result<serde_json::Value> {
    serde_json::from_slice(source).map_err(Error::internal)
}

/// Writes a list that is stored as JSON.
pub(crate) fn list(out: &mut Vec<u8>, item: &Encoding, value: &serde_json::Value) -> Result<()> {
    let serde_json::Value::Array(items) = value else {
        return Err(Error::internal("a list column holds no JSON array"));
    };
    out.push(b'[');
    for (at, value) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        inner(out, item, value)?;
    }
    out.push(b']');
    Ok(())
}

/// Writes a value struct, in part or whole.
pub(crate) fn object(
    out: &mut Vec<u8>,
    shape: &ValueShape,
    value: &serde_json::Value,
) -> Result<()> {
    out.push(b'{');
    for (at, member) in shape.members.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match member {
            ValueMember::Fixed(bytes) => out.extend_from_slice(bytes),
            ValueMember::Field {
                key,
                name,
                encoding,
            } => {
                out.extend_from_slice(key);
                inner(out, encoding, &value[*name])?;
            }
        }
    }
    out.push(b'}');
    Ok(())
}

/// Writes a value that is stored inside JSON: there it has its wire form already, but for enums in
/// GraphQL and 64-bit integers.
fn inner(out: &mut Vec<u8>, encoding: &Encoding, value: &serde_json::Value) -> Result<()> {
    use serde_json::Value as Json;
    match (encoding, value) {
        (_, Json::Null) => out.extend_from_slice(b"null"),
        (Encoding::List(item), value) => list(out, item, value)?,
        (Encoding::Value(shape), value) => object(out, shape, value)?,
        (Encoding::Enum(def, spelling), Json::String(name)) => {
            variant(out, def, *spelling, name.as_bytes())?;
        }
        (Encoding::Float, Json::Number(number)) => {
            json::float(out, number.as_f64().unwrap_or(f64::NAN));
        }
        // The document holds what the field had, which is a 32-bit number.
        #[allow(clippy::cast_possible_truncation)]
        (Encoding::Float32, Json::Number(number)) => {
            json::float32(out, number.as_f64().unwrap_or(f64::NAN) as f32);
        }
        (Encoding::IntText, Json::Number(number)) => json::string(out, &number.to_string()),
        (Encoding::Int, Json::String(digits)) if is_whole(digits.as_bytes()) => {
            out.extend_from_slice(digits.as_bytes());
        }
        (_, value) => any(out, value),
    }
    Ok(())
}

/// Whether a text is digits, maybe with a sign.
pub(crate) fn is_whole(digits: &[u8]) -> bool {
    let unsigned = digits.strip_prefix(b"-").unwrap_or(digits);
    !unsigned.is_empty() && unsigned.iter().all(u8::is_ascii_digit)
}

/// Writes something between quotes.
pub(crate) fn quoted(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'"');
    write(out);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_one_form() {
        for (stored, written) in [
            (
                r#"{"b": 1.0, "a": [1e2, -0.0, 0.5]}"#,
                r#"{"a":[100,0,0.5],"b":1}"#,
            ),
            ("18446744073709551615", "18446744073709551615"),
            ("1e300", "1e+300"),
            (r#""é\u0000""#, r#""é\u0000""#),
        ] {
            let mut out = Vec::new();
            document(&mut out, stored.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
    }
}
