use auto_api::AutoApi;

use serde::{Deserialize, Serialize};

#[derive(AutoApi, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Post {
    #[api(id)]
    post_id: i64,
}

fn main() {}
