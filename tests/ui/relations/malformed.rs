use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(has_many(comments), has_many(via = post_id), has_many(a: Comment<i32>), has_one = a)]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
