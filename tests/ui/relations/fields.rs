use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(belongs_to(line: Post, fields = (idd, id), on_delete = cascade))]
struct Post {
    #[api(id)]
    id: i64,
}

fn main() {}
