//! Generated code under the strictest lints.
#![deny(
    missing_docs,
    missing_debug_implementations,
    warnings,
    clippy::all,
    clippy::pedantic,
    unused,
    unreachable_pub,
    unused_qualifications,
    unsafe_code
)]

use auto_api::AutoApi;

/// A post.
#[derive(AutoApi, Debug)]
#[api(has_many(replies: Post))]
pub struct Post {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// The title.
    #[deprecated(note = "use `heading`")]
    pub title: String,
    /// The heading.
    pub heading: String,
    /// The kind.
    pub kind: Kind,
    /// The place.
    pub place: Option<Place>,
    /// The parent.
    #[api(references = Post)]
    pub parent_id: Option<i64>,
}

/// A kind.
#[derive(AutoApi, Clone, Copy, Debug)]
pub enum Kind {
    /// One.
    One,
    /// Two.
    #[deprecated]
    Two,
}

/// A place.
#[derive(AutoApi, Debug)]
#[api(value)]
pub struct Place {
    /// The street.
    pub street: String,
    /// Whose.
    pub owner: Owner,
}

/// An owner.
#[derive(AutoApi, Debug)]
pub struct Owner(pub String);
