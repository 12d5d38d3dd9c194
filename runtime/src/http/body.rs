//! Reading a request's body, bounded in bytes and in time.

use std::time::Duration;

use auto_api_model::ErrorCode;
use axum::body::Body;
use axum::http::StatusCode;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

/// How long a caller may take to send a body.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It has more bytes than the zone allows.
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
    /// The connection broke.
    Broken,
}

impl BodyError {
    /// The status of the answer.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }

    /// The code of the answer.
    pub(crate) fn code(self) -> ErrorCode {
        match self {
            Self::TooLarge => ErrorCode::LimitExceeded,
            Self::TooSlow => ErrorCode::Timeout,
            Self::Broken => ErrorCode::Validation,
        }
    }

    /// What the caller is told.
    pub(crate) fn message(self, limit: u32) -> String {
        match self {
            Self::TooLarge => format!("the request body has more than {limit} bytes"),
            Self::TooSlow => "the request body did not arrive in time".to_owned(),
            Self::Broken => "the request body ended early".to_owned(),
        }
    }
}

/// The whole body, if it has at most `limit` bytes.
///
/// A body that came in one piece is not copied.
pub(crate) async fn read(body: Body, limit: u32) -> Result<Bytes, BodyError> {
    let limited = Limited::new(body, usize::try_from(limit).unwrap_or(usize::MAX));
    match tokio::time::timeout(PATIENCE, limited.collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(BodyError::TooLarge),
        Ok(Err(_)) => Err(BodyError::Broken),
        Err(_) => Err(BodyError::TooSlow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_more_than_the_limit() {
        let body = || Body::from("12345");
        assert_eq!(read(body(), 5).await, Ok(Bytes::from("12345")));
        assert_eq!(read(body(), 4).await, Err(BodyError::TooLarge));
    }
}
