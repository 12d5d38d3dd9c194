//! Which columns a constraint that was violated is about, as far as SQLite says.

use rusqlite::ffi;

/// The code of a violation, if a failure is one.
pub(super) fn code(extended: i32, message: Option<&str>) -> Option<auto_api_model::ErrorCode> {
    use auto_api_model::ErrorCode as Code;
    Some(match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Code::Unique,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Code::ForeignKey,
        // What `ON DELETE RESTRICT` does is a trigger of SQLite's own.
        ffi::SQLITE_CONSTRAINT_TRIGGER if message == Some("FOREIGN KEY constraint failed") => {
            Code::ForeignKey
        }
        ffi::SQLITE_CONSTRAINT_NOTNULL => Code::NotNull,
        // Triggers of the application's own say `RAISE(ABORT, …)`.
        ffi::SQLITE_CONSTRAINT_CHECK
        | ffi::SQLITE_CONSTRAINT_TRIGGER
        | ffi::SQLITE_CONSTRAINT_DATATYPE => Code::Check,
        _ => return None,
    })
}

/// The columns that a violation names, without their table: `UNIQUE constraint failed: t.a, t.b`.
/// A foreign key is not named.
pub(crate) fn columns(error: &rusqlite::Error) -> Vec<String> {
    let rusqlite::Error::SqliteFailure(_, Some(message)) = error else {
        return Vec::new();
    };
    let Some((head, rest)) = message.split_once(" constraint failed: ") else {
        return Vec::new();
    };
    if !matches!(head, "UNIQUE" | "NOT NULL") {
        return Vec::new();
    }
    let names = rest.split(", ");
    names
        .filter_map(|name| name.split_once('.'))
        .map(|(_, column)| column.to_owned())
        .collect()
}
