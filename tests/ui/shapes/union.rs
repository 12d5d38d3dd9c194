use auto_api::AutoApi;

#[derive(AutoApi)]
union Bits {
    a: u32,
    b: f32,
}

fn main() {}
