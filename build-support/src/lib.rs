//! What `build.rs` calls.
