//! A page in the making: its rows, section by section.

mod object;

use object::{object, text};

use crate::ask::Input;
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::encode_cursor;
use crate::plan::node::{EdgeOutput, Encoding, Page, PageOutput};
use crate::plan::param::Stored;

/// A page in the making. The rows of a section go to a buffer of their own, so that what is told
/// about them may stand before them, and so that a page from the end can be turned round.
#[derive(Debug)]
pub(crate) struct Pager<'p> {
    plan: &'p Page,
    slots: &'p [Input],
    size: i64,
    seal: Option<String>,
    seen: Seen,
    sections: Vec<(&'p PageOutput, Section)>,
}

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

impl<'p> Pager<'p> {
    /// A page without rows so far. The first section of a root begins with the room that the
    /// answer has, which is what earlier answers took: growing step by step would copy them.
    pub(crate) fn new(
        plan: &'p Page,
        slots: &'p [Input],
        total: Option<i64>,
        room: usize,
    ) -> Result<Self> {
        let has_rows =
            |item: &&PageOutput| matches!(item, PageOutput::Rows { .. } | PageOutput::Edges { .. });
        let sections = plan.items.iter().filter(has_rows);
        let mut sections: Vec<_> = sections.map(|item| (item, Section::default())).collect();
        if let Some((_, first)) = sections.first_mut() {
            first.bytes.reserve(room);
        }
        Ok(Self {
            plan,
            slots,
            size: plan.bounds.size(slots)?,
            seal: plan.seal.as_ref().map(|seal| seal.text(slots)),
            seen: Seen {
                total,
                ..Seen::default()
            },
            sections,
        })
    }

    /// Whether the page has all its rows, so that one more only tells that there are more.
    pub(crate) fn is_full(&mut self) -> bool {
        self.seen.more = self.seen.rows == self.size;
        self.seen.more
    }

    /// Adds a row: `key` gives the values of its order for cursors, `write` writes the object of
    /// the next section.
    pub(crate) fn row(
        &mut self,
        key: impl Fn(usize, &Encoding) -> Result<Stored>,
        mut write: impl FnMut(&mut Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        self.seen.rows += 1;
        let cursor = self.cursor(key)?;
        for (item, section) in &mut self.sections {
            section.row(item, cursor.as_deref(), &mut write)?;
        }
        if self.seen.first.is_none() {
            self.seen.first.clone_from(&cursor);
        }
        self.seen.last = cursor;
        Ok(())
    }

    /// The cursor of a row, if the page has cursors.
    fn cursor(&self, key: impl Fn(usize, &Encoding) -> Result<Stored>) -> Result<Option<String>> {
        let (Some(seal), false) = (&self.seal, self.plan.order_columns.is_empty()) else {
            return Ok(None);
        };
        let columns = self.plan.order_columns.clone();
        let values: Vec<_> = columns
            .zip(&self.plan.order_encodings)
            .map(|(column, encoding)| key(column, encoding))
            .collect::<Result<_>>()?;
        Ok(Some(encode_cursor(seal, &values)))
    }

    /// Writes the page's object.
    pub(crate) fn finish(self, out: &mut Vec<u8>) -> Result<PageMeta> {
        let Self { plan, slots, .. } = self;
        let meta = plan.bounds.meta(self.seen, slots)?;
        let sections = self.sections.into_iter().map(|(_, section)| section);
        object(out, plan, &meta, sections, slots)?;
        Ok(meta)
    }
}

/// The room of an answer, for the rows of a root.
pub(crate) fn room(out: &Vec<u8>, is_root: bool) -> usize {
    if is_root {
        out.capacity() - out.len()
    } else {
        0
    }
}

impl Section {
    /// Adds a row, of which `write` writes the section's next object.
    fn row(
        &mut self,
        item: &PageOutput,
        cursor: Option<&str>,
        write: &mut impl FnMut(&mut Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        let out = &mut self.bytes;
        match item {
            PageOutput::Rows { .. } => write(out)?,
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
                            write(out)?;
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
