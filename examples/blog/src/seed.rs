//! Sample data: believable, and the same in every run.

mod people;
mod random;
mod sql;
mod text;
mod words;
mod writing;

use chrono::{DateTime, TimeDelta, Utc};

use random::Random;

/// SQL that fills a migrated database; rows that are there already stay as they are.
pub fn sql() -> String {
    let mut random = Random::new(2026);
    let users = people::users(&mut random);
    let tags = writing::tags(&mut random);
    let (posts, post_tags) = writing::posts(&mut random, &users, &tags);
    let comments = writing::comments(&mut random, &posts, &users);
    [
        sql::insert(&users),
        sql::insert(&tags),
        sql::insert(&posts),
        sql::insert(&post_tags),
        sql::insert(&comments),
    ]
    .concat()
}

/// The day the blog began: all times are later.
fn beginning() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(19_800)
}
