//! The load: every connection a thread, the servers in turn, round after round.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::client::Client;
use crate::process::{Server, Used};
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
    pub(crate) used: Used,
    pub(crate) wall: Duration,
    pub(crate) latencies: Vec<Duration>,
    /// The most memory of the server at once, in kilobytes.
    pub(crate) memory: u64,
}

/// One server's measures beside ours.
#[derive(Default)]
pub(crate) struct Comparison {
    pub(crate) name: &'static str,
    pub(crate) measure: Measure,
    /// Our CPU time over its in each round, smallest first; none for ourselves.
    pub(crate) ratios: Vec<f64>,
    /// Our requests per second over its in each round, likewise.
    pub(crate) speeds: Vec<f64>,
    /// Statements and round trips of a request, where they are counted.
    pub(crate) statements: Option<(f64, f64)>,
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

/// Loads all servers with a query, ours first; they take turns, so that a change of the machine
/// meets all.
pub(crate) fn run(
    query: &Query,
    plan: &Plan,
    servers: &mut [Server],
) -> Result<Vec<Comparison>, Failure> {
    let mut all: Vec<_> = (servers.iter())
        .map(|server| Comparison {
            name: server.name,
            ..Comparison::default()
        })
        .collect();
    for server in &mut *servers {
        round(query, plan, server, &mut Measure::default())?;
        server.forget_memory()?;
    }
    for _ in 0..plan.rounds {
        let mut ours = None;
        for (server, one) in servers.iter_mut().zip(&mut all) {
            let (cpu, wall) = round(query, plan, server, &mut one.measure)?;
            match ours {
                None => ours = Some((cpu, wall)),
                Some((our_cpu, our_wall)) => {
                    one.ratios.push(our_cpu / cpu);
                    one.speeds.push(wall / our_wall);
                }
            }
        }
    }
    for (server, one) in servers.iter().zip(&mut all) {
        one.ratios.sort_by(f64::total_cmp);
        one.speeds.sort_by(f64::total_cmp);
        one.measure.latencies.sort_unstable();
        one.measure.memory = server.memory()?;
    }
    Ok(all)
}

/// One round for one server: CPU time and wall time per request, in seconds.
fn round(
    query: &Query,
    plan: &Plan,
    server: &mut Server,
    measure: &mut Measure,
) -> Result<(f64, f64), Failure> {
    let (before, start) = (server.used()?, Instant::now());
    let latencies = load(query, plan, server.address())?;
    let wall = start.elapsed();
    let after = server.used()?;
    let cpu = after.cpu.saturating_sub(before.cpu);
    measure.wall += wall;
    measure.used.cpu += cpu;
    measure.used.allocations += after.allocations - before.allocations;
    measure.used.bytes += after.bytes - before.bytes;
    measure.requests += latencies.len();
    // Few requests more or less do not matter, but rounds must be alike.
    let requests = f64::from(u32::try_from(latencies.len())?);
    measure.latencies.extend(latencies);
    Ok((cpu.as_secs_f64() / requests, wall.as_secs_f64() / requests))
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
