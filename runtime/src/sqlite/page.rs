//! A page: rows, and what is told about them, in the order of the selection.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::failure::failed;
use super::rows::{Live, LiveRow, row};
use crate::ask::{Info, Input};
use crate::database::PageMeta;
use crate::error::Result;
use crate::json;
use crate::plan::encode_cursor;
use crate::plan::node::{Bounds, EdgeOutput, InfoOutput, Page, PageOutput};
use crate::plan::param::Stored;

/// What is known of a page's rows.
#[derive(Debug, Default)]
struct Seen {
    rows: i64,
    more: bool,
    total: Option<i64>,
    first: Option<String>,
    last: Option<String>,
}

/// Where one section's rows are: bytes, and where each row ends.
#[derive(Debug, Default)]
struct Section {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

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
    let backwards = matches!(
        plan.bounds,
        Bounds::Keyset {
            backwards: true,
            ..
        }
    );
    let seal = plan.seal.as_ref().map(|seal| seal.text(slots));
    let mut sections: Vec<_> = (plan.items.iter())
        .filter(|item| matches!(item, PageOutput::Rows { .. } | PageOutput::Edges { .. }))
        .map(|item| (item, Section::default()))
        .collect();
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
            section.row(item, &mut shapes, (found, cursor.as_deref(), slots))?;
        }
        seen.first = seen.first.or_else(|| cursor.clone());
        seen.last = cursor;
    }
    drop(rows);
    if backwards {
        std::mem::swap(&mut seen.first, &mut seen.last);
    }
    let meta = plan.bounds.meta(seen, slots)?;
    let mut sections = sections.into_iter();
    let mut separator = b'{';
    for item in &plan.items {
        out.push(separator);
        separator = b',';
        match item {
            PageOutput::Typename(key, model) => {
                out.extend_from_slice(key);
                let form = if plan.seal.is_some() {
                    "Connection"
                } else {
                    "Page"
                };
                json::string(out, &format!("{model}{form}"));
            }
            PageOutput::TotalCount(key) => {
                out.extend_from_slice(key);
                number(out, meta.total_count);
            }
            PageOutput::Info { key, items } => {
                out.extend_from_slice(key);
                info(out, items, &meta, plan.bounds.numbers(slots)?);
            }
            PageOutput::Rows { key, .. } | PageOutput::Edges { key, .. } => {
                out.extend_from_slice(key);
                if let Some((_, section)) = sections.next() {
                    section.write(out, backwards);
                }
            }
        }
    }
    if separator == b'{' {
        out.push(b'{');
    }
    out.push(b'}');
    Ok(meta)
}

impl Section {
    fn row<'r, 'c: 'r, 'p: 'r>(
        &mut self,
        item: &PageOutput,
        shapes: &mut impl Iterator<Item = &'r mut LiveRow<'c, 'p>>,
        (found, cursor, slots): (&Row<'_>, Option<&str>, &[Input]),
    ) -> Result<()> {
        let out = &mut self.bytes;
        match item {
            PageOutput::Rows { .. } => {
                if let Some(shape) = shapes.next() {
                    row(out, shape, found, slots)?;
                }
            }
            PageOutput::Edges { edge, .. } => {
                let mut separator = b'{';
                for item in edge {
                    out.push(separator);
                    separator = b',';
                    match item {
                        EdgeOutput::Fixed(bytes) => out.extend_from_slice(bytes),
                        EdgeOutput::Cursor(key) => {
                            out.extend_from_slice(key);
                            text(out, cursor);
                        }
                        EdgeOutput::Node { key, .. } => {
                            out.extend_from_slice(key);
                            if let Some(shape) = shapes.next() {
                                row(out, shape, found, slots)?;
                            }
                        }
                    }
                }
                out.push(b'}');
            }
            _ => {}
        }
        self.ends.push(self.bytes.len());
        Ok(())
    }

    fn write(&self, out: &mut Vec<u8>, backwards: bool) {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut rows: Vec<_> = starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.bytes[start..end])
            .collect();
        if backwards {
            rows.reverse();
        }
        out.reserve(self.bytes.len() + rows.len() + 2);
        out.push(b'[');
        for (at, row) in rows.into_iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(row);
        }
        out.push(b']');
    }
}

