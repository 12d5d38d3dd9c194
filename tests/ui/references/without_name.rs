use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(references = Post)]
    owner: i64,
    #[api(references = Post)]
    _id: i64,
}

fn main() {}
