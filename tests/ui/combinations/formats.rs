use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(email, url)]
    contact: String,
}

fn main() {}
