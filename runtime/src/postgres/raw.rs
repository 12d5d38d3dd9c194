//! Bytes of a column as the server sends them.

use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};

/// A column's bytes, of whatever type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a>(pub(crate) &'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// The bytes of a row's column; `None` for null.
pub(crate) fn of(row: &Row, column: usize) -> Option<&[u8]> {
    let found: Option<Raw<'_>> = row.try_get(column).ok()?;
    found.map(|raw| raw.0)
}

/// The items of a binary array of one dimension; `None` within for null.
///
/// Source: `array_send` in `src/backend/utils/adt/arrayfuncs.c` of PostgreSQL.
pub(crate) fn items(raw: &[u8]) -> Option<Vec<Option<&[u8]>>> {
    let dimensions = int4(raw, 0)?;
    if dimensions == 0 {
        return Some(Vec::new());
    }
    if dimensions != 1 {
        return None;
    }
    let count = usize::try_from(int4(raw, 12)?).ok()?;
    let mut rest = raw.get(20..)?;
    let mut items = Vec::with_capacity(count.min(rest.len() / 4 + 1));
    for _ in 0..count {
        let length = int4(rest, 0)?;
        rest = rest.get(4..)?;
        items.push(match usize::try_from(length) {
            Err(_) => None,
            Ok(length) => {
                let item = rest.get(..length)?;
                rest = rest.get(length..)?;
                Some(item)
            }
        });
    }
    Some(items)
}

/// A whole number of two, four or eight bytes.
pub(crate) fn whole(raw: &[u8]) -> Option<i64> {
    Some(match raw.len() {
        8 => i64::from_be_bytes(raw.try_into().ok()?),
        4 => i32::from_be_bytes(raw.try_into().ok()?).into(),
        2 => i16::from_be_bytes(raw.try_into().ok()?).into(),
        _ => return None,
    })
}

/// Two bytes at an offset.
pub(crate) fn int2(raw: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_be_bytes(raw.get(at..at + 2)?.try_into().ok()?))
}

/// Two bytes at an offset, without a sign.
pub(crate) fn uint2(raw: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(raw.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes at an offset.
pub(crate) fn int4(raw: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_be_bytes(raw.get(at..at + 4)?.try_into().ok()?))
}

/// Eight bytes at an offset.
pub(crate) fn int8(raw: &[u8], at: usize) -> Option<i64> {
    Some(i64::from_be_bytes(raw.get(at..at + 8)?.try_into().ok()?))
}
