use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id, write_only)]
    id: i64,
    #[api(id, version)]
    version: i64,
}

fn main() {}
