//! A blog: users, posts, comments and tags, as structs that become an API.
//!
//! Two audiences see it. Readers have the public zone at `/`; editors have `/admin`, where
//! addresses and notes are shown, too. `auto-api.toml` says so.

pub mod models;
pub mod seed;

auto_api::include_zones!();
