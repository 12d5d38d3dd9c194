//! Settings that a client has and a call may overrule.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::error::Error;
use super::wire::ErrorCode;

/// What a client has until it is told otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);
const RETRIES: u32 = 2;

/// Settings; what is `None` is decided elsewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) headers: HeaderMap,
}

impl Settings {
    pub(crate) fn header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let bad = |what: &str| {
            let message = format!("`{}` cannot be the {what} of a header", name.escape_debug());
            Error::new(ErrorCode::Invalid, message)
        };
        let known = HeaderName::try_from(name).map_err(|_| bad("name"))?;
        let value = HeaderValue::try_from(value).map_err(|_| bad("value"))?;
        self.headers.insert(known, value);
        Ok(())
    }

    /// How long a try may take.
    pub(crate) fn time(&self, client: &Self) -> Duration {
        self.timeout.or(client.timeout).unwrap_or(TIMEOUT)
    }

    /// How long all tries and pauses together may take.
    pub(crate) fn total(&self, client: &Self) -> Option<Duration> {
        self.total_timeout.or(client.total_timeout)
    }

    /// How often a call is tried again.
    pub(crate) fn tries(&self, client: &Self) -> u32 {
        self.retries.or(client.retries).unwrap_or(RETRIES)
    }
}

/// The settings of a call, on each of the types that calls are made with.
macro_rules! settings {
    () => {
        /// How long a try may take.
        pub fn timeout(mut self, limit: std::time::Duration) -> Self {
            self.call.settings.timeout = Some(limit);
            self
        }

        /// How long all tries and pauses together may take.
        pub fn total_timeout(mut self, limit: std::time::Duration) -> Self {
            self.call.settings.total_timeout = Some(limit);
            self
        }

        /// How often the call is tried again if it may be.
        pub fn retries(mut self, retries: u32) -> Self {
            self.call.settings.retries = Some(retries);
            self
        }

        /// A header of the request. One that cannot be sent fails the call.
        pub fn header(mut self, name: &str, value: &str) -> Self {
            let set = self.call.settings.header(name, value);
            self.call.refuse(set);
            self
        }
    };
}

pub(crate) use settings;
