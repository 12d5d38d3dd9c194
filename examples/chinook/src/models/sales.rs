//! What was sold.

use auto_api::AutoApi;
use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::{Customer, Track};

/// One purchase of a customer.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Invoice", has_many(invoice_lines: InvoiceLine))]
pub struct Invoice {
    /// The number of the invoice.
    #[api(id, column = "InvoiceId")]
    pub id: i32,
    /// Who bought.
    #[api(column = "CustomerId", references = Customer)]
    pub customer_id: i32,
    /// When they bought.
    #[api(column = "InvoiceDate")]
    pub invoice_date: NaiveDateTime,
    /// Street and number it was sent to.
    #[api(column = "BillingAddress", max_length = 70)]
    pub billing_address: Option<String>,
    /// The city it was sent to.
    #[api(column = "BillingCity", max_length = 40)]
    pub billing_city: Option<String>,
    /// The state it was sent to, where addresses have one.
    #[api(column = "BillingState", max_length = 40)]
    pub billing_state: Option<String>,
    /// The country it was sent to.
    #[api(column = "BillingCountry", max_length = 40)]
    pub billing_country: Option<String>,
    /// The postal code it was sent to.
    #[api(column = "BillingPostalCode", max_length = 10)]
    pub billing_postal_code: Option<String>,
    /// All lines together, in US dollars.
    #[api(column = "Total", precision = 10, scale = 2)]
    pub total: Decimal,
}

/// One track on an invoice.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "InvoiceLine")]
pub struct InvoiceLine {
    /// The number of the line.
    #[api(id, column = "InvoiceLineId")]
    pub id: i32,
    /// The invoice it is on.
    #[api(column = "InvoiceId", references = Invoice)]
    pub invoice_id: i32,
    /// What was bought.
    #[api(column = "TrackId", references = Track)]
    pub track_id: i32,
    /// What one cost, in US dollars.
    #[api(column = "UnitPrice", precision = 10, scale = 2)]
    pub unit_price: Decimal,
    /// How many were bought.
    #[api(column = "Quantity")]
    pub quantity: i32,
}
