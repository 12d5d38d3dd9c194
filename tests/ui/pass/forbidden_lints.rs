//! Lints that are forbidden cannot be allowed by generated code.
#![forbid(missing_docs, unused, unsafe_code, clippy::all)]

use auto_api::AutoApi;

/// A post.
#[derive(AutoApi, Debug)]
pub struct Post {
    /// The key.
    #[api(id)]
    pub id: i64,
}

fn main() {}
