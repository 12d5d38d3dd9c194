//! What a caller is told of a failure, and what only the log gets.

use auto_api_model::ErrorCode;
use std::error::Error as _;
use uuid::Uuid;

use crate::Error;

/// What a caller is told.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    /// The message.
    pub(crate) message: &'a str,
    /// Under which the log has the rest, for faults of the server.
    pub(crate) id: Option<String>,
}

/// What a caller is told of `error`. A fault of the server is logged under a new id, and nothing
/// but the id leaves it; so is a failure of the database, whose message is ours.
pub(crate) fn tell(error: &Error) -> Told<'_> {
    let internal = error.code == ErrorCode::Internal;
    if !internal && error.source().is_none() {
        return Told {
            message: &error.message,
            id: None,
        };
    }
    let id = Uuid::now_v7().to_string();
    let mut causes = Vec::new();
    let mut source = error.source();
    while let Some(cause) = source {
        causes.push(cause.to_string());
        source = cause.source();
    }
    tracing::error!(
        id,
        code = error.code.as_str(),
        message = error.message,
        ?causes
    );
    Told {
        message: if internal {
            "internal error"
        } else {
            &error.message
        },
        id: Some(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_nothing_but_its_id() {
        let secret = Error::new(ErrorCode::Internal, "no such table: secrets");
        let told = tell(&secret);
        assert_eq!(told.message, "internal error");
        assert!(told.id.is_some());
    }

    #[test]
    fn a_mistake_of_the_caller_has_no_id() {
        let error = Error::filter("`title` has no operator `foo`");
        let told = tell(&error);
        assert_eq!(told.message, "`title` has no operator `foo`");
        assert!(told.id.is_none());
    }
}
