//! A package of its own, with path dependencies on this workspace, checked by cargo without a
//! network.
//!
//! All of them share one target folder, so that what they depend on is compiled once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// Cargo takes turns in one target folder anyway; waiting here keeps its messages out of ours.
static TURN: Mutex<()> = Mutex::new(());

/// A package.
pub(crate) struct Package {
    pub dir: PathBuf,
    pub name: String,
    /// Dropped last: the folder around it.
    _around: tempfile::TempDir,
}

/// What cargo said.
#[derive(Debug)]
pub(crate) struct Said {
    pub passes: bool,
    pub text: String,
}

impl Package {
    /// A package whose build script is the usual line; `folder` is its folder's name.
    pub(crate) fn new(name: &str, folder: &str) -> Self {
        let around = tempfile::tempdir().unwrap();
        let dir = around.path().join(folder);
        fs::create_dir_all(&dir).unwrap();
        let package = Self {
            // The canonical path: cargo compares names of files with it.
            dir: dir.canonicalize().unwrap(),
            name: name.to_owned(),
            _around: around,
        };
        let workspace = workspace();
        let at = |folder: &str| workspace.join(folder).display().to_string();
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"2024\"\n\
                 [features]\nbig = []\n\
                 [lints.rust]\nunexpected_cfgs = \"allow\"\n\
                 [dependencies]\nauto-api = {{ path = {:?}, default-features = false }}\n\
                 [build-dependencies]\nauto-api-build = {{ path = {:?} }}\n\
                 [profile.dev]\ndebug = false\n[workspace]\n",
                at("runtime"),
                at("build-support"),
            ),
        );
        package.write("build.rs", "fn main() {\n    auto_api_build::run();\n}\n");
        // The same versions as the workspace's, which are there.
        fs::copy(workspace.join("Cargo.lock"), package.dir.join("Cargo.lock")).unwrap();
        package
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `cargo check`, with more arguments and variables.
    pub(crate) fn check(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
        let arguments: Vec<_> = ["check"].iter().chain(arguments).copied().collect();
        self.cargo(&arguments, variables)
    }

    /// A command of cargo.
    pub(crate) fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
        let _turn = TURN.lock();
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .args(["--offline", "--color=never"])
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_TERM_PROGRESS_WHEN", "never");
        // Those of the test's own package would change what is compiled.
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"] {
            cargo.env_remove(variable);
        }
        cargo.envs(variables.iter().copied());
        let output = cargo.output().unwrap();
        Said {
            passes: output.status.success(),
            text: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The folder that its build script wrote into last, as cargo tells.
    pub(crate) fn out_dir(&self, arguments: &[&str]) -> PathBuf {
        let _turn = TURN.lock();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--message-format=json"])
            .args(arguments)
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", target())
            .output()
            .unwrap();
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let name = format!("/{}#", self.dir.file_name().unwrap().to_string_lossy());
        let mut messages = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let ours = messages.find(|message| {
            let id = message["package_id"].as_str().unwrap_or("");
            message["reason"] == "build-script-executed"
                && (id.contains(&name) || id.contains(&format!("#{}@", self.name)))
        });
        PathBuf::from(ours.unwrap()["out_dir"].as_str().unwrap()).join("auto-api")
    }
}

impl Said {
    /// Everything was compiled.
    #[track_caller]
    pub(crate) fn passes(self) -> Self {
        assert!(self.passes, "{}", self.text);
        self
    }

    /// It was not, and these words were said.
    #[track_caller]
    pub(crate) fn fails_with(self, words: &[&str]) -> Self {
        assert!(!self.passes, "it compiled:\n{}", self.text);
        for words in words {
            assert!(
                self.text.contains(words),
                "`{words}` is not in:\n{}",
                self.text
            );
        }
        self
    }
}

/// Every file below a folder, by its path, in order; without the stamp, which is of the program.
pub(crate) fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with(".stamp") {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy();
                found.push((name.replace('\\', "/"), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The folder of this workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// The folder that cargo writes into, kept from run to run.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages")
}
