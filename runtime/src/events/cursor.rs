//! The text of a position: 16 bytes in base64url, of which the first half is the hub's own number,
//! so that a cursor of another process, or of one that has ended, is known as such.

use auto_api_model::ErrorCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Error, Result};

/// The cursor of a position.
pub(super) fn text(epoch: u64, position: u64) -> String {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&epoch.to_be_bytes());
    bytes[8..].copy_from_slice(&position.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position of a cursor.
///
/// # Errors
///
/// `INVALID_CURSOR` if it is none, or not of this hub.
pub(super) fn position(epoch: u64, text: &str) -> Result<u64> {
    let damaged = || Error::new(ErrorCode::InvalidCursor, "this is no cursor of an event");
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| damaged())?;
    let bytes: [u8; 16] = bytes.try_into().map_err(|_| damaged())?;
    let number = u128::from_be_bytes(bytes);
    // The halves of the number.
    #[allow(clippy::cast_possible_truncation)]
    let (of, position) = ((number >> 64) as u64, number as u64);
    if of == epoch {
        Ok(position)
    } else {
        Err(gone())
    }
}

/// What follows a cursor is not known any more.
pub(super) fn gone() -> Error {
    let message = "the events after this cursor are not kept any more: read anew, and subscribe without `after`";
    Error::new(ErrorCode::InvalidCursor, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let cursor = text(7, 42);
        assert_eq!(cursor.len(), 22);
        assert_eq!(position(7, &cursor).unwrap(), 42);
        for (epoch, text) in [(8, cursor.as_str()), (7, ""), (7, "!"), (7, "AAAA")] {
            let error = position(epoch, text).unwrap_err();
            assert_eq!(error.code, ErrorCode::InvalidCursor);
        }
    }
}
