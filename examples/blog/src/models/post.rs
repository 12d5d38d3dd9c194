//! What is written.

use auto_api::AutoApi;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Comment, PostTag, Tag, User};

/// A post on the blog.
#[derive(AutoApi, Clone, Debug)]
#[api(
    has_many(comments: Comment),
    many_to_many(tags: Tag, through = PostTag),
    index(status, published_at),
    order = "-published_at",
    page(default = 20, max = 200)
)]
pub struct Post {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// The post's part of the address.
    #[api(unique, max_length = 120)]
    pub slug: String,
    /// The headline.
    #[api(max_length = 200)]
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// Whether readers see it.
    #[api(index, default = "draft")]
    pub status: PostStatus,
    /// Who wrote it.
    #[api(references = User, on_delete = cascade)]
    pub author_id: Uuid,
    /// How often it was read.
    #[api(read_only, default = 0)]
    pub views: i64,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// What editors say to each other about it.
    #[api(zones(admin), max_length = 500)]
    pub moderation_note: Option<String>,
    /// Counts the writes.
    #[api(version)]
    pub version: i32,
    /// When it was begun.
    #[api(auto_now_add)]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[api(auto_now)]
    pub updated_at: DateTime<Utc>,
}

/// How far a post is.
#[derive(AutoApi, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum PostStatus {
    /// Being written.
    Draft,
    /// There to be read.
    Published,
    /// No longer shown on the first page.
    Archived,
}
