use auto_api::AutoApi;

#[derive(AutoApi)]
struct Uuid(i64);

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    other: Uuid,
}

fn main() {}
