use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(value)]
struct Nothing {}

fn main() {}
