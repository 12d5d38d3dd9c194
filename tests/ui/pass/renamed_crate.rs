//! The crate under another path.
#![allow(dead_code)]

mod vendored {
    pub mod api {
        pub use auto_api::*;
    }
}

use vendored::api::AutoApi;

// What the default path would find is not the crate.
mod auto_api {}

#[derive(AutoApi)]
#[api(crate = "crate::vendored::api")]
struct Post {
    #[api(id)]
    id: i64,
    kind: Kind,
}

#[derive(AutoApi)]
#[api(crate = "crate::vendored::api")]
enum Kind {
    One,
}

fn main() {
    let _ = Post::query();
}
