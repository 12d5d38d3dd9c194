//! One run of the build script: read, check, write, and tell cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use auto_api_model::{Zone, fingerprint};

use crate::cfg::Cfgs;
use crate::config::Config;
use crate::error::{Error, Mistakes, Place};
use crate::output::{Manifest, Output, Planned, Written};
use crate::render;
use crate::report::Report;
use crate::root::Root;
use crate::source::{self, Crate, Data};
use crate::zones::{self, Parts, code};

/// A run with everything it depends on given: [`run`](crate::run) takes it from cargo.
///
/// ```no_run
/// let report = auto_api_build::Builder::from_cargo()?
///     .cfg("with_audit")
///     .run()?;
/// report.tell_cargo();
/// # Ok::<(), auto_api_build::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    dir: PathBuf,
    out_dir: PathBuf,
    environment: BTreeMap<String, String>,
    cfgs: Vec<String>,
    root: Option<PathBuf>,
}

/// The file that says of what the last run was made. It is not for others: it changes with the
/// build script's own program.
const STAMP: &str = ".stamp";

impl Builder {
    /// A run over the package in a folder, into a folder.
    pub fn new(dir: impl Into<PathBuf>, out_dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            out_dir: out_dir.into(),
            environment: BTreeMap::new(),
            cfgs: Vec::new(),
            root: None,
        }
    }

    /// A run as cargo asks for it.
    ///
    /// # Errors
    ///
    /// If this is no build script.
    pub fn from_cargo() -> Result<Self, Error> {
        let environment: BTreeMap<String, String> = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        // Folders may have names that are no text.
        let folder = |variable| std::env::var_os(variable).map(PathBuf::from);
        let (Some(dir), Some(out_dir)) = (folder("CARGO_MANIFEST_DIR"), folder("OUT_DIR")) else {
            let mut mistakes = Mistakes::default();
            mistakes
                .anywhere("this is no build script: `CARGO_MANIFEST_DIR` or `OUT_DIR` is not set");
            return Err(mistakes.into_error());
        };
        let mut builder = Self::new(dir, out_dir);
        builder.environment = environment;
        Ok(builder)
    }

    /// Sets a variable of the environment, as cargo would.
    #[must_use]
    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.environment.insert(key.to_owned(), value.to_owned());
        self
    }

    /// Tells of a `cfg` that the build script sets itself: `name` or `name="value"`.
    ///
    /// Say `cargo::rustc-cfg=…` as well: cargo does not tell the one who sets it.
    #[must_use]
    pub fn cfg(mut self, cfg: &str) -> Self {
        self.cfgs.push(cfg.to_owned());
        self
    }

    /// Sets the crate's first file, relative to the package; `src/lib.rs` or `src/main.rs`, or
    /// what `Cargo.toml` says, unless set.
    #[must_use]
    pub fn root(mut self, file: impl Into<PathBuf>) -> Self {
        self.root = Some(file.into());
        self
    }

    /// Reads the crate and writes its zones' files.
    ///
    /// # Errors
    ///
    /// Every mistake, sorted by place; nothing is written then.
    pub fn run(self) -> Result<Report, Error> {
        let mut mistakes = Mistakes::default();
        let mut report = Report::default();
        let start = Instant::now();
        let (config, text) = self.config(&mut report, &mut mistakes);
        let root = self.find_root(&mut report, &mut mistakes);
        let cfgs = Cfgs::new(&self.environment, &self.cfgs);
        let read = root.map(|root| {
            let krate = Crate {
                dir: &self.dir,
                root: &root.file,
                cfgs: &cfgs,
                threads: render::threads(self.variable("NUM_JOBS")),
            };
            let source = source::read(krate, &mut mistakes);
            (root, source)
        });
        // What is between types is only looked at once each of them is right.
        let (Some(config), Some((root, source)), true) = (config, read, mistakes.is_empty()) else {
            return Err(mistakes.into_error());
        };
        report.spent("read", start.elapsed());
        let start = Instant::now();
        report.read.extend(source.files.iter().cloned());
        let root_file = source::shown(&root.file);
        let parts = Parts {
            source: &source,
            config: &config,
            version: self.variable("CARGO_PKG_VERSION").unwrap_or("0.1.0"),
            threads: render::threads(self.variable("NUM_JOBS")),
            root: &root_file,
        };
        let zones = zones::build(parts, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes.into_error());
        }
        report.variables(&root, &source);
        report.spent("check", start.elapsed());
        let stamp = stamp(parts, &root, &text);
        self.write(parts, &zones, &root, stamp, &mut report)
            .map_err(|message| {
                mistakes.anywhere(message);
                mistakes.into_error()
            })?;
        Ok(report)
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str)
    }

    /// The configuration and its text; without a file, there is nothing to watch, since cargo
    /// takes a file that is not there for one that always changed.
    fn config(&self, report: &mut Report, mistakes: &mut Mistakes) -> (Option<Config>, String) {
        let path = self.dir.join(Config::FILE);
        let place = || Place::start(Config::FILE);
        match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Some(Config::without_file()), String::new());
            }
            Err(error) => mistakes.at(place(), format_args!("this file cannot be read: {error}")),
            Ok(bytes) => {
                report.read.push(PathBuf::from(Config::FILE));
                match String::from_utf8(bytes) {
                    Err(_) => mistakes.at(place(), "this file cannot be read: it is not UTF-8"),
                    Ok(text) => match Config::parse(&text) {
                        Ok(config) => return (Some(config), text),
                        Err(error) => mistakes.take(error),
                    },
                }
            }
        }
        (None, String::new())
    }

    fn find_root(&self, report: &mut Report, mistakes: &mut Mistakes) -> Option<Root> {
        let package = self.variable("CARGO_PKG_NAME").unwrap_or("app");
        if let Some(file) = &self.root {
            return Some(Root::given(file, package));
        }
        let manifest = std::fs::read_to_string(self.dir.join("Cargo.toml"));
        if manifest.is_ok() {
            report.read.push(PathBuf::from("Cargo.toml"));
        }
        match Root::find(&self.dir, package, &manifest.unwrap_or_default()) {
            Ok(root) => Some(root),
            Err(message) => {
                mistakes.at(Place::start("Cargo.toml"), message);
                None
            }
        }
    }

    fn write(
        &self,
        parts: Parts<'_>,
        zones: &[Zone],
        root: &Root,
        stamp: u64,
        report: &mut Report,
    ) -> Result<(), String> {
        let output = Output::new(&self.out_dir);
        let stamp = format!("{stamp:016x}\n");
        if let Some(manifest) = unchanged(&output, &stamp) {
            report.manifest = manifest;
            return Ok(());
        }
        // From here to the end, a run that is interrupted leaves files of two runs: none may take
        // them for its own.
        output.remove(STAMP)?;
        let start = Instant::now();
        let zones_rs = Planned {
            path: "zones.rs".to_owned(),
            zone: None,
            kind: "zones".to_owned(),
            contents: code::zones_rs(parts, zones),
        };
        output.write(&zones_rs.path, zones_rs.contents.as_bytes())?;
        let mut files = vec![Written::of(zones_rs)];
        report.spent("zones", start.elapsed());
        let threads = render::threads(self.variable("NUM_JOBS"));
        for (made, spent) in render::files(parts.config, zones, &root.krate, threads, &output)? {
            files.extend(made);
            report.times.push(spent);
        }
        let start = Instant::now();
        report.manifest = Manifest::of(zones, files);
        output.write(Manifest::FILE, report.manifest.text().as_bytes())?;
        let files = report.manifest.files.iter().map(|file| file.path.as_str());
        output.keep_only(&files.chain([Manifest::FILE]).collect::<BTreeSet<_>>())?;
        output.write(STAMP, stamp.as_bytes())?;
        report.changed = output.changed();
        report.spent("finish", start.elapsed());
        Ok(())
    }
}

/// The manifest of the last run, if it was made of the same, and its files are still there.
fn unchanged(output: &Output, stamp: &str) -> Option<Manifest> {
    let is_same = output.read(STAMP).is_some_and(|known| known == stamp);
    let manifest = Manifest::parse(&output.read(Manifest::FILE).filter(|_| is_same)?)?;
    let mut files = manifest.files.iter();
    files
        .all(|file| output.has(&file.path, file.bytes))
        .then_some(manifest)
}

/// A number for everything that the files are made of, this program with it.
fn stamp(parts: Parts<'_>, root: &Root, config: &str) -> u64 {
    let types = parts.source.types.iter().map(|found| {
        let said = match found.said.data {
            Data::Model(model) => fingerprint::of(model),
            Data::Type(def) => fingerprint::of(def),
        };
        (said, &found.path, found.said.place())
    });
    let types: Vec<_> = types.collect();
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.and_then(|file| Ok((file.len(), file.modified()?)));
    fingerprint::of((types, root, parts.version, config, program.ok()))
}
