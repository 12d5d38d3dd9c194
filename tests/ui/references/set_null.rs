use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = Post, on_delete = set_null)]
    parent_id: i64,
    #[api(references = Post, on_delete = casacde)]
    root_id: i64,
    #[api(references = Post, on_delete = "cascade")]
    next_id: i64,
}

fn main() {}
