use auto_api::AutoApi;

use rust_decimal::Decimal;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(min_length = 5, max_length = 2)]
    a: String,
    #[api(minimum = 5, maximum = -2)]
    b: i32,
    #[api(minimum = 1.5)]
    c: i32,
    #[api(maximum = 100000)]
    d: i16,
    #[api(minimum = -1)]
    e: u32,
    #[api(precision = 40)]
    f: Decimal,
    #[api(precision = 4, scale = 5)]
    g: Decimal,
    #[api(minimum = 1.5, maximum = 1.25)]
    h: f64,
}

fn main() {}
