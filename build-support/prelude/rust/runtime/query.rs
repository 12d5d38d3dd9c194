//! Query strings, as the server reads them.
//!
//! Lists stand with commas between; a filter is JSON, which keeps every type and every nesting.

use std::fmt::Write as _;

use serde::Serialize;

use super::error::Error;
use super::wire::ErrorCode;

/// The parameters of a call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub(crate) filter: Option<String>,
    pub(crate) order_by: Vec<String>,
    pub(crate) fields: Vec<String>,
    pub(crate) include: Vec<String>,
    /// Which page, whether to count, in what format: by their names.
    pub(crate) others: Vec<(&'static str, String)>,
}

impl Query {
    pub(crate) fn filter(&mut self, filter: &impl Serialize) -> Result<(), Error> {
        let text = serde_json::to_string(filter).map_err(|error| {
            let message = "the filter cannot be written";
            Error::new(ErrorCode::Invalid, message).caused(error)
        })?;
        self.filter = Some(text);
        Ok(())
    }

    /// Sets a parameter; the last one wins.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.others.retain(|(known, _)| *known != name);
        self.others.push((name, value.into()));
    }

    /// The query string with its `?`; empty if there is nothing to say.
    pub(crate) fn text(&self) -> String {
        let lists = [
            (super::wire::ORDER_BY, &self.order_by),
            ("fields", &self.fields),
            ("include", &self.include),
        ];
        let lists = lists.map(|(name, items)| (name, items.join(",")));
        let filter = self.filter.iter().map(|filter| ("filter", filter.as_str()));
        let lists = lists.iter().map(|(name, text)| (*name, text.as_str()));
        let others = self
            .others
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let mut out = String::new();
        for (name, value) in filter.chain(lists).chain(others) {
            if !value.is_empty() {
                out.push(if out.is_empty() { '?' } else { '&' });
                out.push_str(name);
                out.push('=');
                encode(value, &mut out);
            }
        }
        out
    }
}

/// Percent-encodes everything but what needs no encoding anywhere, and what is common in lists.
pub(crate) fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let mut query = Query::default();
        assert_eq!(query.text(), "");
        query.filter(&[("a", "ü&+%")]).unwrap();
        query.order_by = vec!["-a".to_owned(), "b.c:nulls_first".to_owned()];
        query.set("page", "2");
        query.set("page", "3");
        let name = super::super::wire::ORDER_BY;
        let expected = format!(
            "?filter=%5B%5B%22a%22,%22%C3%BC%26%2B%25%22%5D%5D&{name}=-a,b.c:nulls_first&page=3"
        );
        assert_eq!(query.text(), expected);
    }
}
