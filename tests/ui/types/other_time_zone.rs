use auto_api::AutoApi;

use chrono::{DateTime, Local};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    at: DateTime<Local>,
}

fn main() {}
