//! What a build script adds to `cargo check` of a crate with a hundred models: of the crate alone,
//! its dependencies being there, and after an edit of one model.
//!
//! `cargo bench -p auto-api-build --bench cargo_check`, which needs no network.

#[path = "shop/models.rs"]
mod models;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use models::{PART, write};

const MODELS: usize = 100;

/// How often each is measured; the best counts.
const RUNS: usize = 3;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    println!("{MODELS} models, {PART}, every client");
    println!("{:<22} {:>10} {:>10}", "", "crate", "edit");
    let without = measure(false)?;
    let with = measure(true)?;
    line("without a build script", without.map(Some));
    line("with one", with.map(Some));
    let more = [0, 1].map(|at| with[at].checked_sub(without[at]));
    line("more", more);
    Ok(())
}

fn line(what: &str, times: [Option<Duration>; 2]) {
    let [whole, edit] = times.map(|time| match time {
        Some(time) => format!("{:.2} s", time.as_secs_f64()),
        None => "none".to_owned(),
    });
    println!("{what:<22} {whole:>10} {edit:>10}");
}

/// The crate alone, and an edit of one of its models.
fn measure(has_script: bool) -> Result<[Duration; 2]> {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("no workspace")?;
    let name = if has_script {
        "shop-with"
    } else {
        "shop-without"
    };
    fs::write(
        dir.path().join("Cargo.toml"),
        manifest(workspace, name, has_script),
    )?;
    fs::copy(workspace.join("Cargo.lock"), dir.path().join("Cargo.lock"))?;
    write(dir.path(), MODELS, PART, "What it is called.")?;
    if has_script {
        fs::write(
            dir.path().join("build.rs"),
            "fn main() {\n    auto_api_build::run();\n}\n",
        )?;
        include_zones(dir.path())?;
    }
    cargo(dir.path(), &["check"])?;
    let mut best = [Duration::MAX; 2];
    for at in 0..RUNS {
        cargo(dir.path(), &["clean", "--package", name])?;
        best[0] = best[0].min(cargo(dir.path(), &["check"])?);
        write(
            dir.path(),
            MODELS,
            PART,
            &format!("What it is called, edit {at}."),
        )?;
        if has_script {
            include_zones(dir.path())?;
        }
        best[1] = best[1].min(cargo(dir.path(), &["check"])?);
    }
    cargo(dir.path(), &["clean", "--package", name])?;
    Ok(best)
}

fn include_zones(dir: &Path) -> Result<()> {
    let lib = dir.join("src/lib.rs");
    let text = fs::read_to_string(&lib)?;
    fs::write(lib, format!("auto_api::include_zones!();\n{text}"))?;
    Ok(())
}

fn manifest(workspace: &Path, name: &str, has_script: bool) -> String {
    let at = |folder: &str| format!("{:?}", workspace.join(folder).display().to_string());
    let script = if has_script {
        format!(
            "[build-dependencies]\nauto-api-build = {{ path = {} }}\n",
            at("build-support")
        )
    } else {
        String::new()
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [dependencies]\nauto-api = {{ path = {}, default-features = false }}\n\
         chrono = {{ version = \"0.4\", default-features = false }}\n\
         rust_decimal = {{ version = \"1\", default-features = false }}\nuuid = \"1\"\n{script}",
        at("runtime"),
    )
}

fn cargo(dir: &Path, arguments: &[&str]) -> Result<Duration> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(dir)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("shop"),
        )
        .stdout(Stdio::null())
        .status()?;
    let time = start.elapsed();
    if status.success() {
        Ok(time)
    } else {
        Err(format!("`cargo {}` failed", arguments.join(" ")).into())
    }
}
