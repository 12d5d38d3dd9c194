//! What a call ends with when it goes well.

use std::ops::Deref;

use reqwest::StatusCode;
use reqwest::header::{ETAG, HeaderMap};

use super::attempt::Whole;
use super::error::Error;
use super::open::Received;

/// An answer and what came with it. It stands for its data: `response.items`.
#[derive(Debug, Clone, PartialEq)]
pub struct Response<T> {
    /// What was asked for.
    pub data: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
}

impl<T> Response<T> {
    /// The data alone.
    pub fn into_data(self) -> T {
        self.data
    }

    /// What a later `send_if_changed` needs to know.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.headers.get(ETAG)?.to_str().ok()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

/// What a call ends with that says which answer is known already.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed<T> {
    /// There is something new.
    Modified(Response<T>),
    /// The known answer is still good.
    NotModified,
}

impl<T: Received> Response<T> {
    /// Reads an answer that should be a success.
    pub(crate) fn read(answer: &Whole) -> Result<Self, Error> {
        if answer.status != StatusCode::OK {
            return Err(Error::refused(answer));
        }
        match serde_json::from_slice(&answer.body) {
            Ok(data) => Ok(Self {
                data,
                status: answer.status,
                headers: answer.headers.clone(),
            }),
            Err(error) => Err(Error::malformed(answer, error)),
        }
    }
}
