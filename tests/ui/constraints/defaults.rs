use auto_api::AutoApi;

use uuid::Uuid;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(default = "a")]
    a: i32,
    #[api(default = 70000)]
    b: u16,
    #[api(default = 1)]
    c: bool,
    #[api(default = true)]
    d: String,
    #[api(default = "nobody")]
    e: Uuid,
    #[api(default = "a")]
    f: Vec<String>,
    #[api(default = "abc", max_length = 2)]
    g: String,
    #[api(default = "", min_length = 2)]
    h: String,
    #[api(default = 1.5)]
    i: i64,
    #[api(default)]
    j: std::net::IpAddr,
    #[api(default = "a.b")]
    k: std::net::IpAddr,
}

fn main() {}
