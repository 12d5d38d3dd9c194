use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(max_length = 5)]
struct Number(i32);

#[derive(AutoApi)]
struct Wrong(u64);

fn main() {}
