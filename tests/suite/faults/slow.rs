//! Reads that take too long, and readers that are slow to take them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use auto_api::ask::{Args, Shape};
use auto_api::database::ExportFormat;
use auto_api::model::Zone;
use auto_api::plan::{Dialect, Plan, plan};
use auto_api::{Database, ErrorCode, Limits};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::blog::zone_of;
use serde_json::json;

use super::is_for_callers;

fn planned(zone: &Zone, fields: &str, args: Args, shape: Shape) -> Arc<Plan> {
    let mut ask = ask(zone, "Tag", pick(zone, "Tag").fields(fields).list(), args);
    ask.shape = shape;
    Arc::new(plan(zone, &ask, Dialect::Sqlite).unwrap())
}

async fn tags(zone: &Zone, count: u32, length: u32) -> Database {
    let database = Database::open("sqlite::memory:").await.unwrap();
    database.migrate(zone).await.unwrap();
    let insert = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
         INSERT INTO tags (id, label) SELECT i, printf('%.*c', {length}, 'a') || i FROM n"
    );
    database.execute_batch(&insert).await.unwrap();
    database
}

#[tokio::test]
async fn a_statement_stops_at_its_time_out_and_its_connection_works_afterwards() {
    let limits = Limits {
        statement_ms: 100,
        filter_operators: 1000,
        ..Limits::default()
    };
    let zone = zone_of(Zone::new("slow").unrestricted().limits(limits));
    let database = tags(&zone, 30_000, 300).await;
    // Text that must be folded, for many needles and each row.
    let any: Vec<_> = (0..150)
        .map(|at| json!({"label": {"icontains": format!("ä{at}")}}))
        .collect();
    let slow = planned(
        &zone,
        "id",
        args(&json!({"filter": {"or": any}})),
        Shape::Object,
    );
    let quick = planned(&zone, "id", args(&json!({"limit": 2})), Shape::Object);
    for _ in 0..3 {
        let start = Instant::now();
        let error = database.run(&slow, Vec::new()).await.unwrap_err();
        is_for_callers(&error, &[ErrorCode::Timeout]);
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{:?}",
            start.elapsed()
        );
        let answer = database.run(&quick, Vec::new()).await.unwrap();
        assert_eq!(answer.body, br#"{"root":[{"id":1},{"id":2}]}"#);
    }
}

#[tokio::test]
async fn exports_that_nobody_takes_leave_readers_for_requests() {
    let zone = zone_of(Zone::new("slow").unrestricted());
    let database = tags(&zone, 20_000, 100).await;
    let args = Args {
        unbounded: true,
        ..Args::default()
    };
    let all = planned(&zone, "id label", args, Shape::Bare);
    let mut exports: Vec<_> = (0..40)
        .map(|_| database.export(&all, Vec::new(), ExportFormat::Ndjson))
        .collect();
    // The first have begun; they wait for somebody to take more.
    for export in exports.iter_mut().take(4) {
        assert!(
            export
                .recv()
                .await
                .unwrap()
                .unwrap()
                .starts_with(b"{\"id\":1,")
        );
    }
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(Tag::query().count(&database).await.unwrap(), 20_000);
    }
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    drop(exports);
    let mut export = database.export(&all, Vec::new(), ExportFormat::Ndjson);
    let mut lines = 0;
    while let Some(chunk) = export.recv().await {
        lines += chunk.unwrap().split(|&byte| byte == b'\n').count() - 1;
    }
    assert_eq!(lines, 20_000);
}

#[tokio::test]
async fn more_exports_than_there_are_readers_for_are_refused_in_time() {
    let zone = zone_of(Zone::new("slow").unrestricted());
    let database = tags(&zone, 20_000, 100).await;
    let args = Args {
        unbounded: true,
        ..Args::default()
    };
    let all = planned(&zone, "id label", args, Shape::Bare);
    let mut exports: Vec<_> = (0..12)
        .map(|_| database.export(&all, Vec::new(), ExportFormat::Csv))
        .collect();
    let start = Instant::now();
    let (mut begun, mut refused) = (0, 0);
    for export in &mut exports {
        match export.recv().await.unwrap() {
            Ok(_) => begun += 1,
            Err(error) => {
                is_for_callers(&error, &[ErrorCode::Unavailable]);
                refused += 1;
            }
        }
    }
    assert!(
        begun > 0 && refused > 0 && begun + refused == 12,
        "{begun} begun, {refused} refused"
    );
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
}
