use auto_api::AutoApi;

#[derive(AutoApi)]
struct Maybe(Option<String>);

fn main() {}
