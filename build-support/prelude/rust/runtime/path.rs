//! The path of a row: its collection's, and a segment for each part of its key.

use serde::Serialize;
use serde_json::Value;

use super::error::Error;
use super::query::encode;
use super::wire::ErrorCode;

/// A path in the making; what cannot be a segment fails the call.
#[derive(Debug)]
pub struct Path {
    pub(crate) text: Result<String, Error>,
}

impl Path {
    /// The path of a collection.
    #[must_use]
    pub fn new(collection: &str) -> Self {
        Self {
            text: Ok(collection.to_owned()),
        }
    }

    /// Adds a part of the key.
    pub fn push(&mut self, part: &(impl Serialize + ?Sized)) {
        let Ok(text) = &mut self.text else { return };
        let part = match serde_json::to_value(part) {
            Ok(Value::String(part)) => part,
            Ok(part) => part.to_string(),
            Err(error) => {
                let message = "a part of the key cannot be written";
                self.text = Err(Error::new(ErrorCode::Invalid, message).caused(error));
                return;
            }
        };
        // Such segments would be taken for a way to another path.
        if matches!(part.as_str(), "" | "." | "..") {
            let message = format!("no row has the key `{part}`");
            self.text = Err(Error::new(ErrorCode::Invalid, message));
            return;
        }
        text.push('/');
        encode(&part, text);
    }
}
