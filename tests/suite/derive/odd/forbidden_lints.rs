//! Lints that are forbidden cannot be allowed by generated code.
#![forbid(missing_docs, unsafe_code, unused_qualifications, clippy::all)]

use auto_api::AutoApi;

/// A post.
#[derive(AutoApi, Debug)]
pub(crate) struct Post {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
}
