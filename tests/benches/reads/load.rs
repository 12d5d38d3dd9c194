//! The load: every connection a thread, the servers in turn, round after round.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::client::Client;
use crate::process::Server;
use crate::request::Query;

/// How much load there is.
pub(crate) struct Plan {
    pub(crate) connections: usize,
    pub(crate) rounds: usize,
}

/// What one server needed for one query, all rounds together.
#[derive(Default)]
pub(crate) struct Measure {
    pub(crate) requests: usize,
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
    pub(crate) latencies: Vec<Duration>,
}

/// Both servers' measures.
#[derive(Default)]
pub(crate) struct Comparison {
    pub(crate) ours: Measure,
    pub(crate) hand: Measure,
    /// The ratio of CPU times of each round, smallest first.
    pub(crate) ratios: Vec<f64>,
}

impl Plan {
    /// 16 connections and 15 rounds, unless `CONNECTIONS` and `ROUNDS` say otherwise.
    pub(crate) fn from_env() -> Result<Self, Failure> {
        Ok(Self {
            connections: number("CONNECTIONS", 16)?,
            rounds: number("ROUNDS", 15)?,
        })
    }
}

fn number(name: &str, default: usize) -> Result<usize, Failure> {
    match std::env::var(name) {
        Err(_) => Ok(default),
        Ok(text) => match text.parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(format!("`{name}` must be a whole number from 1, not `{text}`").into()),
        },
    }
}

/// Loads both servers with a query; they take turns, so that a change of the machine meets both.
pub(crate) fn run(
    query: &Query,
    plan: &Plan,
    ours: &mut Server,
    hand: &mut Server,
) -> Result<Comparison, Failure> {
    let mut all = Comparison::default();
    for server in [&mut *ours, &mut *hand] {
        round(query, plan, server, &mut Measure::default())?;
    }
    for _ in 0..plan.rounds {
        let of_ours = round(query, plan, ours, &mut all.ours)?;
        let of_hand = round(query, plan, hand, &mut all.hand)?;
        all.ratios
            .push(of_ours.as_secs_f64() / of_hand.as_secs_f64());
    }
    all.ratios.sort_by(f64::total_cmp);
    all.ours.latencies.sort_unstable();
    all.hand.latencies.sort_unstable();
    Ok(all)
}

/// One round for one server: the CPU time it took.
fn round(
    query: &Query,
    plan: &Plan,
    server: &mut Server,
    measure: &mut Measure,
) -> Result<Duration, Failure> {
    let (before, start) = (server.cpu()?, Instant::now());
    let latencies = load(query, plan, server.address())?;
    measure.wall += start.elapsed();
    let cpu = server.cpu()?.saturating_sub(before);
    measure.cpu += cpu;
    measure.requests += latencies.len();
    measure.latencies.extend(latencies);
    Ok(cpu)
}

/// The requests of a round over all connections: how long each took.
fn load(query: &Query, plan: &Plan, address: SocketAddr) -> Result<Vec<Duration>, Failure> {
    let each = query.requests.div_ceil(plan.connections);
    std::thread::scope(|scope| {
        let one = |first: usize| scope.spawn(move || connection(query, address, first, each));
        let threads: Vec<_> = (0..plan.connections).map(one).collect();
        let mut latencies = Vec::with_capacity(query.requests);
        for thread in threads {
            let taken = thread.join().map_err(|_| "a client's thread panicked")?;
            latencies.extend(taken?);
        }
        Ok(latencies)
    })
}

fn connection(
    query: &Query,
    address: SocketAddr,
    first: usize,
    requests: usize,
) -> Result<Vec<Duration>, Failure> {
    let mut client = Client::connect(address)?;
    let mut latencies = Vec::with_capacity(requests);
    for n in 0..requests {
        let variant = &query.variants[(first + n) % query.variants.len()];
        let start = Instant::now();
        client.send(variant)?;
        latencies.push(start.elapsed());
    }
    Ok(latencies)
}
