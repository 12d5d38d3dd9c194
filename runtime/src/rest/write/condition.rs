//! `If-Match` and `If-None-Match` of writes (RFC 9110, 13.1).
//!
//! The tag that they are compared with is the one that `GET` of the same path and query gives.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, header};

use super::super::etag;
use super::super::problem::Failed;
use crate::Error;
use crate::write::Condition;

/// What a request says of the state of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conditions {
    matching: Option<Tags>,
    none: Option<Tags>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Tags {
    /// `*`
    Any,
    Of(Vec<String>),
}

impl Conditions {
    /// The conditions of a request.
    ///
    /// # Errors
    ///
    /// If one cannot be read.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Failed> {
        Ok(Self {
            matching: Tags::of(headers, &header::IF_MATCH)?,
            none: Tags::of(headers, &header::IF_NONE_MATCH)?,
        })
    }

    /// Whether there is an `If-Match`.
    pub(super) fn has_match(&self) -> bool {
        self.matching.is_some()
    }

    /// Whether there is any.
    pub(super) fn is_empty(&self) -> bool {
        self.matching.is_none() && self.none.is_none()
    }

    /// Whether it is `If-None-Match: *` alone: there may be no row.
    pub(super) fn is_absent(&self) -> bool {
        self.matching.is_none() && self.none == Some(Tags::Any)
    }

    /// The version that the row must have, if that is all that is said: the statement of the
    /// change checks it, and the row is not read before.
    pub(super) fn version(&self) -> Option<i64> {
        match (&self.matching, &self.none) {
            (Some(Tags::Of(tags)), None) => match tags.as_slice() {
                [tag] => tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The check of a row; `version` is the name of the field that is its tag, if one is.
    pub(super) fn check(self, version: Option<&str>) -> Option<Condition> {
        if self.is_empty() || self.none.is_none() && self.matching == Some(Tags::Any) {
            return None;
        }
        let version = version.map(str::to_owned);
        Some(Arc::new(move |row| {
            self.hold(&etag::of_row(row, version.as_deref()))
        }))
    }

    /// `If-Match` compares strongly: a weak tag is never the row's. `If-None-Match` compares weakly.
    fn hold(&self, tag: &str) -> bool {
        let weak = |known: &String| known.strip_prefix("W/").unwrap_or(known) == tag;
        let matching = match &self.matching {
            Some(Tags::Of(tags)) => tags.iter().any(|known| known == tag),
            Some(Tags::Any) | None => true,
        };
        let none = match &self.none {
            Some(Tags::Of(tags)) => !tags.iter().any(weak),
            Some(Tags::Any) => false,
            None => true,
        };
        matching && none
    }
}

impl Tags {
    fn of(headers: &HeaderMap, name: &HeaderName) -> Result<Option<Self>, Failed> {
        let values: Vec<_> = headers.get_all(name).iter().collect();
        if values.is_empty() {
            return Ok(None);
        }
        let mut tags = Vec::new();
        for value in values {
            let listed = value.to_str().unwrap_or("?").split(',').map(str::trim);
            tags.extend(listed.filter(|tag| !tag.is_empty()).map(str::to_owned));
        }
        if tags == ["*"] {
            return Ok(Some(Self::Any));
        }
        if tags.is_empty() || !tags.iter().all(|tag| is_tag(tag)) {
            let message = format!("`{name}` is `*`, or tags in quotes as `ETag` has them");
            return Err(Error::validation(message).into());
        }
        Ok(Some(Self::Of(tags)))
    }
}

fn is_tag(tag: &str) -> bool {
    let strong = tag.strip_prefix("W/").unwrap_or(tag);
    let inner = strong
        .strip_prefix('"')
        .and_then(|tag| tag.strip_suffix('"'));
    inner.is_some_and(|inner| !inner.contains('"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn conditions(name: HeaderName, value: &'static str) -> Result<Conditions, Failed> {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        Conditions::of(&headers)
    }

    #[test]
    fn what_holds() {
        let of = |name, value| conditions(name, value).unwrap();
        for (value, holds) in [
            ("\"7\"", true),
            ("*", true),
            ("\"1\" , \"7\"", true),
            ("W/\"7\"", false),
            ("\"8\"", false),
        ] {
            assert_eq!(of(header::IF_MATCH, value).hold("\"7\""), holds, "{value}");
        }
        for (value, holds) in [
            ("\"7\"", false),
            ("*", false),
            ("W/\"7\"", false),
            ("\"8\"", true),
        ] {
            assert_eq!(
                of(header::IF_NONE_MATCH, value).hold("\"7\""),
                holds,
                "{value}"
            );
        }
        assert_eq!(of(header::IF_MATCH, "\"7\"").version(), Some(7));
        for value in ["\"x\"", "\"7\", \"8\"", "*", "W/\"7\""] {
            assert_eq!(of(header::IF_MATCH, value).version(), None, "{value}");
        }
    }

    #[test]
    fn what_is_no_tag() {
        for value in ["7", "", "\"7", "*, \"7\"", "'7'", "\"7\" \"8\"", "\"\"\""] {
            assert!(conditions(header::IF_MATCH, value).is_err(), "{value}");
        }
    }
}
