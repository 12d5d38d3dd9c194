use auto_api::AutoApi;

struct Handle;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(skip)]
    handle: Handle,
}

fn main() {}
