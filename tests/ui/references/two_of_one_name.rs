use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = Post)]
    parent_id: i64,
    #[api(references = Post, as = parent)]
    other_id: i64,
}

fn main() {}
