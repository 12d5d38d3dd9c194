//! A server of a test's own, that may be stopped and started.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A server in a temporary folder.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    programs: PathBuf,
    pub(crate) port: u16,
    settings: String,
}

impl Server {
    /// Starts a server with settings (`max_connections=5`). Nothing where PostgreSQL is not
    /// installed, which is said aloud and fails where tools are required.
    pub(crate) fn start(settings: &[&str]) -> Option<Self> {
        let server = Self::new(settings)?;
        server.run();
        Some(server)
    }

    /// A server that is not started yet, so that files may be added to its folder.
    pub(crate) fn new(settings: &[&str]) -> Option<Self> {
        if !super::is_on() {
            return None;
        }
        let Some(programs) = programs() else {
            let needed = std::env::var("AUTO_API_TOOLS").as_deref() == Ok("required");
            assert!(!needed, "PostgreSQL is not installed");
            eprintln!("!!! PostgreSQL is not installed: NOT TESTED");
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("auto-api-pg-")
            .tempdir()
            .unwrap();
        own(folder.path());
        let port = free_port();
        let settings = settings.iter().map(|setting| format!(" -c {setting}"));
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={}{}",
            folder.path().display(),
            settings.collect::<String>()
        );
        let server = Self {
            folder,
            programs,
            port,
            settings,
        };
        let data = server.data();
        let data = data.to_str().unwrap();
        server.program(
            "initdb",
            &[
                "-D",
                data,
                "-U",
                "postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
        );
        Some(server)
    }

    /// Starts it, and waits until it answers.
    pub(crate) fn run(&self) {
        let log = self.folder.path().join("log");
        let (data, log) = (self.data(), log.to_str().unwrap().to_owned());
        self.program(
            "pg_ctl",
            &[
                "-D",
                data.to_str().unwrap(),
                "-w",
                "-l",
                &log,
                "-o",
                &self.settings,
                "start",
            ],
        );
    }

    /// Stops it: `fast` ends its connections, `immediate` is as a crash.
    pub(crate) fn stop(&self, mode: &str) {
        let data = self.data();
        self.program(
            "pg_ctl",
            &["-D", data.to_str().unwrap(), "-w", "-m", mode, "stop"],
        );
    }

    /// Its URL, with options.
    pub(crate) fn url(&self, options: &str) -> String {
        format!(
            "postgres://postgres@127.0.0.1:{}/postgres?{options}",
            self.port
        )
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str, arguments: &[&str]) {
        let program = self.programs.join(name);
        run_as_server(&program, arguments);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.data();
        let program = self.programs.join("pg_ctl");
        let arguments = ["-D", data.to_str().unwrap(), "-m", "immediate", "stop"];
        drop(command(&program, &arguments).status());
    }
}

/// Where `initdb` is: of the newest version of Debian's, or on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut all: Vec<_> = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    all.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    all.splice(0..0, std::env::split_paths(&path));
    all.into_iter()
        .rev()
        .find(|folder| folder.join("initdb").exists())
}

/// The server refuses to run as root: then it runs as `postgres`, who has the folder.
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Gives a folder or file to whoever runs the server.
pub(crate) fn own(path: &Path) {
    if is_root() {
        let done = Command::new("chown")
            .arg("-R")
            .arg("postgres:")
            .arg(path)
            .status();
        assert!(done.unwrap().success());
    }
}

/// Runs a program as whoever runs the server.
pub(crate) fn run_as_server(program: &Path, arguments: &[&str]) {
    let status = command(program, arguments).status().unwrap();
    assert!(
        status.success(),
        "{} {arguments:?}: {status}",
        program.display()
    );
}

/// The command of a program for whoever runs the server.
pub(crate) fn command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = if is_root() {
        let words: Vec<_> = arguments.iter().map(|word| format!("'{word}'")).collect();
        let line = format!("exec {} {}", program.display(), words.join(" "));
        let mut command = Command::new("su");
        command.args(["postgres", "-s", "/bin/sh", "-c", &line]);
        command
    } else {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    };
    // Whoever waits for the end of the output would wait for the server.
    command
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
