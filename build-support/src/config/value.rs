//! Values of `auto-api.toml`, read one by one; what does not fit is reported at its place.

use std::ops::Range;

use auto_api_model::suggest::hint;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use crate::error::{Mistakes, Place};

/// A value and its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// An entry of a table.
pub(super) struct Entry<'t, 'a> {
    pub(super) key: &'t str,
    pub(super) place: Range<usize>,
    pub(super) value: &'t Value<'a>,
}

/// The text, and the mistakes in it so far.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) mistakes: Mistakes,
}

impl Reader<'_> {
    /// A mistake at some bytes.
    pub(super) fn wrong(&mut self, at: Range<usize>, message: impl std::fmt::Display) {
        let place = self.place(at);
        self.mistakes.at(place, message);
    }

    /// The place of some bytes.
    pub(super) fn place(&self, at: Range<usize>) -> Place {
        Place::at(Config::FILE, self.text, at.start)
    }

    /// The entries of a table, in the order they are written in.
    pub(super) fn entries<'t, 'a>(table: &'t DeTable<'a>) -> Vec<Entry<'t, 'a>> {
        let entry = |(key, value): (&'t Spanned<_>, _)| {
            let text: &std::borrow::Cow<'a, str> = key.get_ref();
            Entry {
                key: text.as_ref(),
                place: key.span(),
                value,
            }
        };
        let mut entries: Vec<_> = table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.place.start);
        entries
    }

    /// The entries of a value that is a table, those with unknown keys reported and left out.
    pub(super) fn known<'t, 'a>(
        &mut self,
        value: &'t Value<'a>,
        what: &str,
        keys: &[&str],
    ) -> Vec<Entry<'t, 'a>> {
        let Some(table) = self.table(value, what) else {
            return Vec::new();
        };
        let mut entries = Self::entries(table);
        entries.retain(|entry| {
            let is_known = keys.contains(&entry.key);
            if !is_known {
                self.unknown(entry, what, keys);
            }
            is_known
        });
        entries
    }

    /// Reports a key that there is not.
    pub(super) fn unknown(&mut self, entry: &Entry<'_, '_>, what: &str, keys: &[&str]) {
        let (key, hint) = (entry.key, hint(entry.key, keys.iter().copied()));
        let keys = keys.join("`, `");
        let message = format!("unknown key `{key}`{hint} ({what} has `{keys}`)");
        self.wrong(entry.place.clone(), message);
    }

    /// A table.
    pub(super) fn table<'t, 'a>(
        &mut self,
        value: &'t Value<'a>,
        what: &str,
    ) -> Option<&'t DeTable<'a>> {
        let table = value.get_ref().as_table();
        table.or_else(|| self.expected(value, &format!("a table for {what}")))
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.wrong(value.span(), "this text is empty: leave the key out");
                None
            }
            None => self.expected(value, "a text"),
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        let read = value.get_ref().as_bool();
        read.or_else(|| self.expected(value, "`true` or `false`"))
    }

    /// A whole number from 1.
    pub(super) fn count(&mut self, value: &Value<'_>) -> Option<u32> {
        let number = value.get_ref().as_integer();
        let number = number.and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            Some(number) if number > 0 => Some(number),
            _ => self.expected(value, "a whole number from 1 to 4294967295"),
        }
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(value)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let hint = hint(&text, all.iter().copied());
            let all = all.join("`, `");
            let message = format!("unknown value `{text}`{hint} (there is `{all}`)");
            self.wrong(value.span(), message);
        }
        found.map(|(_, word)| *word)
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        let items = self.items(value);
        items
            .into_iter()
            .filter_map(|item| self.text(item))
            .collect()
    }

    /// The items of a list.
    pub(super) fn items<'t, 'a>(&mut self, value: &'t Value<'a>) -> Vec<&'t Value<'a>> {
        let items = value.get_ref().as_array();
        let items = items.or_else(|| self.expected(value, "a list, `[…]`,"));
        items.into_iter().flat_map(|items| items.iter()).collect()
    }

    /// Reports a value of another type.
    pub(super) fn expected<T>(&mut self, value: &Value<'_>, what: &str) -> Option<T> {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let is_same = what.starts_with(found);
        let key = self.key_of(value).filter(|_| !what.contains(" for "));
        let mut message = format!("expected {what}");
        if let Some(key) = key {
            message = format!("{message} for `{key}`");
        }
        if !is_same {
            message = format!("{message}, found {found}");
        }
        self.wrong(value.span(), message);
        None
    }

    /// The key in front of a value; an item of a list has none.
    fn key_of(&self, value: &Value<'_>) -> Option<&str> {
        let before = self.text.get(..value.span().start)?.trim_end();
        let before = before.strip_suffix('=')?.trim_end();
        let is_of_key = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let start = before.trim_end_matches(is_of_key).len();
        before.get(start..).filter(|key| !key.is_empty())
    }
}
