use auto_api::AutoApi;

use serde::{Deserialize, Serialize};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(name = "title")]
    heading: String,
    title: String,
}

#[derive(AutoApi, Serialize, Deserialize)]
enum Status {
    Draft,
    #[serde(rename = "Draft")]
    Begun,
}

fn main() {}
