//! The table.

use crate::load::{Comparison, Measure, Plan};
use crate::request::Query;

/// What the numbers are, and the table's head.
pub(crate) fn head(plan: &Plan, title: &str) {
    println!(
        "\n{title}\n\nCPU time of server and database per request; {} connections, {} rounds in turn;\n\
         the ratio is ours over theirs, the median of the rounds' with its quartiles\n",
        plan.connections, plan.rounds
    );
    println!("| query | bytes | server | CPU | ours / it | requests/s | p50, p99 |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
}

/// The lines of one query.
pub(crate) fn lines(query: &Query, bytes: usize, all: &[Comparison]) {
    for (nth, one) in all.iter().enumerate() {
        let first = |text: String| if nth == 0 { text } else { String::new() };
        let ratio = |percent| at(&one.ratios, percent);
        let ratio = if one.ratios.is_empty() {
            String::new()
        } else {
            format!("**{:.2}** ({:.2}–{:.2})", ratio(50), ratio(25), ratio(75))
        };
        println!(
            "| {} | {} | {} | {:.1} µs | {ratio} | {:.0} | {} |",
            first(format!("{} {}", query.name, query.about)),
            first(bytes.to_string()),
            one.name,
            one.measure.cpu_micros(),
            one.measure.throughput(),
            one.measure.percentiles(),
        );
    }
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
