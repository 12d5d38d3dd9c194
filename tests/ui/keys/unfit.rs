use auto_api::AutoApi;

#[derive(AutoApi)]
struct Point {
    #[api(id)]
    x: f64,
    #[api(id)]
    y: Vec<String>,
}

fn main() {}
