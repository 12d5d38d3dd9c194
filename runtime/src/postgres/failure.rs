//! Failures of PostgreSQL as codes; its own words go to the log only.

use auto_api_model::ErrorCode;
use tokio_postgres::error::SqlState;

use super::violation;
use crate::error::Error;

/// The failure of a statement.
pub(crate) fn failed(error: tokio_postgres::Error) -> Error {
    let Some(state) = error.code().cloned() else {
        let is_lost = error.is_closed() || has_io(&error);
        return if is_lost {
            unavailable("the database cannot be reached at the moment", error)
        } else {
            Error::internal(error)
        };
    };
    if let Some(code) = violation::code(&state) {
        return Error::new(code, "a constraint of the database is violated").because(error);
    }
    match state {
        SqlState::QUERY_CANCELED => {
            Error::new(ErrorCode::Timeout, "the statement took too long").because(error)
        }
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::LOCK_NOT_AVAILABLE
        | SqlState::TOO_MANY_CONNECTIONS
        | SqlState::FEATURE_NOT_SUPPORTED => unavailable("the database is busy; try again", error),
        SqlState::DISK_FULL => unavailable("the database has no room left", error),
        SqlState::INSUFFICIENT_PRIVILEGE => {
            unavailable("the database's role may not do this", error)
        }
        SqlState::READ_ONLY_SQL_TRANSACTION => unavailable("the database is read-only", error),
        SqlState::OUT_OF_MEMORY | SqlState::INSUFFICIENT_RESOURCES => {
            unavailable("the database cannot be used at the moment", error)
        }
        SqlState::STATEMENT_TOO_COMPLEX => {
            Error::new(ErrorCode::LimitExceeded, "the filter is too deep").because(error)
        }
        _ if state.code().starts_with("57P") || state.code().starts_with("08") => {
            unavailable("the database cannot be reached at the moment", error)
        }
        _ => Error::internal(error),
    }
}

/// Whether the same read may succeed if it is sent again: the connection was lost, or others were
/// in the way.
pub(super) fn may_pass(error: &Error) -> bool {
    let Some(source) = std::error::Error::source(error) else {
        return false;
    };
    let Some(error) = source.downcast_ref::<tokio_postgres::Error>() else {
        return false;
    };
    match error.code() {
        None => error.is_closed() || has_io(error),
        Some(state) => {
            *state == SqlState::T_R_SERIALIZATION_FAILURE
                || *state == SqlState::T_R_DEADLOCK_DETECTED
                || *state == SqlState::FEATURE_NOT_SUPPORTED
                || state.code().starts_with("57P")
        }
    }
}

fn has_io(error: &tokio_postgres::Error) -> bool {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref());
    // What cannot be sent is no fault of the connection.
    source.is_some_and(|error: &std::io::Error| error.kind() != std::io::ErrorKind::InvalidInput)
}

fn unavailable(message: &str, error: tokio_postgres::Error) -> Error {
    Error::new(ErrorCode::Unavailable, message).because(error)
}

/// The failure to reach a server: whoever starts the program reads it, so it has the place and the
/// server's words.
pub(super) fn failed_open(name: &str, error: deadpool_postgres::PoolError) -> Error {
    use deadpool_postgres::PoolError;
    let what = match &error {
        PoolError::Backend(error) => {
            let answer = error
                .as_db_error()
                .map(|answer| answer.message().to_owned());
            let cause = std::error::Error::source(error).map(ToString::to_string);
            answer.or(cause).unwrap_or_else(|| error.to_string())
        }
        PoolError::Timeout(_) => "it does not answer".to_owned(),
        other => other.to_string(),
    };
    let message = format!("cannot open the database `{name}`: {what}");
    Error::new(ErrorCode::Unavailable, message).because(error)
}
