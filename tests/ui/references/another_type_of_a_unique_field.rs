use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = User, to = email)]
    author_id: i32,
    #[api(references = User, to = mail)]
    editor_id: String,
}

#[derive(AutoApi)]
struct User {
    #[api(id)]
    id: i64,
    #[api(unique)]
    email: String,
}

fn main() {}
