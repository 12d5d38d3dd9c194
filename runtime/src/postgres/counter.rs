//! Counters of keys that are behind: rows were added with keys of their own, by a seed, say, and
//! the next key that the server counts is taken.

use std::fmt;

use super::failure::failed;
use super::lent::Lent;
use crate::error::{Error, Result};

/// The counter of a column gave a key that is taken.
#[derive(Debug)]
pub(crate) struct Behind {
    pub(crate) table: String,
    pub(crate) column: &'static str,
}

impl fmt::Display for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the counter of `{}.{}` is behind",
            self.table, self.column
        )
    }
}

impl std::error::Error for Behind {}

/// Puts the counter that an error is about behind the largest key; false if it is about none.
pub(super) async fn catch_up(lent: &Lent, error: &Error) -> Result<bool> {
    let source = std::error::Error::source(error);
    let Some(behind) = source.and_then(|source| source.downcast_ref::<Behind>()) else {
        return Ok(false);
    };
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let (table, column) = (quoted(&behind.table), quoted(behind.column));
    let [table_text, column_text] =
        [table.as_str(), behind.column].map(|text| text.replace('\'', "''"));
    let counter = format!("pg_get_serial_sequence('{table_text}', '{column_text}')");
    // One at a time, and never back: the counter is moved only while it gives keys that are taken.
    let sql = format!(
        "BEGIN; SELECT pg_advisory_xact_lock(hashtext('auto-api {table_text}')); \
         SELECT setval({counter}, most) FROM (SELECT max({column}) AS most FROM {table}) AS rows \
         WHERE most > nextval({counter}); COMMIT"
    );
    tracing::info!(%behind, "moved on");
    lent.client().batch_execute(&sql).await.map_err(failed)?;
    Ok(true)
}
