use auto_api::AutoApi;

type Number = i64;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    number: Number,
}

fn main() {}
