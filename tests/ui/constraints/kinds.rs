use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(max_length = 5)]
    a: i32,
    #[api(minimum = 5)]
    b: String,
    #[api(pattern = "a")]
    c: i64,
    #[api(scale = 2)]
    d: f64,
    #[api(email)]
    e: Vec<String>,
}

fn main() {}
