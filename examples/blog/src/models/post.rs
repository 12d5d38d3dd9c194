//! What is written.

use auto_api::{AutoApi, Ctx, Error, ErrorCode, Result};
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

#[auto_api::methods]
impl Post {
    /// Words in the text.
    #[api(field)]
    pub fn word_count(body: &str) -> i32 {
        i32::try_from(body.split_whitespace().count()).unwrap_or(i32::MAX)
    }

    /// Shows the post to readers, from now on.
    ///
    /// # Errors
    ///
    /// `CONFLICT` if it is published already.
    #[api(mutation)]
    pub async fn publish(&mut self, _: &Ctx<'_>) -> Result<()> {
        if self.status == PostStatus::Published {
            let message = "the post is published already";
            return Err(Error::new(ErrorCode::Conflict, message));
        }
        self.status = PostStatus::Published;
        self.published_at = Some(Utc::now());
        Ok(())
    }

    /// Other posts by the same author, the latest first.
    ///
    /// # Errors
    ///
    /// Those of the database.
    #[api(query)]
    pub async fn similar(
        &self,
        ctx: &Ctx<'_>,
        /// How many at most.
        #[api(default = 5, minimum = 1, maximum = 50)]
        limit: u32,
    ) -> Result<Vec<Self>> {
        Self::query()
            .filter(Self::AUTHOR_ID.eq(self.author_id) & Self::ID.ne(self.id))
            .filter(Self::STATUS.eq(PostStatus::Published))
            .order_by(Self::PUBLISHED_AT.desc())
            .limit(limit)
            .all(ctx.tx())
            .await
    }
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
