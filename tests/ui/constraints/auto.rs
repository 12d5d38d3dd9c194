use auto_api::AutoApi;

use chrono::NaiveDate;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(auto_now)]
    a: String,
    #[api(auto_now_add)]
    b: i64,
    #[api(version)]
    c: Option<i32>,
    #[api(auto_now)]
    d: NaiveDate,
}

#[derive(AutoApi)]
struct Other {
    #[api(id)]
    id: i64,
    #[api(version)]
    a: String,
}

fn main() {}
