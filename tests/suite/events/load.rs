//! A thousand subscribers: what they are told, and what they take. To be run by hand:
//! `cargo nextest run -p auto-api-tests --test events --run-ignored only thousand --no-capture`.

use std::time::Instant;

use serde_json::json;
use tokio::task::JoinSet;

use super::blog;
use super::socket::{Socket, listen};

const SUBSCRIBERS: usize = 1_000;
const EVENTS: usize = 100;

/// Kilobytes of memory that the process has.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.unwrap().split_whitespace().nth(1).unwrap();
    number.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a while, and prints figures"]
async fn a_thousand_subscriptions_of_ten_connections() {
    run(10, SUBSCRIBERS / 10).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a while, and prints figures"]
async fn a_thousand_connections() {
    run(SUBSCRIBERS, 1).await;
}

async fn run(connections: usize, each: usize) {
    let blog = blog().await;
    let service = blog.served().await;
    let address = listen(&service).await;
    let query = "subscription ($not: String!) { tag_events(filter: {label: {ne: $not}}) { kind id object { label } } }";
    let empty = memory();
    let mut sockets = Vec::new();
    for _ in 0..connections {
        sockets.push(Socket::ready(address).await);
    }
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let before = memory();
    for socket in &mut sockets {
        for at in 0..each {
            socket
                .subscribe(&at.to_string(), query, json!({"not": "x"}))
                .await;
        }
        socket.say(json!({"type": "ping"})).await;
        socket.hear().await;
    }
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let after = memory();
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for mut socket in sockets {
        clients.spawn(async move {
            let mut told = vec![0; each];
            for _ in 0..each * EVENTS {
                let said = socket.hear().await;
                let id: usize = said["id"].as_str().unwrap().parse().unwrap();
                let label = &said["payload"]["data"]["tag_events"]["object"]["label"];
                assert_eq!(label, &format!("event {}", told[id]), "in order, none lost");
                told[id] += 1;
            }
            assert!(told.iter().all(|told| *told == EVENTS));
            told.len() * EVENTS
        });
    }
    for number in 0..EVENTS {
        blog.tag(&format!("event {number}")).await;
    }
    let written = start.elapsed();
    let told: usize = clients.join_all().await.into_iter().sum();
    let time = start.elapsed();
    let peak = memory();
    println!(
        "{connections} connections with {each} subscriptions each: {told} events told in {time:?} \
         (written in {written:?}); bytes: {} for each connection, both ends, {} for each \
         subscription, {} after the events; kB in all: {empty}, {before}, {after}, {peak}",
        before.saturating_sub(empty) * 1024 / connections,
        after.saturating_sub(before) * 1024 / (connections * each),
        peak.saturating_sub(before) * 1024 / (connections * each),
    );
    assert_eq!(told, SUBSCRIBERS * EVENTS);
}

/// What telling costs a write on PostgreSQL.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a while, and prints figures"]
async fn a_thousand_creates_with_and_without_listeners() {
    use auto_api_tests::models::blog::Tag;
    use auto_api_tests::support::both::{on, server};
    if on() != auto_api::plan::Dialect::Postgres || server().is_none() {
        return;
    }
    let blog = blog().await;
    let mut url = url::Url::parse(&blog.place.url).unwrap();
    // The disk would hide everything else.
    let quick = "-c%20synchronous_commit%3Doff";
    let query = format!("{}&options={quick}", url.query().unwrap_or_default());
    url.set_query(Some(&query));
    let silent = auto_api::Database::open(url.as_str()).await.unwrap();
    url.query_pairs_mut().append_pair("events", "true");
    let announcing = auto_api::Database::open(url.as_str()).await.unwrap();
    let writers = [
        ("not told", silent),
        ("told to nobody", announcing.clone()),
        ("told to a listener", announcing),
    ];
    let mut listener = None;
    for round in 0..3 {
        for (how, database) in &writers {
            if *how == "told to a listener" {
                let other = auto_api::Database::open(url.as_str()).await.unwrap();
                listener = Some((other.events::<Tag>(None).await.unwrap(), other));
            }
            let start = Instant::now();
            for number in 0..1_000 {
                let label = format!("{round} {how} {number}");
                Tag::LABEL.set(label).create(database).await.unwrap();
            }
            println!(
                "{how}: {} µs a create",
                (start.elapsed() / 1_000).as_micros()
            );
        }
        // Nobody listens any more once its connection is closed, a while after.
        drop(listener.take());
        if round < 2 {
            tokio::time::sleep(std::time::Duration::from_secs(45)).await;
        }
    }
}
