use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(crate = "not a path")]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
