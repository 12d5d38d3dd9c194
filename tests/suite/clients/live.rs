//! A zone that is served on a port of its own, for clients to be run against.

use auto_api::plan::Dialect;
use auto_api::{Database, Service, Value, Zone};
use auto_api_tests::support::blog::rows;
use auto_api_tests::support::random::Random;
use auto_api_tests::support::store::insert;
use auto_api_tests::support::wide::wide;
use tokio::net::TcpListener;
use uuid::Uuid;

/// Serves a zone with the blog's rows.
pub(crate) async fn blog(zone: Zone) -> String {
    let sql = rows().sql(&zone);
    serve(zone, &sql).await
}

/// Serves a zone with rows of random values in one of its models, whose key is a UUID.
pub(crate) async fn random(zone: Zone, model: &str, rows: usize) -> String {
    let mut random = Random::new(3);
    let mut sql = String::new();
    let entity = &zone.entities[zone.entity_of(model).unwrap()];
    for _ in 0..rows {
        let row = entity.members.iter().map(|member| {
            if member.field.id {
                return Value::Uuid(Uuid::from_u64_pair(random.bits(), random.bits()));
            }
            if member.field.nullable && random.chance(40) {
                return Value::Null;
            }
            wide(&mut random, &zone, &member.kind)
        });
        sql.push_str(&insert(Dialect::Sqlite, entity, &row.collect()));
    }
    serve(zone, &sql).await
}

/// Serves a zone until the runtime ends; gives its address.
async fn serve(zone: Zone, sql: &str) -> String {
    let database = Database::open("sqlite::memory:").await.unwrap();
    database.migrate(&zone).await.unwrap();
    database.execute_batch(sql).await.unwrap();
    let service = Service::start(zone, database).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service.router()).await });
    address
}
