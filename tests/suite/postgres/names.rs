//! Models that spell tables and columns as SQLite's database does, on one that has them in snake
//! case: served, and read from Rust.

use auto_api::{AutoApi, Service, Zone};
use auto_api_tests::support::both;

/// A line of an invoice.
#[derive(AutoApi, Debug)]
#[api(table = "InvoiceLine")]
struct InvoiceLine {
    #[api(id, column = "InvoiceLineId")]
    id: i32,
    #[api(column = "Quantity")]
    quantity: i32,
}

#[tokio::test]
async fn tables_in_snake_case() {
    if !super::is_on() {
        return;
    }
    let database = both::schema().await.database;
    let sql = "CREATE TABLE invoice_line (invoice_line_id int PRIMARY KEY, quantity int NOT NULL);
        INSERT INTO invoice_line VALUES (1, 5), (2, 7)";
    database.execute_batch(sql).await.unwrap();
    let lines = InvoiceLine::query().filter(InvoiceLine::QUANTITY.gt(5));
    let found: Vec<_> = lines.all(&database).await.unwrap();
    assert_eq!((found[0].id, found[0].quantity, found.len()), (2, 7, 1));
    assert_eq!(InvoiceLine::query().count(&database).await.unwrap(), 2);
    let zone = Zone::new("public").model::<InvoiceLine>().build().unwrap();
    // There is nothing to make.
    database.migrate(&zone).await.unwrap();
    let service = Service::start(zone, database).await.unwrap();
    let request = auto_api::graphql::Request::new("{ invoice_lines { id } }");
    let body = service.execute(&request).await.body;
    assert_eq!(body, br#"{"data":{"invoice_lines":[{"id":1},{"id":2}]}}"#);
}
