use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(access(raed = a, create = a b, update, delete = 1 +))]
struct Post {
    #[api(id)]
    id: i64,
    #[api(access(delete = true))]
    a: bool,
}

#[derive(AutoApi)]
#[api(access(read = a, read = b))]
struct Other {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(access = a)]
struct Third {
    #[api(id)]
    id: i64,
}

fn main() {}
