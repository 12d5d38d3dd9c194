//! The table.

use crate::load::{Comparison, Measure, Plan};
use crate::request::Query;

/// What the numbers are, and the table's head.
pub(crate) fn head(plan: &Plan) {
    println!(
        "CPU time of the server process per request; {} connections, {} rounds in turn;\n\
         the ratio is the median of the rounds', with its quartiles\n",
        plan.connections, plan.rounds
    );
    println!(
        "| query | bytes | CPU ours | by hand | ratio | requests/s | by hand | p50, p99 | by hand |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
}

/// The line of one query.
pub(crate) fn line(query: &Query, bytes: usize, all: &Comparison) {
    let (ours, hand) = (&all.ours, &all.hand);
    let ratio = |percent| at(&all.ratios, percent);
    println!(
        "| {} {} | {bytes} | {:.1} µs | {:.1} µs | **{:.2}** ({:.2}–{:.2}) | {:.0} | {:.0} | {} | {} |",
        query.name,
        query.about,
        ours.cpu_micros(),
        hand.cpu_micros(),
        ratio(50),
        ratio(25),
        ratio(75),
        ours.throughput(),
        hand.throughput(),
        ours.percentiles(),
        hand.percentiles(),
    );
}

// Counts of requests are far below the 52 bits that a float keeps.
#[allow(clippy::cast_precision_loss)]
impl Measure {
    fn cpu_micros(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.requests as f64
    }

    fn throughput(&self) -> f64 {
        self.requests as f64 / self.wall.as_secs_f64()
    }

    fn percentiles(&self) -> String {
        let millis = |percent| at(&self.latencies, percent).as_secs_f64() * 1e3;
        format!("{:.2}, {:.2} ms", millis(50), millis(99))
    }
}

/// The value that so many percent of the sorted values do not exceed.
fn at<T: Copy + Default>(sorted: &[T], percent: usize) -> T {
    let last = sorted.len().saturating_sub(1);
    let index = (sorted.len() * percent / 100).min(last);
    sorted.get(index).copied().unwrap_or_default()
}
