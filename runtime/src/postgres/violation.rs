//! Which columns a constraint that was violated is about, as the server says.

use auto_api_model::ErrorCode;
use tokio_postgres::error::{DbError, SqlState};

/// The code of a violation, if a failure is one.
pub(super) fn code(state: &SqlState) -> Option<ErrorCode> {
    Some(match *state {
        SqlState::UNIQUE_VIOLATION | SqlState::EXCLUSION_VIOLATION => ErrorCode::Unique,
        SqlState::FOREIGN_KEY_VIOLATION | SqlState::RESTRICT_VIOLATION => ErrorCode::ForeignKey,
        SqlState::NOT_NULL_VIOLATION => ErrorCode::NotNull,
        // The column is shorter or narrower than the model says, or a trigger refuses.
        SqlState::CHECK_VIOLATION
        | SqlState::RAISE_EXCEPTION
        | SqlState::STRING_DATA_RIGHT_TRUNCATION
        | SqlState::NUMERIC_VALUE_OUT_OF_RANGE => ErrorCode::Check,
        _ => return None,
    })
}

/// The columns that a violation names.
pub(crate) fn columns(error: &tokio_postgres::Error) -> Vec<String> {
    let Some(error) = error.as_db_error() else {
        return Vec::new();
    };
    if let Some(column) = error.column() {
        return vec![column.to_owned()];
    }
    keys(error).unwrap_or_default()
}

/// `Key (a, b)=(1, 2) already exists.`
fn keys(error: &DbError) -> Option<Vec<String>> {
    let (_, rest) = error.detail()?.split_once('(')?;
    let (names, _) = rest.split_once(")=(")?;
    let names = names.split(", ");
    Some(
        names
            .map(|name| name.trim_matches('"').to_owned())
            .collect(),
    )
}

/// Whether rows of another table still lead to what was to go.
pub(crate) fn is_referenced(error: &tokio_postgres::Error) -> bool {
    let detail = error.as_db_error().and_then(DbError::detail);
    detail.is_some_and(|detail| detail.contains("is still referenced"))
}
