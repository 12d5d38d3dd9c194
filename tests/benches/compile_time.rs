//! What a derived model costs to compile, against the same structs with the derives that a user
//! would write by hand for GraphQL, OpenAPI and JSON Schema.
//!
//! ```sh
//! cargo bench -p auto-api-tests --bench compile_time --profile dev            # 10, 100 and 400 models
//! cargo bench -p auto-api-tests --bench compile_time --profile dev -- 30      # that many
//! cargo bench -p auto-api-tests --bench compile_time --profile dev -- --bare  # no optional impls
//! ```
//!
//! Two packages are written and checked. Dependencies are built first; then each is touched and
//! checked again, without incremental compilation, and the processor time of `cargo check` (user
//! and system, the best of five, or of what a minute is enough for) is what counts. Linux only: the
//! times come from `/proc`.

#[path = "compile_time/package.rs"]
mod package;
#[path = "compile_time/source.rs"]
mod source;

use std::error::Error;
use std::path::Path;
use std::process::Command;

use package::Package;

const ROUNDS: usize = 5;
/// What takes long varies little: no more rounds begin after so many seconds.
const ENOUGH: f64 = 60.0;
const TARGET: f64 = 0.25;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_bare = arguments.iter().any(|argument| argument == "--bare");
    let mut counts: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![10, 100, 400];
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_time");
    let empty = measure(&Package::empty(), &folder)?;
    println!("cargo check of an empty crate: {empty:.2} s");
    for models in counts {
        let derived = measure(&Package::derived(models, is_bare), &folder)?;
        let by_hand = measure(&Package::by_hand(models), &folder)?;
        let ratio = derived / by_hand;
        let net = (derived - empty) / (by_hand - empty);
        println!(
            "{models:>4} models: derived {derived:.2} s, by hand {by_hand:.2} s, ratio {ratio:.3} \
             (without the empty crate {net:.3}; target {TARGET})"
        );
    }
    Ok(())
}

/// The processor time of checking a package whose dependencies are built, in seconds.
fn measure(package: &Package, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let root = folder.join(&package.name);
    package.write(&root)?;
    let target = folder.join("target");
    check(&root, &target)?;
    let (mut best, mut spent) = (f64::INFINITY, 0.0);
    for round in 0..ROUNDS {
        package.touch(&root, round)?;
        let before = children()?;
        check(&root, &target)?;
        let used = children()? - before;
        best = best.min(used);
        spent += used;
        if spent > ENOUGH {
            break;
        }
    }
    Ok(best)
}

fn check(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("`cargo check` failed in `{}`:\n{errors}", root.display()).into())
}

/// The processor time of all children that have ended.
fn children() -> Result<f64, Box<dyn Error>> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name in parentheses may have blanks; what follows it is numbered from 3.
    let (_, rest) = stat
        .rsplit_once(')')
        .ok_or("`/proc/self/stat` has no name")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |number: usize| -> Result<f64, Box<dyn Error>> {
        let field = fields
            .get(number - 3)
            .ok_or("`/proc/self/stat` is too short")?;
        Ok(field.parse()?)
    };
    Ok((ticks(16)? + ticks(17)?) / TICKS_PER_SECOND)
}
