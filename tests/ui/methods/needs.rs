//! What a computed field needs that the model does not have, not so, or does not store.
#![allow(unused)]

use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    title: String,
    summary: Option<String>,
    #[api(skip)]
    cache: Vec<u64>,
}

#[auto_api::methods]
impl Post {
    #[api(field)]
    fn unknown(titel: &str) -> i32 {
        0
    }

    #[api(field)]
    fn another_type(title: i32) -> i32 {
        0
    }

    #[api(field)]
    fn not_optional(summary: &str) -> i32 {
        0
    }

    #[api(field)]
    fn not_stored(cache: &[u64]) -> i32 {
        0
    }
}

fn main() {}
