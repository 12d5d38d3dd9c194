use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(skip, unique, max_length = 5)]
    cache: String,
}

fn main() {}
