//! Writes that meet others, that take too long, and whose callers go away.

use std::sync::Arc;
use std::time::{Duration, Instant};

use auto_api::model::{WriteAction, Zone};
use auto_api::{Database, ErrorCode, Limits};
use auto_api_tests::support::blog::zone_of;
use auto_api_tests::support::changes::Changes;
use serde_json::{Value as Json, json};
use tokio_postgres::Client;

use super::{is_for_callers, place};

fn changes(database: Database, statement_ms: u32) -> Changes {
    let limits = Limits {
        statement_ms,
        ..Limits::default()
    };
    let zone = Arc::new(zone_of(Zone::new("admin").limits(limits)));
    Changes { zone, database }
}

async fn number(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Waits until so many statements wait for a lock.
async fn waiting(client: &Client, expected: i64) {
    let start = Instant::now();
    loop {
        let found = number(client, WAITING).await;
        if found == expected {
            return;
        }
        let late = start.elapsed() > Duration::from_secs(5);
        assert!(!late, "{found} wait, not {expected}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Whoever has to do with the tags and waits: of this test alone, which has its own.
const WAITING: &str = "SELECT count(DISTINCT pid) FROM pg_locks AS waiting
    WHERE NOT granted AND EXISTS (SELECT FROM pg_locks AS held
        WHERE held.pid = waiting.pid AND held.relation = 'tags'::regclass)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bulk_updates_in_opposite_order_are_both_made() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let sql = "INSERT INTO tags (id, label) SELECT n, 'n' || n FROM generate_series(100, 299) AS n";
    client.batch_execute(sql).await.unwrap();
    let changes = changes(database, 20_000);
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    let before = number(&client, deadlocks).await;
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..2 {
        let changes = changes.clone();
        tasks.spawn(async move {
            for round in 0..3 {
                let mut items: Vec<Json> = (100..300)
                    .map(|id| {
                        let label = format!("{task}.{round}.{id}");
                        json!({"key": {"id": id}, "patch": {"label": label}})
                    })
                    .collect();
                if task % 2 == 0 {
                    items.reverse();
                }
                let args = json!({"items": items});
                let made = changes.run("Tag", WriteAction::UpdateMany, &args, "").await;
                assert_eq!(made["affected"], 200, "{made}");
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    // Each was made as a whole: one task's last one is what is there.
    let writers = "SELECT count(DISTINCT split_part(label, '.', 1) || split_part(label, '.', 2))
        FROM tags WHERE id >= 100 AND id < 300";
    assert_eq!(number(&client, writers).await, 1);
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let met = number(&client, deadlocks).await - before;
    eprintln!("{met} deadlocks, all passed after {:?}", start.elapsed());
    assert!(met > 0, "nobody was in the way of anybody");
}

#[tokio::test]
async fn conflicts_at_the_commit_are_tried_again() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let setup = "CREATE SEQUENCE tries;
        CREATE FUNCTION meets() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('tries') <= 2 THEN
                RAISE EXCEPTION 'somebody was faster' USING ERRCODE = '40001';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON tags DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION meets()";
    client.batch_execute(setup).await.unwrap();
    let changes = changes(database, 20_000);
    let args = json!({"input": {"label": "once"}});
    let made = changes
        .run("Tag", WriteAction::Create, &args, "label")
        .await;
    assert_eq!(made["ok"], true, "{made}");
    assert_eq!(number(&client, "SELECT last_value FROM tries").await, 3);
    let once = "SELECT count(*) FROM tags WHERE label = 'once'";
    assert_eq!(number(&client, once).await, 1);
}

#[tokio::test]
async fn a_write_that_takes_too_long_is_taken_back() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let changes = changes(database, 300);
    // The last of its rows waits.
    let lock = "INSERT INTO tags (id, label) VALUES (999, 'late')";
    client
        .batch_execute(&format!("BEGIN; {lock}"))
        .await
        .unwrap();
    let inputs = json!({"inputs": [{"label": "a"}, {"label": "b"}, {"label": "late"}]});
    let start = Instant::now();
    let outcome = changes
        .try_run("Tag", WriteAction::CreateMany, &inputs)
        .await;
    is_for_callers(&outcome.unwrap_err(), &[ErrorCode::Timeout]);
    assert!(start.elapsed() < Duration::from_secs(2));
    waiting(&client, 0).await;
    client.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(number(&client, "SELECT count(*) FROM tags").await, 3);
    let made = changes
        .run("Tag", WriteAction::CreateMany, &inputs, "")
        .await;
    assert_eq!(made["affected"], 3, "{made}");
}

#[tokio::test]
async fn a_commit_that_is_not_answered_is_not_said_to_have_failed() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let setup = "CREATE FUNCTION dawdles() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM pg_sleep(2);
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON tags DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION dawdles()";
    client.batch_execute(setup).await.unwrap();
    let changes = changes(database, 400);
    let args = json!({"input": {"label": "slow"}});
    let error = changes
        .try_run("Tag", WriteAction::Create, &args)
        .await
        .unwrap_err();
    is_for_callers(&error, &[ErrorCode::Unavailable]);
    assert!(
        error.message.contains("may or may not be there"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_nothing_behind() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let changes = changes(database, 60_000);
    client
        .batch_execute("BEGIN; INSERT INTO tags (id, label) VALUES (999, 'late')")
        .await
        .unwrap();
    let callers: Vec<_> = (0..5)
        .map(|caller| {
            let changes = changes.clone();
            let inputs = json!({"inputs": [{"label": format!("a{caller}")}, {"label": "late"}]});
            tokio::spawn(async move {
                changes
                    .run("Tag", WriteAction::CreateMany, &inputs, "")
                    .await
            })
        })
        .collect();
    waiting(&client, 5).await;
    callers.iter().for_each(tokio::task::JoinHandle::abort);
    waiting(&client, 0).await;
    client.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(number(&client, "SELECT count(*) FROM tags").await, 3);
    let held = "SELECT count(*) FROM pg_locks
        WHERE relation = 'tags'::regclass AND pid <> pg_backend_pid()";
    assert_eq!(number(&client, held).await, 0);
    let args = json!({"input": {"label": "late"}});
    let made = changes.run("Tag", WriteAction::Create, &args, "").await;
    assert_eq!(made["ok"], true, "{made}");
}
