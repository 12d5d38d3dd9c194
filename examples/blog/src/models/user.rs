//! Who writes.

use auto_api::AutoApi;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Comment, Post};

/// Somebody who writes posts or comments.
#[derive(AutoApi, Clone, Debug)]
#[api(has_many(posts: Post), has_many(comments: Comment))]
pub struct User {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// The short name, as in `@ada`.
    #[api(unique, min_length = 2, max_length = 30)]
    pub handle: String,
    /// The name as it is shown.
    #[api(max_length = 80)]
    pub name: String,
    /// Where to write to them; only editors see it.
    #[api(unique, zones(admin))]
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// What they tell about themselves.
    pub profile: Profile,
    /// When they came.
    #[api(auto_now_add, index)]
    pub created_at: DateTime<Utc>,
}

/// What a user may do.
#[derive(AutoApi, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads and comments.
    Reader,
    /// Writes posts.
    Author,
    /// Publishes posts of others.
    Editor,
}

/// An e-mail address.
#[derive(AutoApi, Clone, Debug)]
#[api(email, max_length = 120)]
pub struct Email(pub String);

/// What users tell about themselves; stored as JSON in one column.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug)]
#[api(value)]
pub struct Profile {
    /// A few sentences.
    #[api(max_length = 500)]
    pub bio: Option<String>,
    /// Where they live.
    #[api(max_length = 80)]
    pub city: Option<String>,
    /// What they know about.
    pub interests: Vec<String>,
}
