use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = User)]
    author_id: i32,
    #[api(references = User)]
    editor_id: Option<String>,
}

#[derive(AutoApi)]
struct User {
    #[api(id)]
    id: i64,
}

fn main() {}
