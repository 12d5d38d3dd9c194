use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = Post, as = related)]
    related_ids: Vec<i64>,
}

fn main() {}
