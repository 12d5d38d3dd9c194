use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(table = "a", table = "b")]
struct Post {
    #[api(id)]
    id: i64,
    #[api(unique, max_length = 5, unique)]
    slug: String,
    #[api(index)]
    #[api(index)]
    title: String,
}

fn main() {}
