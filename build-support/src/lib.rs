//! What `build.rs` calls.

pub mod target;
