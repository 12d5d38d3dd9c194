//! PostgreSQL that is down, goes away, is full, slow, locked, different or behind something: a
//! clear error or a bounded wait, recovery by itself, and nothing of its words for callers.
//!
//! All of it is run by `on_postgres`; what must be stopped has a server of its own. To see what they
//! tell: `AUTO_API_ON=postgres cargo test --test postgres -- --nocapture`.

#[path = "postgres/changed.rs"]
mod changed;
#[path = "postgres/different.rs"]
mod different;
#[path = "postgres/full.rs"]
mod full;
#[path = "postgres/lost.rs"]
mod lost;
#[path = "postgres/names.rs"]
mod names;
#[path = "postgres/opening.rs"]
mod opening;
#[path = "postgres/pooler.rs"]
mod pooler;
#[path = "postgres/read_only.rs"]
mod read_only;
#[path = "postgres/restart.rs"]
mod restart;
#[path = "postgres/retry.rs"]
mod retry;
#[path = "postgres/schemas.rs"]
mod schemas;
#[path = "postgres/server.rs"]
mod server;
#[path = "postgres/slow.rs"]
mod slow;
#[path = "postgres/snapshot.rs"]
mod snapshot;
#[path = "postgres/tls.rs"]
mod tls;
#[path = "postgres/writes.rs"]
mod writes;

use std::sync::Arc;

use auto_api::model::Zone;
use auto_api::plan::{Dialect, Plan, plan};
use auto_api::{Database, Error, ErrorCode};
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::{blog, both};
use serde_json::json;
use tokio_postgres::Client;
use url::Url;

#[tokio::test]
async fn on_postgres() {
    both::again_on_postgres().await;
}

/// Whether this is the run with a server.
fn is_on() -> bool {
    both::on() == Dialect::Postgres
}

/// A failure of a request has one of these codes and nothing of the database's own.
fn is_for_callers(error: &Error, codes: &[ErrorCode]) {
    assert!(codes.contains(&error.code), "{error:?}");
    for inner in [
        "SELECT",
        "postgres",
        "column",
        "relation",
        "127.0.0.1",
        "t0",
        "\"",
    ] {
        assert!(!error.message.contains(inner), "{error:?}");
    }
}

/// The plan of all tags' labels.
fn tags(zone: &Zone) -> Arc<Plan> {
    let form = pick(zone, "Tag").fields("label").list();
    let ask = ask(zone, "Tag", form, args(&json!({})));
    Arc::new(plan(zone, &ask, Dialect::Postgres).unwrap())
}

/// A plan of two statements: tags and their posts.
fn tagged(zone: &Zone) -> Arc<Plan> {
    let form = pick(zone, "Tag")
        .fields("label")
        .link("posts", args(&json!({})), |posts| {
            posts.fields("slug").list()
        });
    let ask = ask(zone, "Tag", form.list(), args(&json!({})));
    Arc::new(plan(zone, &ask, Dialect::Postgres).unwrap())
}

/// A schema with the blog's rows, where it is, and a connection beside it; nothing in the run without
/// a server.
async fn place() -> Option<(Database, String, Client)> {
    if !is_on() {
        return None;
    }
    let place = both::schema().await;
    let database = blog::seeded(place.database).await;
    let client = beside(&place.url).await;
    Some((database, place.url, client))
}

/// A connection beside that of a database, in the same schema.
async fn beside(url: &str) -> Client {
    let mut url = Url::parse(url).unwrap();
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    url.set_query(None);
    let client = both::client(&url).await;
    if let Some((_, schema)) = pairs.iter().find(|(key, _)| key == "schema") {
        let set = format!("SET search_path TO \"{schema}\"");
        client.batch_execute(&set).await.unwrap();
    }
    client
}
