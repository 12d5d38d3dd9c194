//! The `Link` header of a list (RFC 8288): `first`, `prev`, `next`, and `last` if rows are counted.
//!
//! Each is this request's path with its parameters, pages apart.

use super::query_string::Pair;
use super::request::Asked;
use super::words::{AFTER, BEFORE, FIRST, LAST, PAGE, Words};
use crate::database::PageMeta;

/// A list as it was asked for, and what came of it.
#[derive(Debug)]
pub(super) struct Paged<'a> {
    /// The path of the request.
    pub(super) path: &'a str,
    pub(super) pairs: &'a [Pair<'a>],
    pub(super) words: &'a Words,
    /// Rows on a page, if the request does not say.
    pub(super) default_size: u32,
    pub(super) asked: Asked,
    pub(super) meta: &'a PageMeta,
}

impl Paged<'_> {
    /// The header's text.
    pub(super) fn header(&self) -> String {
        let mut text = String::with_capacity(256);
        if self.asked.is_connection {
            self.by_cursor(&mut text);
        } else {
            self.by_number(&mut text);
        }
        text
    }

    fn by_number(&self, text: &mut String) {
        let page = self.number(PAGE).unwrap_or(1);
        let last = self.meta.total_count.map(|total| {
            let size = self.number(&self.words.per_page);
            let size = size.unwrap_or(u64::from(self.default_size)).max(1);
            total.div_ceil(size).max(1)
        });
        let names = [PAGE];
        self.link(text, "first", &names, &[(PAGE, "1")]);
        if self.meta.has_previous_page {
            let before = last.map_or(page - 1, |last| last.min(page - 1)).max(1);
            self.link(text, "prev", &names, &[(PAGE, &before.to_string())]);
        }
        if self.meta.has_next_page {
            let next = page.saturating_add(1).to_string();
            self.link(text, "next", &names, &[(PAGE, &next)]);
        }
        if let Some(last) = last {
            self.link(text, "last", &names, &[(PAGE, &last.to_string())]);
        }
    }

    fn by_cursor(&self, text: &mut String) {
        let size = self.value(FIRST).or(self.value(LAST)).map(str::to_owned);
        let size = size.unwrap_or_else(|| self.default_size.to_string());
        let names = [FIRST, AFTER, LAST, BEFORE];
        self.link(text, "first", &names, &[(FIRST, &size)]);
        if let (true, Some(cursor)) = (self.meta.has_previous_page, &self.meta.start_cursor) {
            self.link(text, "prev", &names, &[(LAST, &size), (BEFORE, cursor)]);
        }
        if let (true, Some(cursor)) = (self.meta.has_next_page, &self.meta.end_cursor) {
            self.link(text, "next", &names, &[(FIRST, &size), (AFTER, cursor)]);
        }
        if self.asked.is_counted {
            self.link(text, "last", &names, &[(LAST, &size)]);
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|pair| pair.name == name)?;
        Some(&pair.value)
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.value(name)?.parse().ok()
    }

    fn link(&self, text: &mut String, rel: &str, without: &[&str], with: &[(&str, &str)]) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push('<');
        push_safe(text, self.path);
        let mut separator = '?';
        for pair in self
            .pairs
            .iter()
            .filter(|pair| !without.contains(&&*pair.name))
        {
            text.push(separator);
            push_safe(text, pair.raw);
            separator = '&';
        }
        for (name, value) in with {
            text.push(separator);
            text.push_str(name);
            text.push('=');
            push_safe(text, value);
            separator = '&';
        }
        text.push_str(">; rel=\"");
        text.push_str(rel);
        text.push('"');
    }
}

/// Text that is percent-encoded already, without the few characters that would end a link.
fn push_safe(text: &mut String, raw: &str) {
    for byte in raw.bytes() {
        match byte {
            b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=0x20 | 0x7F.. => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                text.push('%');
                text.push(char::from(DIGITS[usize::from(byte >> 4)]));
                text.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
            other => text.push(char::from(other)),
        }
    }
}
