//! The history of models that keep one.

use std::sync::Arc;

use auto_api::model::Zone;
use auto_api::{AuditAction, AuditEntry, AutoApi};
use auto_api_tests::support::both::empty;
use auto_api_tests::support::changes::Changes;
use serde_json::json;

use super::{CREATE, CREATE_MANY, DELETE, UPDATE, UPDATE_MANY, told};

/// An account.
#[derive(AutoApi, Debug, Clone, PartialEq)]
#[api(audit)]
pub(crate) struct Account {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
    /// Whose.
    #[api(unique)]
    pub(crate) owner: String,
    /// What is in it.
    #[api(default = 0)]
    pub(crate) balance: i64,
    /// Never shown.
    #[api(write_only, default = "")]
    pub(crate) pin: String,
}

async fn bank() -> Changes {
    let database = empty().await;
    let zone = Zone::new("bank").model::<Account>().build().unwrap();
    database.migrate(&zone).await.unwrap();
    Changes {
        zone: Arc::new(zone),
        database,
    }
}

async fn entries(bank: &Changes) -> Vec<AuditEntry> {
    let query = AuditEntry::query().order_by(AuditEntry::ID.asc());
    query.all(&bank.database).await.unwrap()
}

#[tokio::test]
async fn each_change_is_kept() {
    let mut bank = bank().await;
    let made = bank
        .run(
            "Account",
            CREATE,
            &json!({"input": {"owner": "ann", "pin": "1234"}}),
            "id",
        )
        .await;
    assert!(told(&made).is_empty(), "{made}");
    bank.database = bank.database.clone().with_actor("teller");
    let patch = json!({"key": {"owner": "ann"}, "input": {"balance": 5, "pin": "4321"}});
    bank.run("Account", UPDATE, &patch, "id").await;
    bank.run("Account", UPDATE, &patch, "id").await;
    bank.run("Account", DELETE, &json!({"key": {"owner": "ann"}}), "id")
        .await;
    let all = entries(&bank).await;
    let told: Vec<_> = all
        .iter()
        .map(|entry| (entry.action, entry.actor.as_deref(), entry.changes.clone()))
        .collect();
    let id = made["object"]["id"].as_str().unwrap();
    let number: i64 = id.parse().unwrap();
    assert_eq!(
        told,
        [
            (
                AuditAction::Create,
                None,
                json!({"id": {"new": number}, "owner": {"new": "ann"}, "balance": {"new": 0}, "pin": {}})
            ),
            // The second changed nothing.
            (
                AuditAction::Update,
                Some("teller"),
                json!({"balance": {"old": 0, "new": 5}, "pin": {}})
            ),
            (
                AuditAction::Delete,
                Some("teller"),
                json!({"id": {"old": number}, "owner": {"old": "ann"}, "balance": {"old": 5}, "pin": {}})
            ),
        ]
    );
    assert!(
        all.iter()
            .all(|entry| entry.model == "Account" && entry.key == id)
    );
}

#[tokio::test]
async fn of_many_rows_each_has_its_own() {
    let bank = bank().await;
    let inputs = json!([{"owner": "a"}, {"owner": "b"}, {"owner": "a"}]);
    let refused = bank
        .run("Account", CREATE_MANY, &json!({"inputs": inputs}), "")
        .await;
    assert_eq!(told(&refused).len(), 1);
    assert!(entries(&bank).await.is_empty());
    let skipped = json!({"inputs": inputs, "on_error": "SKIP_INVALID"});
    bank.run("Account", CREATE_MANY, &skipped, "").await;
    let all = json!({"all": true, "patch": {"balance": 1}});
    bank.run("Account", UPDATE_MANY, &all, "").await;
    assert_eq!(Account::query().delete(&bank.database).await.unwrap(), 2);
    let actions: Vec<_> = entries(&bank)
        .await
        .into_iter()
        .map(|entry| entry.action)
        .collect();
    assert_eq!(
        actions,
        [
            AuditAction::Create,
            AuditAction::Create,
            AuditAction::Update,
            AuditAction::Update,
            AuditAction::Delete,
            AuditAction::Delete
        ]
    );
}

#[tokio::test]
async fn a_zone_shows_it_only_if_it_says_so() {
    let shown = |zone: &Zone| {
        zone.visible()
            .any(|entity| entity.type_name() == "AuditEntry")
    };
    assert!(!shown(
        &Zone::new("bank").model::<Account>().build().unwrap()
    ));
    let open = Zone::new("bank")
        .audit()
        .model::<Account>()
        .build()
        .unwrap();
    assert!(shown(&open));
    let history = open
        .visible()
        .find(|entity| entity.type_name() == "AuditEntry")
        .unwrap();
    assert!(open.writes(history).is_empty());
}
