use auto_api::AutoApi;

#[derive(AutoApi)]
struct Pair(i32, i32);

#[derive(AutoApi)]
struct Nothing();

fn main() {}
