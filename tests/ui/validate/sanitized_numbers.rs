use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(sanitize)]
    views: i32,
    #[api(sanitize = text)]
    labels: Vec<String>,
    #[api(sanitize)]
    page: url::Url,
}

fn main() {}
