//! A zone that is served on a port of its own, for clients to be run against.

use auto_api::{Database, Service, Zone};
use auto_api_tests::support::blog::rows;
use tokio::net::TcpListener;

/// Serves a zone with the blog's rows until the runtime ends; gives its address.
pub(crate) async fn serve(zone: Zone) -> String {
    let database = Database::open("sqlite::memory:").await.unwrap();
    database.migrate(&zone).await.unwrap();
    let sql = rows().sql(&zone);
    database.execute_batch(&sql).await.unwrap();
    let service = Service::start(zone, database).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service.router()).await });
    address
}
