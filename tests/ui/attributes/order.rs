use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(order = "-titel")]
struct Post {
    #[api(id)]
    id: i64,
    title: String,
}

#[derive(AutoApi)]
#[api(order = "title, -title")]
struct Other {
    #[api(id)]
    id: i64,
    title: String,
}

fn main() {}
