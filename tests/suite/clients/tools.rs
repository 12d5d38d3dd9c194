//! Tools of other languages, which a machine may not have.
//!
//! `AUTO_API_NODE_TOOLS` names a folder with `node_modules` in it. With `AUTO_API_TOOLS=required`
//! a tool that is missing is a failure, as it should be in CI.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of Node's packages, if there is one.
pub(crate) fn node_modules() -> Option<PathBuf> {
    let folder = std::env::var_os("AUTO_API_NODE_TOOLS").map(PathBuf::from);
    let modules = folder.map(|folder| folder.join("node_modules"));
    let found = modules.filter(|modules| modules.is_dir() && runs("node"));
    found.or_else(|| {
        missing(
            "set `AUTO_API_NODE_TOOLS` to a folder where \
             `npm install typescript@5.9 typescript7@npm:typescript@7 esbuild @types/node@20 @tanstack/query-core@5 zod@4` was run",
        )
    })
}

/// Says loudly what is missing.
fn missing<T>(what: &str) -> Option<T> {
    let is_required = std::env::var("AUTO_API_TOOLS").is_ok_and(|value| value == "required");
    assert!(!is_required, "a tool is missing: {what}");
    eprintln!("\n!!! SKIPPED, a tool is missing: {what}\n");
    None
}

fn runs(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output();
    found.is_ok_and(|output| output.status.success())
}

/// Runs a program in a folder; what it says is shown if it fails, and given back if not.
pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "`{program} {}` failed:\n{out}\n{error}",
        arguments.join(" ")
    );
    out
}
