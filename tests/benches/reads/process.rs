//! A server as a process of this program: started, found, measured, ended.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::{Failure, hand, native, ours, rival, serving};

/// Runs one of this program's servers until the standard input ends.
pub(crate) fn serve(which: &str, database: &str) -> Result<(), Failure> {
    serving::serve(async {
        match which {
            "ours" => ours::router(database).await,
            "hand" => Ok(hand::router(database)),
            "levels" => native::router(database, native::Way::Levels),
            "json" => native::router(database, native::Way::Json),
            other => Err(format!("there is no server `{other}`").into()),
        }
    })
}

/// What is started as a server.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    path: PathBuf,
    arguments: Vec<OsString>,
}

impl Program {
    /// One of this program's.
    pub(crate) fn this(name: &'static str) -> Result<Self, Failure> {
        Ok(Self {
            name,
            path: std::env::current_exe()?,
            arguments: vec!["serve".into(), name.into()],
        })
    }

    /// The one that is a program of its own.
    pub(crate) fn rival(path: PathBuf) -> Self {
        Self {
            name: rival::NAME,
            path,
            arguments: Vec::new(),
        }
    }
}

/// What a server has used so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Used {
    /// CPU time: its own, the kernel's for it, and that of the PostgreSQL server on this machine,
    /// if there is one.
    pub(crate) cpu: Duration,
    /// How often memory was allocated, and how much; zero where it is not counted.
    pub(crate) allocations: u64,
    pub(crate) bytes: u64,
}

/// A running server; it ends with this.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Server {
    pub(crate) fn start(program: &Program, database: &str) -> Result<Self, Failure> {
        let which = program.name;
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .arg(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or("a server has no pipes")?;
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let address = line
            .trim()
            .parse()
            .map_err(|_| format!("the server `{which}` did not start"))?;
        Ok(Self {
            name: which,
            child,
            input,
            output,
            address,
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has used so far.
    pub(crate) fn used(&mut self) -> Result<Used, Failure> {
        self.input.write_all(b"\n")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let mut numbers = line.split_whitespace().map(str::parse::<u64>);
        let mut next = || numbers.next().ok_or("a server says too little");
        Ok(Used {
            cpu: Duration::from_nanos(next()??) + backends()?,
            allocations: next()??,
            bytes: next()??,
        })
    }

    /// From now on, the most memory is counted anew.
    pub(crate) fn forget_memory(&self) -> Result<(), Failure> {
        let path = format!("/proc/{}/clear_refs", self.child.id());
        Ok(std::fs::write(path, "5")?)
    }

    /// The most memory it had at once since then, in kilobytes; without that of a database server.
    pub(crate) fn memory(&self) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("no peak of memory is told")?.parse()?)
    }
}

/// The CPU time that all processes of PostgreSQL on this machine have used so far.
fn backends() -> Result<Duration, Failure> {
    let mut nanos = 0;
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        // A process may end while it is being read.
        let read = |file: &str| std::fs::read_to_string(path.join(file)).unwrap_or_default();
        if read("comm").trim() == "postgres" {
            let used = read("schedstat");
            let used = used
                .split_whitespace()
                .next()
                .and_then(|word| word.parse().ok());
            nanos += used.unwrap_or(0_u64);
        }
    }
    Ok(Duration::from_nanos(nanos))
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
