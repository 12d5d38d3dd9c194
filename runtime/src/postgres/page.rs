//! A page: rows, and what is told about them, in the order of the selection.

use tokio_postgres::Row;

use super::bind::stored;
use super::load::Loaded;
use super::rows::row;
use crate::answer::page::{Pager, room};
use crate::ask::Input;
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::node::Page;

/// Writes a page.
pub(crate) fn page(
    out: &mut Vec<u8>,
    loaded: &Loaded<'_>,
    plan: &Page,
    (parent, slots): (Option<&Row>, &[Input]),
) -> Result<PageMeta> {
    let count = plan.count.as_ref();
    let total = count.map(|_| loaded.count_of(parent).unwrap_or(0));
    let mut pager = Pager::new(plan, slots, total, room(out, parent.is_none()))?;
    for found in loaded.rows_of(parent) {
        if pager.is_full() {
            break;
        }
        let mut shapes = loaded.sections.iter();
        let key = |column, encoding: &_| stored(found, column, encoding);
        pager.row(key, |out| match shapes.next() {
            Some(shape) => row(out, shape, found, slots),
            None => Ok(()),
        })?;
    }
    pager.finish(out)
}
