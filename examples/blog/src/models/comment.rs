//! What is said about it.

use auto_api::AutoApi;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Post, User};

/// A comment on a post, or an answer to another comment.
#[derive(AutoApi, Clone, Debug)]
#[api(has_many(replies: Comment))]
pub struct Comment {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// What it is about.
    #[api(references = Post, on_delete = cascade)]
    pub post_id: Uuid,
    /// Who says it.
    #[api(references = User, on_delete = cascade)]
    pub author_id: Uuid,
    /// The comment it answers.
    #[api(references = Comment, on_delete = cascade)]
    pub parent_id: Option<Uuid>,
    /// What is said.
    #[api(max_length = 2000)]
    pub body: String,
    /// When it was said.
    #[api(auto_now_add, index)]
    pub created_at: DateTime<Utc>,
}
