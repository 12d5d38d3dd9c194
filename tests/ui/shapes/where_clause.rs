use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post
where
    String: Clone,
{
    #[api(id)]
    id: i64,
}

fn main() {}
