use auto_api::AutoApi;

type Name = String;

#[derive(AutoApi)]
#[api(value)]
struct Person {
    name: Name,
}

#[derive(AutoApi)]
struct Wrapped(Name);

fn main() {}
