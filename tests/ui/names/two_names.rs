use auto_api::AutoApi;

use serde::{Deserialize, Serialize};

#[derive(AutoApi, Serialize, Deserialize)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(name = "a")]
    #[serde(rename = "b")]
    c: i64,
}

fn main() {}
