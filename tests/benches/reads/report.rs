//! The table.

use crate::load::{Comparison, Measure, Plan};
use crate::request::Query;

/// What the numbers are, and the table's head.
pub(crate) fn head(plan: &Plan, title: &str) {
    println!(
        "\n{title}\n\nCPU time of server and database per request; {} connections, {} rounds in turn;\n\
         both ratios are ours to theirs, the median of the rounds' with its quartiles\n",
        plan.connections, plan.rounds
    );
    if cfg!(feature = "allocations") {
        println!("Allocations are counted: times are longer for it.\n");
    }
    println!(
        "| query | bytes | server | CPU | ours / it | requests/s | ours / it | p50, p99 \
         | allocations | statements (trips) | most memory |"
    );
    println!("|{}", " --- |".repeat(11));
}

/// The lines of one query.
pub(crate) fn lines(query: &Query, bytes: usize, all: &[Comparison]) {
    for (nth, one) in all.iter().enumerate() {
        let first = |text: String| if nth == 0 { text } else { String::new() };
        println!(
            "| {} | {} | {} | {:.1} µs | {} | {:.0} | {} | {} | {} | {} | {:.1} MB |",
            first(format!("{} {}", query.name, query.about)),
            first(bytes.to_string()),
            one.name,
            one.measure.cpu_micros(),
            middle(&one.ratios),
            one.measure.throughput(),
            middle(&one.speeds),
            one.measure.percentiles(),
            one.measure.allocations(),
            (one.statements)
                .map_or_else(String::new, |(all, trips)| format!("{all:.1} ({trips:.1})")),
            one.measure.megabytes(),
        );
    }
}

/// The median, and the quartiles; nothing for ourselves.
fn middle(sorted: &[f64]) -> String {
    if sorted.is_empty() {
        return String::new();
    }
    let part = |percent| at(sorted, percent);
    format!("**{:.2}** ({:.2}–{:.2})", part(50), part(25), part(75))
}

// Counts of requests are far below the 52 bits that a float keeps.
#[allow(clippy::cast_precision_loss)]
impl Measure {
    fn cpu_micros(&self) -> f64 {
        self.used.cpu.as_secs_f64() * 1e6 / self.requests as f64
    }

    fn throughput(&self) -> f64 {
        self.requests as f64 / self.wall.as_secs_f64()
    }

    /// How many and how much per request; nothing if they are not counted.
    fn allocations(&self) -> String {
        if self.used.allocations == 0 {
            return String::new();
        }
        let each = |count: u64| count as f64 / self.requests as f64;
        let (count, kilobytes) = (each(self.used.allocations), each(self.used.bytes) / 1e3);
        format!("{count:.0}, {kilobytes:.1} kB")
    }

    fn megabytes(&self) -> f64 {
        self.memory as f64 / 1024.0
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
