use auto_api::AutoApi;

#[derive(AutoApi)]
struct News {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(plural = "post")]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
