use auto_api::AutoApi;

use chrono::{DateTime, FixedOffset};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    at: DateTime<FixedOffset>,
}

fn main() {}
