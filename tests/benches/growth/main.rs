//! How costs grow: with rows, fields, predicates, levels and models.
//!
//! `CHINOOK_SQL=chinook.sql cargo bench -p auto-api-tests --bench growth` runs each case in this
//! process, without HTTP, prints the time of one run for each size and writes a plot of each axis
//! into `tests/benches/growth`. `CHINOOK_POSTGRES` adds PostgreSQL; `CHINOOK_DB` takes a file.
//! What is linear is a straight line: both axes are logarithmic, and a thin line has slope 1.

mod cases;
#[path = "../reads/database.rs"]
mod database;
mod models;
mod plot;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use plot::{Axis, Line};

/// Anything that ends the bench early.
type Failure = Box<dyn Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Failure> {
    let mut urls = Vec::new();
    let file = database::prepare()?;
    if let Some(file) = &file {
        urls.push(("SQLite", format!("sqlite://{}", file.path().display())));
    }
    if let Ok(url) = std::env::var("CHINOOK_POSTGRES") {
        urls.push(("PostgreSQL", url));
    }
    if urls.is_empty() {
        println!("{}", database::GET_ONE);
        return Ok(());
    }
    for axis in cases::all() {
        let mut lines = Vec::new();
        for (name, url) in &urls {
            let mut line = Line::new(name);
            for &size in axis.sizes {
                line.add(size, cases::time(&axis, url, size).await?);
            }
            lines.push(line);
        }
        report(&axis, &lines)?;
    }
    let mut line = Line::new("start to first answer");
    for &size in models::AXIS.sizes {
        line.add(size, models::time(size).await?);
    }
    report(&models::AXIS, &[line])
}

/// The shortest of several runs, each long enough for the clock.
async fn shortest<F, W>(mut work: F) -> Result<Duration, Failure>
where
    F: FnMut() -> W,
    W: Future<Output = Result<(), Failure>>,
{
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let (start, mut runs) = (Instant::now(), 0);
        while start.elapsed() < ROUND {
            work().await?;
            runs += 1;
        }
        best = best.min(start.elapsed() / runs);
    }
    Ok(best)
}

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_millis(40);

fn report(axis: &Axis, lines: &[Line]) -> Result<(), Failure> {
    println!("\n{}", axis.title);
    for line in lines {
        println!("  {line}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/growth");
    std::fs::write(
        folder.join(format!("{}.svg", axis.name)),
        plot::svg(axis, lines),
    )?;
    Ok(())
}
