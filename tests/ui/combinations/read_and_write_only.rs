use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(read_only, write_only)]
    secret: String,
}

fn main() {}
