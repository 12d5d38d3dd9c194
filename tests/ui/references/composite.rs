use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(belongs_to(line: Line, fields = (order_id, line_no)))]
struct Shipment {
    #[api(id)]
    id: i64,
    order_id: i32,
    line_no: i64,
}

#[derive(AutoApi)]
struct Line {
    #[api(id)]
    order_id: i32,
    #[api(id)]
    line_no: i16,
}

fn main() {}
