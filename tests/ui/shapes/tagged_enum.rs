use auto_api::AutoApi;

#[derive(AutoApi)]
enum Shape {
    Circle { radius: f64 },
    Square(f64),
    Empty {},
}

fn main() {}
