//! A blog: users, posts, comments and tags, as structs that become an API.
//!
//! Two audiences see it. Readers have the public zone at `/`; editors have `/admin`, where
//! addresses and notes are shown, too.

pub mod models;
pub mod seed;

use auto_api::Zone;
use auto_api::model::{Problem, ZoneBuilder};
use models::{Comment, Post, PostTag, Tag, User};

/// What readers see.
///
/// # Errors
///
/// Every mistake between the models; there is none unless you change them.
pub fn public() -> Result<Zone, Vec<Problem>> {
    let zone = Zone::new("public")
        .title("Blog")
        .description("A blog: users, posts, comments and tags.");
    models(zone).build()
}

/// What editors see.
///
/// # Errors
///
/// As [`public`].
pub fn admin() -> Result<Zone, Vec<Problem>> {
    let zone = Zone::new("admin")
        .title("Blog administration")
        .description("The blog as its editors see it.")
        .path("/admin");
    models(zone).build()
}

/// The models are the same everywhere; what of them a zone shows is said where they are written.
fn models(zone: ZoneBuilder) -> ZoneBuilder {
    zone.model::<User>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
}
