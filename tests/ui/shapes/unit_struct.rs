use auto_api::AutoApi;

#[derive(AutoApi)]
struct Nothing;

fn main() {}
