//! Events: what is told of writes, in Rust and over GraphQL, on both databases.

#[path = "events/across.rs"]
mod across;
#[path = "events/closing.rs"]
mod closing;
#[path = "events/load.rs"]
mod load;
#[path = "events/schema.rs"]
mod schema;
#[path = "events/socket.rs"]
mod socket;
#[path = "events/sse.rs"]
mod sse;
#[path = "events/subscriptions.rs"]
mod subscriptions;
#[path = "events/typed.rs"]
mod typed;

use std::sync::Arc;
use std::time::Duration;

use auto_api::model::{WriteAction, Zone};
use auto_api::{Database, Service};
use auto_api_tests::support::blog::{seeded, zone, zone_of};
use auto_api_tests::support::both::{Place, place};
use auto_api_tests::support::changes::Changes;
use serde_json::{Value as Json, json};

/// What takes longer does not come.
const SOON: Duration = Duration::from_secs(20);

/// The blog, and where it is.
struct Blog {
    changes: Changes,
    place: Place,
}

async fn blog() -> Blog {
    let place = place().await;
    seeded(place.database.clone()).await;
    Blog {
        changes: changes(&place.database),
        place,
    }
}

fn changes(database: &Database) -> Changes {
    Changes {
        zone: Arc::new(zone()),
        database: database.clone(),
    }
}

impl Blog {
    async fn write(&self, model: &str, action: WriteAction, args: Json) -> Json {
        self.changes.run(model, action, &args, "").await
    }

    async fn tag(&self, label: &str) {
        let args = json!({"input": {"label": label}});
        let made = self.write("Tag", WriteAction::Create, args).await;
        assert_eq!(made["ok"], true, "{made}");
    }

    /// The blog, served.
    async fn served(&self) -> Arc<Service> {
        let zone = zone_of(Zone::new("blog").unrestricted().subscriptions());
        let database = self.place.database.clone();
        Service::start(zone, database).await.unwrap()
    }
}

/// What comes soon.
async fn soon<T>(what: impl Future<Output = T>) -> T {
    let soon = tokio::time::timeout(SOON, what).await;
    soon.expect("it should have come by now")
}

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
