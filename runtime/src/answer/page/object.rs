//! What stands around a page's rows: how many there are, and whether there are more.

use super::{Section, Seen};
use crate::ask::{Info, Input};
use crate::database::PageMeta;
use crate::error::Result;
use crate::json;
use crate::plan::node::{Bounds, InfoOutput, Page, PageOutput};

/// Writes the object of a page, whose sections have their rows.
pub(super) fn object(
    out: &mut Vec<u8>,
    plan: &Page,
    meta: &PageMeta,
    mut sections: impl Iterator<Item = Section>,
    slots: &[Input],
) -> Result<()> {
    let backwards = plan.bounds.are_backwards();
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
                info(out, items, meta, plan.bounds.numbers(slots)?);
            }
            PageOutput::Rows { key, .. } | PageOutput::Edges { key, .. } => {
                out.extend_from_slice(key);
                if let Some(section) = sections.next() {
                    section.write(out, backwards);
                }
            }
        }
    }
    if separator == b'{' {
        out.push(b'{');
    }
    out.push(b'}');
    Ok(())
}

impl Bounds {
    /// Whether the rows come from the last to the first.
    pub(super) fn are_backwards(&self) -> bool {
        matches!(
            self,
            Self::Keyset {
                backwards: true,
                ..
            }
        )
    }

    /// Rows on the page at most.
    pub(super) fn size(&self, slots: &[Input]) -> Result<i64> {
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

    /// What is told of the page.
    pub(super) fn meta(&self, mut seen: Seen, slots: &[Input]) -> Result<PageMeta> {
        if self.are_backwards() {
            std::mem::swap(&mut seen.first, &mut seen.last);
        }
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

/// Writes a text, or null.
pub(super) fn text(out: &mut Vec<u8>, words: Option<&str>) {
    match words {
        Some(words) => json::string(out, words),
        None => out.extend_from_slice(b"null"),
    }
}
