//! What posts are about, and what ties the two together.

use auto_api::AutoApi;
use uuid::Uuid;

use super::Post;

/// A subject that posts have in common.
#[derive(AutoApi, Clone, Debug)]
#[api(many_to_many(posts: Post, through = PostTag))]
pub struct Tag {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// One word in lower case.
    #[api(unique, max_length = 40)]
    pub name: String,
    /// What it is for.
    #[api(max_length = 200)]
    pub description: Option<String>,
}

/// A tag on a post. No zone shows it by itself: posts have tags, and tags have posts.
#[derive(AutoApi, Clone, Debug)]
#[api(zones(none))]
pub struct PostTag {
    /// The post.
    #[api(id, references = Post, on_delete = cascade)]
    pub post_id: Uuid,
    /// The tag.
    #[api(id, references = Tag, on_delete = cascade)]
    pub tag_id: Uuid,
}
