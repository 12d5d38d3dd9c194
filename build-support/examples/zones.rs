//! Writes the files of a package's zones without building it, and prints what they cost:
//! `cargo run -p auto-api-build --example zones -- examples/chinook out`.

use std::process::ExitCode;

use auto_api_build::{Builder, Report};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(package), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: zones PACKAGE OUT [ROOT]");
        return ExitCode::from(2);
    };
    // One after another: the times of what runs at once would be of no use.
    let mut builder = Builder::new(package, out).env("NUM_JOBS", "1");
    if let Some(root) = arguments.next() {
        builder = builder.root(root);
    }
    match builder.run() {
        Ok(report) => {
            print(&report);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A line for each step of the run and for what is made together, in the manifest's order.
fn print(report: &Report) {
    let line = |zone: &str, what: &str, files: usize, bytes: usize, ms: f64| {
        println!("{zone:<12} {what:<22} {files:>5} {bytes:>9} {ms:>9.2}");
    };
    println!(
        "{:<12} {:<22} {:>5} {:>9} {:>9}",
        "zone", "what", "files", "bytes", "ms"
    );
    for spent in &report.times {
        let kinds: Vec<&str> = spent.what.split('+').collect();
        let made = report.manifest.files.iter();
        let made = made.filter(|file| file.zone == spent.zone && kinds.contains(&&*file.kind));
        let sizes: Vec<usize> = made.map(|file| file.bytes).collect();
        let zone = spent.zone.as_deref().unwrap_or("");
        let ms = spent.time.as_secs_f64() * 1000.0;
        line(zone, &spent.what, sizes.len(), sizes.iter().sum(), ms);
    }
    let files = &report.manifest.files;
    let ms: f64 = report
        .times
        .iter()
        .map(|spent| spent.time.as_secs_f64())
        .sum();
    let bytes = files.iter().map(|file| file.bytes).sum();
    line(
        "",
        "in all (on one thread)",
        files.len(),
        bytes,
        ms * 1000.0,
    );
}
