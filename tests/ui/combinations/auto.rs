use auto_api::AutoApi;

use chrono::{DateTime, Utc};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(auto_now, auto_now_add)]
    a: DateTime<Utc>,
    #[api(auto_now, default)]
    b: DateTime<Utc>,
    #[api(version)]
    c: i32,
    #[api(version)]
    d: i32,
}

fn main() {}
