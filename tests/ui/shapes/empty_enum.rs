use auto_api::AutoApi;

#[derive(AutoApi)]
enum Never {}

fn main() {}
