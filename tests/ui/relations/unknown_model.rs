use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(has_many(comments: Comment))]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
