use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(has_many(replies: Post, replies: Post))]
struct Post {
    #[api(id)]
    id: i64,
    author: String,
    #[api(references = Post)]
    author_id: i64,
}

fn main() {}
