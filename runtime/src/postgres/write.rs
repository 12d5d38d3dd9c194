//! A column's value as JSON, from the server's binary form straight into the answer.

use tokio_postgres::types::{Kind, Type};

use super::raw::{items, whole};
use super::{numeric, read};
use crate::answer::stored::{self, quoted};
use crate::error::{Error, Result};
use crate::json;
use crate::plan::node::Encoding;
use crate::value::text;

/// Writes a column's value. Null is null, whatever the encoding.
pub(crate) fn value(
    out: &mut Vec<u8>,
    encoding: &Encoding,
    ty: &Type,
    raw: Option<&[u8]>,
) -> Result<()> {
    let Some(raw) = raw else {
        out.extend_from_slice(b"null");
        return Ok(());
    };
    let done = match encoding {
        Encoding::Text => {
            json::lossy(out, raw);
            Some(())
        }
        Encoding::Int => int(out, ty, raw),
        Encoding::IntText => {
            out.push(b'"');
            let done = int(out, ty, raw);
            out.push(b'"');
            done
        }
        Encoding::Bool => raw.first().map(|byte| json::bool(out, *byte != 0)),
        Encoding::Float => read::float(ty, raw).map(|number| json::float(out, number)),
        // The column holds what the field had, which is a 32-bit number.
        #[allow(clippy::cast_possible_truncation)]
        Encoding::Float32 => read::float(ty, raw).map(|number| json::float32(out, number as f32)),
        Encoding::Decimal(scale) => {
            read::decimal(ty, raw).map(|number| stored::decimal(out, number, *scale))
        }
        Encoding::Enum(def, spelling) => {
            stored::variant(out, def, *spelling, raw)?;
            Some(())
        }
        Encoding::Uuid => uuid::Uuid::from_slice(raw).ok().map(|uuid| {
            let mut buffer = uuid::Uuid::encode_buffer();
            let text = uuid.hyphenated().encode_lower(&mut buffer);
            quoted(out, |out| out.extend_from_slice(text.as_bytes()));
        }),
        Encoding::DateTime => read::moment(raw).map(|time| {
            quoted(out, |out| {
                text::write_date(out, time.date_naive());
                out.push(b'T');
                text::write_clock(out, time.time());
                out.push(b'Z');
            });
        }),
        Encoding::LocalDateTime => read::moment(raw).map(|time| {
            quoted(out, |out| {
                text::write_date(out, time.date_naive());
                out.push(b'T');
                text::write_clock(out, time.time());
            });
        }),
        Encoding::Json => {
            stored::document(out, read::json(ty, raw))?;
            Some(())
        }
        Encoding::Value(shape) => {
            stored::object(out, shape, &stored::parsed(read::json(ty, raw))?)?;
            Some(())
        }
        Encoding::List(item) => list(out, item, ty, raw)?,
        Encoding::Bytes | Encoding::Ip | Encoding::Date | Encoding::Time | Encoding::Duration => {
            read::value(encoding, ty, raw).map(|value| json::string(out, &text::of(&value)))
        }
    };
    done.ok_or_else(|| unreadable(encoding, ty, raw))
}

/// A whole number, or a sum of them, which may have more than 64 bits.
fn int(out: &mut Vec<u8>, ty: &Type, raw: &[u8]) -> Option<()> {
    if *ty == Type::NUMERIC {
        out.extend_from_slice(numeric::text(raw)?.as_bytes());
    } else {
        json::int(out, whole(raw)?);
    }
    Some(())
}

fn list(out: &mut Vec<u8>, item: &Encoding, ty: &Type, raw: &[u8]) -> Result<Option<()>> {
    let Kind::Array(of) = ty.kind() else {
        stored::list(out, item, &stored::parsed(read::json(ty, raw))?)?;
        return Ok(Some(()));
    };
    let Some(found) = items(raw) else {
        return Ok(None);
    };
    out.push(b'[');
    for (at, raw) in found.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        value(out, item, of, raw)?;
    }
    out.push(b']');
    Ok(Some(()))
}

fn unreadable(encoding: &Encoding, ty: &Type, raw: &[u8]) -> Error {
    let length = raw.len();
    Error::internal(format!(
        "a column that should hold {encoding:?} has {length} bytes of type {ty}"
    ))
}