impl Bounds {
    fn size(&self, slots: &[Input]) -> Result<i64> {
        match self {
            Self::Numbered { per_page, .. } => per_page.resolve(slots),
            Self::Keyset { size, .. } => size.resolve(slots),
        }
    }

    /// The number of the page and its size, for numbered pages.
    fn numbers(&self, slots: &[Input]) -> Result<Option<(i64, i64)>> {
        Ok(match self {
            Self::Numbered { page, per_page } => {
                Some((page.resolve(slots)?, per_page.resolve(slots)?))
            }
            Self::Keyset { .. } => None,
        })
    }

    fn meta(&self, seen: Seen, slots: &[Input]) -> Result<PageMeta> {
        let (next, previous) = match self {
            Self::Numbered { page, per_page } => {
                let (page, per_page) = (page.resolve(slots)?, per_page.resolve(slots)?);
                let behind = page.saturating_mul(per_page);
                (
                    seen.total.map_or(seen.more, |total| total > behind),
                    page > 1,
                )
            }
            Self::Keyset {
                backwards: false,
                after,
                ..
            } => (seen.more, after.is_some()),
            Self::Keyset { before, .. } => (before.is_some(), seen.more),
        };
        Ok(PageMeta {
            total_count: seen.total.and_then(|total| u64::try_from(total).ok()),
            has_next_page: next,
            has_previous_page: previous,
            start_cursor: seen.first,
            end_cursor: seen.last,
        })
    }
}

fn info(out: &mut Vec<u8>, items: &[InfoOutput], meta: &PageMeta, numbers: Option<(i64, i64)>) {
    let page = |number: Option<i64>| number.and_then(|number| u64::try_from(number).ok());
    let mut separator = b'{';
    for item in items {
        out.push(separator);
        separator = b',';
        let (key, what) = match item {
            InfoOutput::Fixed(bytes) => {
                out.extend_from_slice(bytes);
                continue;
            }
            InfoOutput::Info(key, what) => (key, what),
        };
        out.extend_from_slice(key);
        match what {
            Info::TotalCount => number(out, meta.total_count),
            Info::PageCount => {
                let per_page = page(numbers.map(|(_, per_page)| per_page));
                let pages = meta
                    .total_count
                    .zip(per_page)
                    .map(|(total, size)| total.div_ceil(size.max(1)));
                number(out, pages);
            }
            Info::CurrentPage => number(out, page(numbers.map(|(page, _)| page))),
            Info::PerPage => number(out, page(numbers.map(|(_, per_page)| per_page))),
            Info::HasNextPage => json::bool(out, meta.has_next_page),
            Info::HasPreviousPage => json::bool(out, meta.has_previous_page),
            Info::StartCursor => text(out, meta.start_cursor.as_deref()),
            Info::EndCursor => text(out, meta.end_cursor.as_deref()),
            Info::Typename | Info::Null => out.extend_from_slice(b"null"),
        }
    }
    if separator == b'{' {
        out.push(b'{');
    }
    out.push(b'}');
}

fn number(out: &mut Vec<u8>, number: Option<u64>) {
    match number.and_then(|number| i64::try_from(number).ok()) {
        Some(number) => json::int(out, number),
        None => out.extend_from_slice(b"null"),
    }
}

fn text(out: &mut Vec<u8>, words: Option<&str>) {
    match words {
        Some(words) => json::string(out, words),
        None => out.extend_from_slice(b"null"),
    }
}

/// The cursor of a row, if the page has cursors.
fn cursor(plan: &Page, seal: Option<&str>, row: &Row<'_>) -> Result<Option<String>> {
    let (Some(seal), false) = (seal, plan.order_columns.is_empty()) else {
        return Ok(None);
    };
    let mut values = Vec::with_capacity(plan.order_columns.len());
    for column in plan.order_columns.clone() {
        values.push(match row.get_ref(column).map_err(failed)? {
            ValueRef::Null => Stored::Null,
            ValueRef::Integer(number) => Stored::Int(number),
            ValueRef::Real(number) => Stored::Real(number),
            ValueRef::Text(text) => Stored::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Stored::Blob(bytes.to_vec()),
        });
    }
    Ok(Some(encode_cursor(seal, &values)))
}
