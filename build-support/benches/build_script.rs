//! What a build script costs, for 1 to 1,000 models of twelve fields in four zones with every
//! client: the first run, a run after an edit, and a run when nothing of the API changed.
//!
//! Build scripts are not optimised; so that this is not either:
//! `cargo bench -p auto-api-build --bench build_script --profile dev`; numbers of models may follow
//! behind `--`. The best of three runs counts: others may use the machine.

#[path = "shop/models.rs"]
mod models;

use std::path::Path;
use std::time::{Duration, Instant};

use auto_api_build::{Builder, Report};
use models::{PART, WHOLE, write};
use tempfile::TempDir;

/// How often each is measured.
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !cfg!(debug_assertions) {
        println!("optimised, as build scripts are not: add `--profile dev`");
    }
    let given = std::env::args().filter_map(|given| given.parse().ok());
    let mut counts: Vec<usize> = given.collect();
    if counts.is_empty() {
        counts = vec![1, 10, 100, 300, 1000];
    }
    let threads = std::thread::available_parallelism()?;
    println!("on {threads} threads");
    // None goes before the end: a file system may look long for the places of files just removed.
    let mut folders = Vec::new();
    for zones in [PART, WHOLE] {
        println!("\n{zones}:");
        println!(
            "{:>7} {:>11} {:>11} {:>11} {:>12} {:>7} {:>9}",
            "models", "first", "edit", "same", "first/model", "files", "kB"
        );
        for models in &counts {
            // A thousand models in four zones make half a gigabyte.
            if zones == PART || *models <= 100 {
                measure(*models, zones, &mut folders)?;
            }
        }
    }
    Ok(())
}

fn measure(
    models: usize,
    zones: &str,
    folders: &mut Vec<TempDir>,
) -> Result<(), Box<dyn std::error::Error>> {
    let [mut first, mut edit, mut same] = [Duration::MAX; 3];
    let mut report = Report::default();
    for _ in 0..RUNS {
        // Where cargo's own output is: the system's temporary folder may be slow for many files.
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let out = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        write(dir.path(), models, zones, "What it is called.")?;
        let (time, made) = run(dir.path(), out.path())?;
        (first, report) = (first.min(time), made);
        same = same.min(run(dir.path(), out.path())?.0);
        write(dir.path(), models, zones, "How it is called.")?;
        edit = edit.min(run(dir.path(), out.path())?.0);
        folders.extend([dir, out]);
    }
    let files = &report.manifest.files;
    let bytes: usize = files.iter().map(|file| file.bytes).sum();
    let each = first / u32::try_from(models)?;
    println!(
        "{models:>7} {:>11} {:>11} {:>11} {:>12} {:>7} {:>9}",
        ms(first),
        ms(edit),
        ms(same),
        ms(each),
        files.len(),
        bytes / 1000
    );
    Ok(())
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

fn run(dir: &Path, out: &Path) -> Result<(Duration, Report), auto_api_build::Error> {
    let start = Instant::now();
    let report = Builder::new(dir, out)
        .env("CARGO_PKG_NAME", "shop")
        .env("CARGO_PKG_VERSION", "1.0.0")
        .run()?;
    Ok((start.elapsed(), report))
}
