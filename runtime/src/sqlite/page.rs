//! A page: rows, and what is told about them, in the order of the selection.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::failure::failed;
use super::read;
use super::rows::{Live, row};
use crate::answer::page::{Pager, room};
use crate::ask::Input;
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::node::{Encoding, Page};
use crate::plan::operand::stored;
use crate::plan::param::Stored;
use crate::value::Value;

/// Writes a page.
pub(crate) fn page(
    out: &mut Vec<u8>,
    live: &mut Live<'_, '_>,
    plan: &Page,
    (parent, slots): (Option<&Row<'_>>, &[Input]),
) -> Result<PageMeta> {
    let mut total = None;
    if let Some(count) = &mut live.count {
        let mut rows = count.start(parent)?;
        let counted = rows.next().map_err(failed)?;
        total = counted.map(|row| row.get(0)).transpose().map_err(failed)?;
    }
    let mut pager = Pager::new(plan, slots, total, room(out, parent.is_none()))?;
    let mut rows = live.statement.start(parent)?;
    while let Some(found) = rows.next().map_err(failed)? {
        if pager.is_full() {
            break;
        }
        let mut shapes = live.rows.iter_mut();
        let key = |column, encoding: &_| key(found, column, encoding);
        pager.row(key, |out| match shapes.next() {
            Some(shape) => row(out, shape, found, slots),
            None => Ok(()),
        })?;
    }
    drop(rows);
    pager.finish(out)
}

/// A value of an order, as cursors have it.
fn key(row: &Row<'_>, column: usize, encoding: &Encoding) -> Result<Stored> {
    let found = row.get_ref(column).map_err(failed)?;
    // Another program's number is a decimal's text in cursors, as on the other database.
    if let (Encoding::Decimal(_), Some(number)) = (encoding, read::decimal(found)) {
        return Ok(stored(&Value::Decimal(number)));
    }
    Ok(match found {
        ValueRef::Null => Stored::Null,
        ValueRef::Integer(number) => Stored::Int(number),
        ValueRef::Real(number) => Stored::Real(number),
        ValueRef::Text(text) => Stored::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Stored::Blob(bytes.to_vec()),
    })
}
