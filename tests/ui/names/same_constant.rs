#![allow(non_snake_case)]

use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    first_name: String,
    first__name: String,
}

fn main() {}
