//! Statements that take too long, and callers that do not wait: the server stops, too.

use std::time::{Duration, Instant};

use auto_api::{Database, ErrorCode, Limits, Zone};
use auto_api_tests::support::blog::zone_of;
use tokio_postgres::Client;

use super::{is_for_callers, place, tags};

fn zone(statement_ms: u32) -> Zone {
    let limits = Limits {
        statement_ms,
        ..Limits::default()
    };
    zone_of(Zone::new("slow").unrestricted().limits(limits))
}

/// How many statements wait for the table that a test has locked, once there are so many; it is
/// waited for.
async fn waiting(client: &Client, expected: i64) {
    let sql = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'tags'::regclass";
    let start = Instant::now();
    loop {
        let found: i64 = client.query_one(sql, &[]).await.unwrap().get(0);
        if found == expected {
            return;
        }
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{found} wait, not {expected}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Locks the tags until the transaction ends.
async fn lock(client: &Client) {
    client
        .batch_execute("BEGIN; LOCK TABLE tags IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_statement_stops_at_its_time_out_on_the_server_too() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let plan = tags(&zone(200));
    lock(&client).await;
    for _ in 0..3 {
        let start = Instant::now();
        let error = database.run(&plan, Vec::new()).await.unwrap_err();
        is_for_callers(&error, &[ErrorCode::Timeout]);
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
        waiting(&client, 0).await;
    }
    client.batch_execute("COMMIT").await.unwrap();
    database.run(&plan, Vec::new()).await.unwrap();
}

#[tokio::test]
async fn a_caller_that_goes_away_stops_its_statement() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let plan = tags(&zone(60_000));
    lock(&client).await;
    let callers: Vec<_> = (0..5)
        .map(|_| {
            let (database, plan) = (database.clone(), plan.clone());
            tokio::spawn(async move { database.run(&plan, Vec::new()).await })
        })
        .collect();
    waiting(&client, 5).await;
    callers.iter().for_each(tokio::task::JoinHandle::abort);
    waiting(&client, 0).await;
    client.batch_execute("COMMIT").await.unwrap();
    database.run(&plan, Vec::new()).await.unwrap();
}

#[tokio::test]
async fn an_export_that_nobody_takes_stops() {
    use auto_api::ask::{Args, Shape};
    use auto_api::database::ExportFormat;
    use auto_api_tests::support::asks::{ask, pick};

    let Some((database, _, client)) = place().await else {
        return;
    };
    let more = "INSERT INTO tags (id, label) SELECT n, repeat('a', 300) || n FROM generate_series(100, 200000) AS n";
    database.execute_batch(more).await.unwrap();
    let zone = zone(60_000);
    let args = Args {
        unbounded: true,
        ..Args::default()
    };
    let mut ask = ask(
        &zone,
        "Tag",
        pick(&zone, "Tag").fields("label").list(),
        args,
    );
    ask.shape = Shape::Bare;
    let plan = auto_api::plan::plan(&zone, &ask, database.dialect()).unwrap();
    let mut export = database.export(&plan.into(), Vec::new(), ExportFormat::Ndjson);
    assert!(export.recv().await.unwrap().is_ok());
    let active = "SELECT count(*) FROM pg_locks WHERE granted AND relation = 'tags'::regclass";
    let count = async || {
        client
            .query_one(active, &[])
            .await
            .unwrap()
            .get::<_, i64>(0)
    };
    assert_eq!(count().await, 1, "it waits for its reader");
    drop(export);
    let start = Instant::now();
    while count().await > 0 {
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "it goes on for nobody"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn more_requests_than_connections_are_refused_in_time() {
    let Some((_, url, client)) = place().await else {
        return;
    };
    let database = Database::open(&format!("{url}&pool_max=2")).await.unwrap();
    let plan = tags(&zone(60_000));
    lock(&client).await;
    let start = Instant::now();
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (database, plan) = (database.clone(), plan.clone());
        callers.spawn(async move { database.run(&plan, Vec::new()).await });
    }
    waiting(&client, 2).await;
    for _ in 0..18 {
        let error = callers.join_next().await.unwrap().unwrap().unwrap_err();
        is_for_callers(&error, &[ErrorCode::Unavailable]);
    }
    assert!(
        start.elapsed() < Duration::from_secs(8),
        "{:?}",
        start.elapsed()
    );
    client.batch_execute("COMMIT").await.unwrap();
    // Those that had a connection are answered.
    while let Some(outcome) = callers.join_next().await {
        outcome.unwrap().unwrap();
    }
    assert_eq!(database.run(&plan, Vec::new()).await.unwrap().statements, 1);
}
