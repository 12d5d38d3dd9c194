//! The blog's structs, one file a subject.

mod comment;
mod post;
mod tag;
mod user;

pub use comment::Comment;
pub use post::{Post, PostStatus};
pub use tag::{PostTag, Tag};
pub use user::{Email, Profile, Role, User};
