use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(tabel = "posts")]
struct Post {
    #[api(id)]
    id: i64,
    #[api(max_lenght = 5)]
    title: String,
    #[api(sparkles)]
    body: String,
}

fn main() {}
