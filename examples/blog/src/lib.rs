//! A blog: users, posts, comments and tags, as structs that become an API.
//!
//! Two audiences see it. Readers have the public zone at `/`; editors have `/admin`, where
//! addresses and notes are shown, too.

pub mod models;
pub mod seed;

use auto_api::Zone;
use auto_api::model::{HasModel, Model, Problem};
use models::{Comment, Post, PostTag, Tag, User};

/// Every model of the blog: what the database is made of.
pub const MODELS: [&Model; 5] = [
    User::MODEL,
    Post::MODEL,
    Comment::MODEL,
    Tag::MODEL,
    PostTag::MODEL,
];

/// What readers see.
///
/// # Errors
///
/// Every mistake between the models; there is none unless you change them.
pub fn public() -> Result<Zone, Vec<Problem>> {
    Zone::new("public")
        .title("Blog")
        .description("A blog: users, posts, comments and tags.")
        .model::<User>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
        .build()
}

/// What editors see.
///
/// # Errors
///
/// As [`public`].
pub fn admin() -> Result<Zone, Vec<Problem>> {
    Zone::new("admin")
        .title("Blog administration")
        .description("The blog as its editors see it.")
        .path("/admin")
        .model::<User>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
        .build()
}
