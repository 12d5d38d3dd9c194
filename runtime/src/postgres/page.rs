//! A page: rows, and what is told about them, in the order of the selection.

use tokio_postgres::Row;

use super::bind::stored;
use super::load::Loaded;
use super::rows::row;
use crate::answer::page::{Seen, object, sections};
use crate::ask::Input;
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::encode_cursor;
use crate::plan::node::Page;

/// Writes a page.
pub(crate) fn page(
    out: &mut Vec<u8>,
    loaded: &Loaded<'_>,
    plan: &Page,
    (parent, slots): (Option<&Row>, &[Input]),
) -> Result<PageMeta> {
    let mut seen = Seen::default();
    if plan.count.is_some() {
        seen.total = Some(loaded.count_of(parent).unwrap_or(0));
    }
    let size = plan.bounds.size(slots)?;
    let seal = plan.seal.as_ref().map(|seal| seal.text(slots));
    let room = if parent.is_none() {
        out.capacity() - out.len()
    } else {
        0
    };
    let mut sections = sections(plan, room);
    for found in loaded.rows_of(parent) {
        if seen.rows == size {
            seen.more = true;
            break;
        }
        seen.rows += 1;
        let cursor = cursor(plan, seal.as_deref(), found)?;
        let mut shapes = loaded.sections.iter();
        for (item, section) in &mut sections {
            section.row(item, cursor.as_deref(), |out| match shapes.next() {
                Some(shape) => row(out, shape, found, slots),
                None => Ok(()),
            })?;
        }
        seen.first = seen.first.or_else(|| cursor.clone());
        seen.last = cursor;
    }
    let meta = plan.bounds.meta(seen, slots)?;
    let sections = sections.into_iter().map(|(_, section)| section);
    object(out, plan, &meta, sections, slots)?;
    Ok(meta)
}

/// The cursor of a row, if the page has cursors.
fn cursor(plan: &Page, seal: Option<&str>, row: &Row) -> Result<Option<String>> {
    let (Some(seal), false) = (seal, plan.order_columns.is_empty()) else {
        return Ok(None);
    };
    let columns = plan.order_columns.clone().zip(&plan.order_encodings);
    let values: Vec<_> = columns
        .map(|(column, encoding)| stored(row, column, encoding))
        .collect::<Result<_>>()?;
    Ok(Some(encode_cursor(seal, &values)))
}
