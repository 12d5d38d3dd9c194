use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(unique(titel), index(id, id), index(), index(title = 5))]
struct Post {
    #[api(id)]
    id: i64,
    title: String,
}

fn main() {}
