use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(page(default = 50, max = 20))]
struct Post {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(page(default = 0, size = 5))]
struct Other {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(page = 5)]
struct Third {
    #[api(id)]
    id: i64,
}

fn main() {}
