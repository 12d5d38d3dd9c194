use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    title: String,
}

fn main() {}
