use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(to = slug, as = parent, on_delete = cascade)]
    parent_id: i64,
}

fn main() {}
