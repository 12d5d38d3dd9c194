use auto_api::AutoApi;

struct User;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = User)]
    author_id: i64,
    #[api(references = Nobody)]
    editor_id: i64,
}

fn main() {}
