//! Failures of SQLite as codes; its own words go to the log only.

use auto_api_model::ErrorCode;
use rusqlite::{ErrorCode as Lite, ffi};

use super::violation;
use crate::error::Error;

/// The failure of a statement.
pub(crate) fn failed(error: rusqlite::Error) -> Error {
    let code = match &error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            if let Some(code) = violation::code(failure.extended_code, message.as_deref()) {
                return Error::new(code, "a constraint of the database is violated").because(error);
            }
            failure.code
        }
        // Names of tables and columns that are no text: the file is damaged.
        rusqlite::Error::Utf8Error(..) => {
            return unavailable("the database cannot be used at the moment", error);
        }
        // What nobody can know before: how deep the statement's conditions are.
        rusqlite::Error::SqlInputError { msg, .. } if msg.starts_with(TOO_DEEP) => {
            return Error::new(ErrorCode::LimitExceeded, "the filter is too deep").because(error);
        }
        _ => return Error::internal(error),
    };
    match code {
        Lite::OperationInterrupted => {
            Error::new(ErrorCode::Timeout, "the statement took too long").because(error)
        }
        Lite::DatabaseBusy | Lite::DatabaseLocked => {
            unavailable("the database is busy; try again", error)
        }
        Lite::DiskFull => unavailable("the database has no room left", error),
        Lite::ReadOnly => unavailable("the database is read-only", error),
        Lite::CannotOpen
        | Lite::SystemIoFailure
        | Lite::DatabaseCorrupt
        | Lite::NotADatabase
        | Lite::PermissionDenied
        | Lite::OutOfMemory => unavailable("the database cannot be used at the moment", error),
        _ => Error::internal(error),
    }
}

/// SQLite has no code of its own for it.
const TOO_DEEP: &str = "Expression tree is too large";

fn unavailable(message: &str, error: rusqlite::Error) -> Error {
    Error::new(ErrorCode::Unavailable, message).because(error)
}

/// The failure to open a database: whoever starts the program reads it, so it has the path and
/// SQLite's words.
pub(crate) fn failed_open(path: &str, error: rusqlite::Error) -> Error {
    let what = match &error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.extended_code {
            ffi::SQLITE_NOTADB => "it is not a SQLite database".to_owned(),
            ffi::SQLITE_CANTOPEN => match std::fs::exists(path) {
                Ok(false) => "there is no such file".to_owned(),
                _ => "it cannot be opened".to_owned(),
            },
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => "another program has locked it".to_owned(),
            ffi::SQLITE_CORRUPT => "it is damaged".to_owned(),
            // In WAL mode there are files beside it.
            ffi::SQLITE_READONLY_DIRECTORY | ffi::SQLITE_READONLY_CANTINIT => {
                "its folder may not be written to".to_owned()
            }
            _ => error.to_string(),
        },
        _ => error.to_string(),
    };
    let message = format!("cannot open the database `{path}`: {what}");
    Error::new(ErrorCode::Unavailable, message).because(error)
}
