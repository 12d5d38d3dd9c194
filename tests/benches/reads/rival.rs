//! The program of the rival, which is a package of its own: built here, started as any server.

use std::path::PathBuf;
use std::process::Command;

use crate::Failure;

/// What the tables call it.
pub(crate) const NAME: &str = "async-graphql";

/// Builds the program as this one was built, beside it.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    let this = std::env::current_exe()?;
    // `<target>/<profile>/deps/reads-<hash>`.
    let folder = (this.parent().and_then(|deps| deps.parent())).ok_or("no target folder")?;
    let target = folder.parent().ok_or("no target folder")?;
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") => "dev",
        _ => "bench",
    };
    let features = if cfg!(feature = "allocations") {
        "serve,allocations"
    } else {
        "serve"
    };
    let status = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "auto-api-rival",
        ])
        .args(["--features", features, "--profile", profile])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", target)
        .status()?;
    if status.success() {
        Ok(folder.join("auto-api-rival"))
    } else {
        Err("`auto-api-rival` could not be built".into())
    }
}
