use auto_api::AutoApi;

#[derive(AutoApi)]
struct Page<T> {
    #[api(id)]
    id: i64,
    item: T,
}

#[derive(AutoApi)]
struct Text<'a> {
    #[api(id)]
    id: i64,
    text: &'a str,
}

fn main() {}
