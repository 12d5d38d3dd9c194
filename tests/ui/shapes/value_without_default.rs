use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(value)]
struct Address {
    #[api(default)]
    kind: Kind,
}

#[derive(AutoApi)]
enum Kind {
    Home,
    Work,
}

fn main() {}
