use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(read_only = 3)]
struct Post {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(value, read_only)]
struct Address {
    street: String,
}

fn main() {}
