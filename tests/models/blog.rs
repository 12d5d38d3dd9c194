//! A blog: references, every kind of relation, an enum, a newtype, a value struct, access rules.

use auto_api::AutoApi;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who writes.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(
    has_many(posts: Post, via = author_id, comments: Comment),
    has_one(profile: Profile)
)]
pub struct User {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// The name that others see.
    #[api(min_length = 1, max_length = 80)]
    pub name: String,
    /// Where mail goes; only the user and admins see it.
    #[api(unique, zones(admin))]
    pub email: Email,
    /// What the user may do.
    #[api(default = "reader")]
    pub role: Role,
    /// Where the user lives.
    pub address: Option<Address>,
    /// Never shown.
    #[api(skip)]
    pub session: Option<String>,
}

/// What a user may do.
#[derive(AutoApi, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads.
    Reader,
    /// Reads and writes.
    Author,
    /// Reads, writes and corrects.
    ChiefEditor,
}

/// An e-mail address.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(email, max_length = 120)]
pub struct Email(pub String);

/// Where somebody lives.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(value)]
pub struct Address {
    /// The street and the number.
    #[api(max_length = 100)]
    pub street: String,
    /// The town.
    pub city: String,
    /// The code of the country.
    #[serde(rename = "countryCode")]
    #[api(default = "DE", min_length = 2, max_length = 2)]
    pub country_code: String,
    /// What is nearby.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Where it is.
    pub position: Option<Position>,
}

/// A place on a map.
#[derive(AutoApi, Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
#[api(value)]
pub struct Position {
    /// Degrees north.
    #[api(minimum = -90, maximum = 90)]
    pub latitude: f64,
    /// Degrees east.
    #[api(minimum = -180, maximum = 180)]
    pub longitude: f64,
}

/// What a user tells.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Profile {
    /// The key, which is that of the user.
    #[api(id, references = User, as = user, on_delete = cascade)]
    pub user_id: Uuid,
    /// A few words.
    #[api(max_length = 1000)]
    pub bio: Option<String>,
}

/// A post on the blog.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(
    has_many(
        /// What readers said.
        comments: Comment
    ),
    many_to_many(tags: Tag, through = PostTag),
    index(status, published_at),
    order = "-published_at, title",
    page(default = 20, max = 200)
)]
#[api(access(
    read = status == "published" || author_id == user.id || user.has_role("editor"),
    create = user.is_authenticated(),
    update = author_id == user.id,
    delete = user.has_role("admin"),
))]
pub struct Post {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// The post's part of the address.
    #[api(unique, max_length = 120, pattern = "^[a-z0-9-]+$")]
    pub slug: String,
    /// The headline.
    #[api(max_length = 200)]
    pub title: String,
    /// The text, in Markdown.
    #[api(order = false)]
    pub body: String,
    /// How far it is.
    #[api(default = "draft")]
    pub status: Status,
    /// Who wrote it.
    #[api(references = User, as = author, on_delete = cascade)]
    pub author_id: Uuid,
    /// Who corrected it.
    #[api(references = User, on_delete = set_null)]
    pub editor_id: Option<Uuid>,
    /// How often it was read.
    #[api(read_only, default = 0)]
    pub views: i64,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// What editors tell each other.
    #[api(zones(admin), access(read = user.has_role("editor")))]
    pub moderation_note: Option<String>,
    /// The headline, once.
    #[deprecated(note = "use `title`")]
    pub headline: Option<String>,
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
#[api(name = "PostStatus")]
#[non_exhaustive]
pub enum Status {
    /// Being written.
    Draft,
    /// There to be read.
    Published,
    /// No longer there to be read.
    #[deprecated(since = "1.1.0", note = "delete it")]
    #[api(name = "WITHDRAWN")]
    #[serde(rename = "taken-back")]
    TakenBack,
}

/// What is said about a post.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(has_many(replies: Comment, via = parent_id))]
pub struct Comment {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// The post.
    #[api(references = Post, on_delete = cascade)]
    pub post_id: Uuid,
    /// Who says it.
    #[api(references = User)]
    pub author_id: Uuid,
    /// The comment it answers.
    #[api(references = Comment, on_delete = cascade)]
    pub parent_id: Option<i64>,
    /// What is said.
    #[api(max_length = 2000)]
    pub body: String,
    /// When it was said.
    #[api(auto_now_add, index)]
    pub created_at: DateTime<Utc>,
}

/// A subject that posts have in common.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(many_to_many(posts: Post, through = PostTag))]
pub struct Tag {
    /// The key.
    #[api(id)]
    pub id: i32,
    /// One word.
    #[api(unique, max_length = 40)]
    pub label: String,
}

/// A tag on a post. No zone shows it by itself.
#[derive(AutoApi, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[api(zones(internal))]
pub struct PostTag {
    /// The post.
    #[api(id, references = Post, on_delete = cascade)]
    pub post_id: Uuid,
    /// The tag.
    #[api(id, references = Tag, on_delete = cascade)]
    pub tag_id: i32,
}
