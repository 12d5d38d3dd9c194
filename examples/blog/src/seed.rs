//! Sample data: believable, and the same in every run.

mod insert;
mod people;
mod random;
mod text;
mod words;
mod writing;

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use random::Random;

/// Fills a migrated database; one that has users already is left alone.
///
/// # Errors
///
/// If the file cannot be written, or has other tables than the models say.
pub fn fill(path: &Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    let transaction = connection.transaction()?;
    if insert::is_empty::<crate::models::User>(&transaction)? {
        let mut random = Random::new(2026);
        let users = people::users(&mut random);
        let tags = writing::tags(&mut random);
        let (posts, post_tags) = writing::posts(&mut random, &users, &tags);
        let comments = writing::comments(&mut random, &posts, &users);
        insert::all(&transaction, &users)?;
        insert::all(&transaction, &tags)?;
        insert::all(&transaction, &posts)?;
        insert::all(&transaction, &post_tags)?;
        insert::all(&transaction, &comments)?;
    }
    transaction.commit()
}

/// The day the blog began: all times are later.
fn beginning() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(19_800)
}
