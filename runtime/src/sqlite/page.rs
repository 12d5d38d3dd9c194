//! A page: rows, and what is told about them, in the order of the selection.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::failure::failed;
use super::read;
use super::rows::{Live, row};
use crate::answer::page::{Seen, object, sections};
use crate::ask::Input;
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::encode_cursor;
use crate::plan::node::{Encoding, Page};
use crate::plan::operand::stored;
use crate::plan::param::Stored;
use crate::value::Value;

/// Writes a page. The rows of a section go to a buffer of their own, so that what is told about
/// them may stand before them, and so that a page from the end can be turned round.
pub(crate) fn page(
    out: &mut Vec<u8>,
    live: &mut Live<'_, '_>,
    plan: &Page,
    (parent, slots): (Option<&Row<'_>>, &[Input]),
) -> Result<PageMeta> {
    let mut seen = Seen::default();
    if let Some(count) = &mut live.count {
        let mut rows = count.start(parent)?;
        let counted = rows.next().map_err(failed)?;
        seen.total = counted.map(|row| row.get(0)).transpose().map_err(failed)?;
    }
    let size = plan.bounds.size(slots)?;
    let seal = plan.seal.as_ref().map(|seal| seal.text(slots));
    let room = if parent.is_none() {
        out.capacity() - out.len()
    } else {
        0
    };
    let mut sections = sections(plan, room);
    let mut rows = live.statement.start(parent)?;
    while let Some(found) = rows.next().map_err(failed)? {
        if seen.rows == size {
            seen.more = true;
            break;
        }
        seen.rows += 1;
        let cursor = cursor(plan, seal.as_deref(), found)?;
        let mut shapes = live.rows.iter_mut();
        for (item, section) in &mut sections {
            section.row(item, cursor.as_deref(), |out| match shapes.next() {
                Some(shape) => row(out, shape, found, slots),
                None => Ok(()),
            })?;
        }
        seen.first = seen.first.or_else(|| cursor.clone());
        seen.last = cursor;
    }
    drop(rows);
    let meta = plan.bounds.meta(seen, slots)?;
    let sections = sections.into_iter().map(|(_, section)| section);
    object(out, plan, &meta, sections, slots)?;
    Ok(meta)
}

/// The cursor of a row, if the page has cursors.
fn cursor(plan: &Page, seal: Option<&str>, row: &Row<'_>) -> Result<Option<String>> {
    let (Some(seal), false) = (seal, plan.order_columns.is_empty()) else {
        return Ok(None);
    };
    let mut values = Vec::with_capacity(plan.order_columns.len());
    for (column, encoding) in plan.order_columns.clone().zip(&plan.order_encodings) {
        let found = row.get_ref(column).map_err(failed)?;
        // Another program's number is a decimal's text in cursors, as on the other database.
        if let (Encoding::Decimal(_), Some(number)) = (encoding, read::decimal(found)) {
            values.push(stored(&Value::Decimal(number)));
            continue;
        }
        values.push(match found {
            ValueRef::Null => Stored::Null,
            ValueRef::Integer(number) => Stored::Int(number),
            ValueRef::Real(number) => Stored::Real(number),
            ValueRef::Text(text) => Stored::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Stored::Blob(bytes.to_vec()),
        });
    }
    Ok(Some(encode_cursor(seal, &values)))
}
