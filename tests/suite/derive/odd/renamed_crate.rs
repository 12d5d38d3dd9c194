//! The crate under another path.
#![allow(dead_code)]

mod vendored {
    pub(crate) mod api {
        pub(crate) use ::auto_api::*;
    }
}

use self::vendored::api::AutoApi;

// What the default path would find is not the crate.
mod auto_api {}

#[derive(AutoApi)]
#[api(crate = "super::renamed_crate::vendored::api")]
struct Post {
    #[api(id)]
    id: i64,
    kind: Kind,
}

#[derive(AutoApi)]
#[api(crate = "super::renamed_crate::vendored::api")]
enum Kind {
    One,
}
