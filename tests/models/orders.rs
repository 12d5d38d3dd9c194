//! Composite keys, a reference to a composite key, one to a key that is not primary, explicit
//! table and column names.

use auto_api::AutoApi;
use rust_decimal::Decimal;

/// What somebody bought.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(table = "tbl_orders", has_many(lines: OrderLine))]
pub struct Order {
    /// The key.
    #[api(id, column = "order_no")]
    pub id: i32,
    /// The country it goes to.
    #[api(references = Country, to = code, as = country)]
    pub country_code: String,
}

/// A part of an order.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(has_many(shipments: Shipment), unique(order_id, article, name = "one_line_per_article"))]
pub struct OrderLine {
    /// The order.
    #[api(id, references = Order, on_delete = cascade)]
    pub order_id: i32,
    /// The position in the order.
    #[api(id)]
    pub line_no: i16,
    /// What.
    #[api(name = "articleNumber")]
    pub article: String,
    /// For how much.
    #[api(precision = 10, scale = 2, minimum = 0)]
    pub price: Decimal,
}

/// A line on its way.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(belongs_to(
    /// What is on its way.
    line: OrderLine,
    fields = (order_id, line_no),
    on_delete = cascade,
))]
pub struct Shipment {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// The order.
    pub order_id: i32,
    /// The position in the order.
    pub line_no: i16,
    /// What the parcel says.
    pub r#type: String,
}

/// A country.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(plural = "countries")]
pub struct Country {
    /// The key.
    #[api(id)]
    pub id: u32,
    /// ISO 3166-1.
    #[api(unique, min_length = 2, max_length = 2)]
    pub code: String,
    /// The name.
    pub name: String,
}
