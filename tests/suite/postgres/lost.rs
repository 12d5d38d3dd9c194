//! A server that goes away under a load of writes: what was acknowledged is there, what was said to
//! have failed is not, and what nobody can know is said to be so.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use auto_api::model::{WriteAction, Zone};
use auto_api::{Database, ErrorCode};
use auto_api_tests::support::blog;
use auto_api_tests::support::changes::Changes;
use serde_json::{Value as Json, json};

use super::server::Server;
use super::{beside, is_for_callers};

/// What a caller was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Done,
    Failed,
    Unknown,
}

/// What was told of each operation, and how many rows it has.
#[derive(Default)]
struct Seen {
    of: BTreeMap<String, (Told, u32)>,
    longest: Duration,
    last_failure: Option<Instant>,
}

impl Seen {
    fn note(&mut self, operation: String, told: (Told, u32), asked: Instant) {
        self.longest = self.longest.max(asked.elapsed());
        if told.0 != Told::Done {
            self.last_failure = Some(Instant::now());
        }
        self.of.insert(operation, told);
    }
}

fn told(outcome: auto_api::Result<Json>) -> Told {
    match outcome {
        Ok(answer) => {
            assert_eq!(answer["ok"], true, "{answer}");
            Told::Done
        }
        Err(error) => {
            is_for_callers(&error, &[ErrorCode::Unavailable]);
            if error.message.contains("may or may not be there") {
                Told::Unknown
            } else {
                Told::Failed
            }
        }
    }
}

async fn caller(changes: Changes, caller: u32, seen: Arc<Mutex<Seen>>, over: Arc<AtomicBool>) {
    for number in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let rows = if caller.is_multiple_of(2) {
            1
        } else {
            1 + number * 37 % 300
        };
        let operation = format!("{caller}.{number}");
        let label = |row: u32| json!({"label": format!("{operation}/{row}")});
        let inputs: Vec<_> = (0..rows).map(label).collect();
        let asked = Instant::now();
        let args = json!({"inputs": inputs});
        let outcome = changes.try_run("Tag", WriteAction::CreateMany, &args).await;
        let told = told(outcome);
        seen.lock().unwrap().note(operation, (told, rows), asked);
        if told != Told::Done {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

async fn stopped_and_started(mode: &'static str) {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let server = Arc::new(server);
    let database = Database::open(&server.url("")).await.unwrap();
    let database = blog::seeded(database).await;
    let zone = Arc::new(blog::zone_of(Zone::new("admin")));
    let changes = Changes { zone, database };
    let (seen, over) = <(Arc<Mutex<Seen>>, Arc<AtomicBool>)>::default();
    let callers: Vec<_> = (0..8)
        .map(|number| tokio::spawn(caller(changes.clone(), number, seen.clone(), over.clone())))
        .collect();
    let mut back = Instant::now();
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let again = server.clone();
        let stop_and_start = move || {
            again.stop(mode);
            again.run();
        };
        tokio::task::spawn_blocking(stop_and_start).await.unwrap();
        back = Instant::now();
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    over.store(true, Ordering::Relaxed);
    for caller in callers {
        caller.await.unwrap();
    }
    let client = beside(&server.url("")).await;
    let sql =
        "SELECT split_part(label, '/', 1), count(*) FROM tags WHERE label LIKE '%/%' GROUP BY 1";
    let rows = client.query(sql, &[]).await.unwrap();
    let found: BTreeMap<String, i64> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    judge(&seen.lock().unwrap(), &found, mode, back);
}

fn judge(seen: &Seen, found: &BTreeMap<String, i64>, mode: &str, back: Instant) {
    let (mut lost, mut wrong, mut halves) = (0, 0, 0);
    let mut counts = [0_u32; 4];
    for (operation, (told, rows)) in &seen.of {
        let there = found.get(operation).copied().unwrap_or_default();
        let is_there = there == i64::from(*rows);
        halves += u32::from(there != 0 && !is_there);
        match told {
            Told::Done => {
                counts[0] += 1;
                lost += u32::from(!is_there);
            }
            Told::Failed => {
                counts[1] += 1;
                wrong += u32::from(there != 0);
            }
            Told::Unknown => {
                counts[2] += 1;
                counts[3] += u32::from(is_there);
            }
        }
    }
    let [done, failed, unknown, kept] = counts;
    eprintln!(
        "`pg_ctl -m {mode} stop` three times under writes: {done} acknowledged, {lost} of them lost; \
         {failed} failed, {wrong} of them there; {unknown} unknown, {kept} of them there; \
         {halves} halves; the longest took {:?}",
        seen.longest
    );
    assert_eq!((lost, wrong, halves), (0, 0, 0));
    assert!(done > 100 && failed + unknown > 0);
    assert!(seen.longest < Duration::from_secs(8), "{:?}", seen.longest);
    let last = seen.last_failure.unwrap();
    assert!(last < back + Duration::from_secs(1), "it recovers");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crashed_under_writes() {
    stopped_and_started("immediate").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_under_writes() {
    stopped_and_started("fast").await;
}
