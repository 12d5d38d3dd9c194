use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(has_many(comments: Post, vai = id), has_one(profile: Post, through = Post))]
#[api(many_to_many(tags: Post), belongs_to(line: Post))]
#[api(has_many(a: Post, via = id, via = id))]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
