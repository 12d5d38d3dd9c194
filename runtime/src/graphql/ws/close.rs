//! Why a connection is closed, as the protocol numbers it.

use std::borrow::Cow;

/// A code, and words of at most 123 bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Close {
    pub(super) code: u16,
    pub(super) reason: Cow<'static, str>,
}

impl Close {
    pub(super) const PROTOCOL: Self = Self::fixed(4406, "Subprotocol not acceptable");
    pub(super) const NOT_ACKNOWLEDGED: Self = Self::fixed(4401, "Unauthorized");
    pub(super) const TOO_LATE: Self = Self::fixed(4408, "Connection initialisation timeout");
    pub(super) const TWICE: Self = Self::fixed(4429, "Too many initialisation requests");
    /// Not of the protocol: the message is larger than the zone allows.
    pub(super) const TOO_LARGE: Self = Self::fixed(1009, "Message too large");

    const fn fixed(code: u16, reason: &'static str) -> Self {
        Self {
            code,
            reason: Cow::Borrowed(reason),
        }
    }

    /// A message that is none of the protocol's.
    pub(super) fn invalid(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code: 4400,
            reason: reason.into(),
        }
    }

    /// An operation whose id is taken.
    pub(super) fn taken(id: &str) -> Self {
        // A close frame has room for so many bytes.
        let id: String = id.chars().take(20).collect();
        Self {
            code: 4409,
            reason: format!("Subscriber for {id} already exists").into(),
        }
    }
}
