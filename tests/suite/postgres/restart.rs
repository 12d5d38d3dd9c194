//! A server that is stopped and started while requests come: errors with a code and in time, no
//! request that hangs, and recovery by itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use auto_api::{Database, ErrorCode};
use auto_api_tests::support::blog;

use super::server::Server;
use super::{beside, is_for_callers, tagged, tags};

/// What happened to requests, by tenths of a second.
#[derive(Default)]
struct Seen {
    /// Good answers and errors.
    of: BTreeMap<u64, (u32, u32)>,
    longest: Duration,
    /// When answers were good.
    good: Vec<Instant>,
}

impl Seen {
    fn note(&mut self, start: Instant, asked: Instant, good: bool) {
        self.longest = self.longest.max(asked.elapsed());
        let tenth = u64::try_from(start.elapsed().as_millis() / 100).unwrap();
        let tenth = self.of.entry(tenth).or_default();
        if good {
            tenth.0 += 1;
            self.good.push(Instant::now());
        } else {
            tenth.1 += 1;
        }
    }
}

/// Requests from eight at once until it is over.
struct Load {
    seen: Arc<Mutex<Seen>>,
    over: Arc<AtomicBool>,
    workers: Vec<tokio::task::JoinHandle<()>>,
    start: Instant,
}

impl Load {
    fn on(database: &Database) -> Self {
        let (seen, over) = <(Arc<Mutex<Seen>>, Arc<AtomicBool>)>::default();
        let start = Instant::now();
        let zone = blog::zone();
        let workers = (0..8).map(|number| {
            let plan = if number % 2 == 0 {
                tags(&zone)
            } else {
                tagged(&zone)
            };
            let (database, seen, over) = (database.clone(), seen.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::Relaxed) {
                    let asked = Instant::now();
                    let outcome = database.run(&plan, Vec::new()).await;
                    if let Err(error) = &outcome {
                        is_for_callers(error, &[ErrorCode::Unavailable]);
                    }
                    seen.lock().unwrap().note(start, asked, outcome.is_ok());
                    tokio::time::sleep(Duration::from_millis(3)).await;
                }
            })
        });
        Self {
            workers: workers.collect(),
            seen,
            over,
            start,
        }
    }

    async fn end(self) -> Seen {
        self.over.store(true, Ordering::Relaxed);
        for worker in self.workers {
            worker.await.unwrap();
        }
        let seen = std::mem::take(&mut *self.seen.lock().unwrap());
        for (tenth, (good, errors)) in &seen.of {
            eprintln!(
                "{:>5} ms: {good:>5} answers {errors:>5} errors",
                tenth * 100
            );
        }
        eprintln!(
            "longest request: {:?}, {:?} in all",
            seen.longest,
            self.start.elapsed()
        );
        seen
    }
}

async fn stopped_and_started(mode: &'static str) {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let database = Database::open(&server.url("")).await.unwrap();
    let database = blog::seeded(database).await;
    let load = Load::on(&database);
    tokio::time::sleep(Duration::from_millis(700)).await;
    let server = Arc::new(server);
    let stopped = {
        let server = server.clone();
        tokio::task::spawn_blocking(move || server.stop(mode))
            .await
            .unwrap();
        Instant::now()
    };
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let back = {
        let server = server.clone();
        tokio::task::spawn_blocking(move || server.run())
            .await
            .unwrap();
        Instant::now()
    };
    tokio::time::sleep(Duration::from_millis(2500)).await;
    eprintln!(
        "`pg_ctl -m {mode} stop` under load, back after {:?}",
        back - stopped
    );
    let seen = load.end().await;
    let (good, errors) = seen
        .of
        .values()
        .fold((0, 0), |sum, tenth| (sum.0 + tenth.0, sum.1 + tenth.1));
    assert!(good > 100 && errors > 0, "{good} answers, {errors} errors");
    let first = seen
        .good
        .iter()
        .find(|moment| **moment > back)
        .expect("it recovers");
    eprintln!(
        "first good answer {:?} after the server was back",
        *first - back
    );
    assert!(*first - back < Duration::from_secs(5));
    assert!(seen.longest < Duration::from_secs(7), "{:?}", seen.longest);
    let last = seen.of.iter().rev().take(10);
    assert_eq!(
        last.map(|(_, tenth)| tenth.1).sum::<u32>(),
        0,
        "the last second has no error"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_and_started_under_load() {
    stopped_and_started("fast").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crashed_and_started_under_load() {
    stopped_and_started("immediate").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ended_connections_are_nobodys_error() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let database = Database::open(&server.url("")).await.unwrap();
    let database = blog::seeded(database).await;
    let admin = beside(&server.url("")).await;
    let load = Load::on(&database);
    let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'auto-api'";
    let mut ended = 0;
    for _ in 0..15 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        ended += admin.query_one(sql, &[]).await.unwrap().get::<_, i64>(0);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let seen = load.end().await;
    eprintln!("{ended} connections ended");
    assert!(ended > 20);
    assert_eq!(seen.of.values().map(|tenth| tenth.1).sum::<u32>(), 0);
    assert!(seen.longest < Duration::from_secs(3), "{:?}", seen.longest);
}
