//! Runs over sources in a folder, without cargo.

use std::fs;
use std::path::Path;

use auto_api_build::{Builder, Error, Report};

/// A folder with sources, and one to write into.
pub(crate) struct Sources {
    pub dir: tempfile::TempDir,
    pub out: tempfile::TempDir,
}

impl Sources {
    /// These files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let sources = Self {
            dir: tempfile::tempdir().unwrap(),
            out: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            sources.write(path, text);
        }
        sources
    }

    /// A library of one file.
    pub(crate) fn lib(text: &str) -> Self {
        Self::new(&[("src/lib.rs", text)])
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A run on Linux with the feature `full-text`.
    pub(crate) fn builder(&self) -> Builder {
        Builder::new(self.dir.path(), self.out.path())
            .env("CARGO_PKG_NAME", "blog")
            .env("CARGO_PKG_VERSION", "1.2.3")
            .env("CARGO_CFG_UNIX", "")
            .env("CARGO_CFG_TARGET_OS", "linux")
            .env("CARGO_FEATURE_FULL_TEXT", "1")
    }

    /// A run as of [`builder`](Self::builder).
    pub(crate) fn run(&self) -> Result<Report, Error> {
        self.builder().run()
    }

    /// The mistakes of a run, a line each.
    #[track_caller]
    pub(crate) fn mistakes(&self) -> Vec<String> {
        let error = self.run().expect_err("there is no mistake");
        error.mistakes.iter().map(ToString::to_string).collect()
    }

    /// The models and types that were found, as `zones.rs` names them.
    #[track_caller]
    pub(crate) fn found(&self) -> Vec<String> {
        self.run().unwrap_or_else(|error| panic!("{error}"));
        found_in(&self.text("zones.rs"))
    }

    /// The text of a file that was written.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.written().join(path)).unwrap()
    }

    /// Where files are written.
    pub(crate) fn written(&self) -> std::path::PathBuf {
        Path::new(self.out.path()).join("auto-api")
    }
}

fn found_in(zones: &str) -> Vec<String> {
    let lines = zones.lines().filter_map(|line| {
        let line = line.trim();
        let line = line
            .strip_prefix("__api::is_model::<")
            .or_else(|| line.strip_prefix("__api::is_type::<"))?;
        line.split('>').next()
    });
    lines.map(str::to_owned).collect()
}

/// A model of that name, with a key.
pub(crate) fn model(name: &str) -> String {
    format!("#[derive(auto_api::AutoApi)] pub struct {name} {{ #[api(id)] pub id: i32 }}\n")
}
