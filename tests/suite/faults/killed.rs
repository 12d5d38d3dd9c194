//! A process that is killed while it writes: the file is whole, has all or nothing of each
//! operation, and everything that was acknowledged.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use auto_api::Database;
use auto_api::model::{WriteAction, Zone};
use auto_api_tests::support::blog::zone_of;
use auto_api_tests::support::changes::Changes;
use auto_api_tests::support::random::Random;
use rusqlite::Connection;
use serde_json::{Value as Json, json};

use super::child::{child, place};
use super::file;

const ROUNDS: u64 = 30;

/// Callers at the same time: half of them write many rows at once, half single ones.
const CALLERS: u32 = 8;

#[tokio::test]
async fn all_or_nothing_of_each_operation_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let mut random = Random::new(5);
    let mut acknowledged = BTreeMap::new();
    let mut unanswered = 0;
    for round in 0..ROUNDS {
        let delay = Duration::from_millis(random.bits() % 150);
        let told = killed_after(&path, delay);
        unanswered += told.begun.len() - told.done.len();
        acknowledged.extend(told.done);
        let found = operations(&path);
        for (operation, (rows, of)) in &found {
            assert_eq!(rows, of, "round {round}: a part of {operation}");
        }
        for (operation, rows) in &acknowledged {
            let found = found.get(operation).map(|(rows, _)| rows);
            assert_eq!(
                found,
                Some(rows),
                "round {round}: {operation} was acknowledged"
            );
        }
    }
    let many = acknowledged.values().filter(|rows| **rows > 1).count();
    let single = acknowledged.len() - many;
    eprintln!(
        "{ROUNDS} times killed: {many} acknowledged operations of many rows and {single} of one row are there, {unanswered} were under way"
    );
    assert!(many > 50 && single > 50 && unanswered > 50);
}

/// What a child told before its end: operations and their rows.
struct Told {
    begun: BTreeMap<String, u32>,
    done: BTreeMap<String, u32>,
}

/// Runs a child that writes, and kills it so long after its first acknowledged write.
fn killed_after(path: &str, delay: Duration) -> Told {
    let mut command = child("killed::writes_until_it_is_killed", path);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = Told {
        begun: BTreeMap::new(),
        done: BTreeMap::new(),
    };
    let note = |told: &mut Told, line: &str| {
        let mut words = line.split(' ');
        let (what, operation, rows) = (words.next(), words.next(), words.next());
        let all = match what {
            Some("begun") => &mut told.begun,
            Some("done") => &mut told.done,
            _ => return false,
        };
        // The last line may be cut off.
        if let (Some(operation), Some(Ok(rows)), Some("!")) =
            (operation, rows.map(str::parse), words.next())
        {
            all.insert(operation.to_owned(), rows);
        }
        what == Some("done")
    };
    for line in lines.by_ref() {
        if note(&mut told, &line.unwrap()) {
            break;
        }
    }
    let killer = std::thread::spawn(move || {
        std::thread::sleep(delay);
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
    });
    for line in lines {
        note(&mut told, &line.unwrap());
    }
    killer.join().unwrap();
    told
}

/// The operations of a file that is whole: how many rows of each there are, and should be.
fn operations(path: &str) -> BTreeMap<String, (u32, u32)> {
    let file = Connection::open(path).unwrap();
    let whole: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(whole, "ok");
    let mut labels = file.prepare("SELECT label FROM tags").unwrap();
    let labels = labels.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut found = BTreeMap::new();
    for label in labels {
        let label = label.unwrap();
        let mut words = label.split('/');
        let (Some(operation), Some(of)) = (words.next(), words.next()) else {
            continue;
        };
        let entry = found.entry(operation.to_owned()).or_insert((0, 0));
        *entry = (entry.0 + 1, of.parse().unwrap());
    }
    found
}

/// The child.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_until_it_is_killed() {
    let Some(path) = place() else { return };
    let database = Database::open(&path).await.unwrap();
    let zone = Arc::new(zone_of(Zone::new("admin")));
    let changes = Changes { zone, database };
    // The harness has begun a line.
    println!();
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..CALLERS {
        let changes = changes.clone();
        callers.spawn(async move {
            for number in 0.. {
                let rows = if caller % 2 == 0 {
                    1
                } else {
                    20 + number * 37 % 500
                };
                let operation = format!("{}.{caller}.{number}", std::process::id());
                println!("begun {operation} {rows} !");
                write(&changes, &operation, rows).await;
                println!("done {operation} {rows} !");
            }
        });
    }
    // Should nobody kill it.
    let end = tokio::time::timeout(Duration::from_mins(1), callers.join_next()).await;
    panic!("{end:?}");
}

async fn write(changes: &Changes, operation: &str, rows: u32) {
    let label = |row: u32| json!({"label": format!("{operation}/{rows}/{row}")});
    let answer = if rows == 1 {
        let args = json!({"input": label(0)});
        changes.run("Tag", WriteAction::Create, &args, "id").await
    } else {
        let inputs: Vec<Json> = (0..rows).map(label).collect();
        let args = json!({"inputs": inputs});
        changes.run("Tag", WriteAction::CreateMany, &args, "").await
    };
    assert_eq!(answer["ok"], true, "{answer}");
}
