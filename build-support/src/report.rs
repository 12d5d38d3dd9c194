//! What a run did, and what cargo must know of it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use crate::output::Manifest;
use crate::root::Root;
use crate::source::{Methods, Source, Use, shown};

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Every file that was read, relative to the package, in order.
    pub read: Vec<PathBuf>,
    /// The zones and the files.
    pub manifest: Manifest,
    /// How many files were not there as they should be, and were written.
    pub changed: usize,
    /// What took how long, in order; empty for files if none had to be made.
    pub times: Vec<Spent>,
    /// The variables that the drift proof compares with, for the compiler.
    pub(crate) variables: Vec<(String, String)>,
}

/// How long a part of a run took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// The zone, if it was for one.
    pub zone: Option<String>,
    /// `read`, `check` and `finish`, or the kinds of files as the manifest has them:
    /// `client/python`. Kinds that are made together are named with `+` between.
    pub what: String,
    /// The time on the clock, on one thread: files are made on several.
    pub time: Duration,
}

/// What cargo makes `CARGO_CFG_*` of.
const WATCHED: [&str; 2] = ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"];

/// The variable of something in a module.
fn variable(root: &Root, module: &[String], own: &[&str]) -> String {
    let mut name = format!("AUTO_API_TYPE_{}", root.krate);
    for step in module.iter().map(String::as_str).chain(own.iter().copied()) {
        name.push_str("::");
        name.push_str(step);
    }
    name
}

/// The fingerprint of something, and those of the types that it names.
fn value_of(source: &Source, fingerprint: u64, uses: &[Use]) -> String {
    let mut value = format!("{fingerprint:016x}");
    for used in uses {
        let used = source.named(used.rust_name);
        let number = used.map_or(0, |used| used.said.fingerprint);
        // Writing to a `String` cannot fail.
        let _ = write!(value, "{number:016x}");
    }
    value
}

impl Report {
    /// Notes how long something took that is of no zone.
    pub(crate) fn spent(&mut self, what: &str, time: Duration) {
        self.times.push(Spent {
            zone: None,
            what: what.to_owned(),
            time,
        });
    }

    /// What the derive's constants compare with, for each type that was found.
    pub(crate) fn variables(&mut self, root: &Root, source: &Source) {
        let kind = if root.is_lib { "lib" } else { "bin" };
        let scan = ("AUTO_API_SCAN".to_owned(), format!("{kind}:{}", root.krate));
        self.variables.push(scan);
        for found in &source.types {
            let own = found.said.rust_name;
            let name = variable(root, &found.module, &[own]);
            let value = value_of(source, found.said.fingerprint, &found.said.uses);
            self.variables.push((name, value));
            if let Some(Methods { said, module }) = &found.methods {
                let name = variable(root, module, &[own, "methods"]);
                let value = value_of(source, said.fingerprint, &said.uses);
                self.variables.push((name, value));
            }
        }
    }

    /// The lines for cargo: what to watch, and what to hand to the compiler.
    ///
    /// Every file that was read is watched, and no folder, which cargo would search. Variables
    /// that cargo sets itself need no watching.
    pub fn instructions(&self) -> Vec<String> {
        let mut lines: Vec<_> = self
            .read
            .iter()
            .map(|file| format!("cargo::rerun-if-changed={}", shown(file)))
            .collect();
        lines.sort();
        lines.dedup();
        let watched = WATCHED.iter();
        lines.extend(watched.map(|name| format!("cargo::rerun-if-env-changed={name}")));
        let variables = self.variables.iter();
        lines.extend(variables.map(|(name, value)| format!("cargo::rustc-env={name}={value}")));
        lines
    }

    /// Prints them.
    pub fn tell_cargo(&self) {
        for line in self.instructions() {
            println!("{line}");
        }
    }
}
