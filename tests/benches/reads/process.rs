//! A server as a process of this program: started, found, measured, ended.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use tokio::net::TcpListener;

use crate::{Failure, hand, native, ours};

/// Runs one of the servers until the standard input ends. Both have the same runtime.
pub(crate) fn serve(which: &str, database: &str) -> Result<(), Failure> {
    std::thread::spawn(tell_cpu);
    tokio::runtime::Runtime::new()?.block_on(async {
        let router = match which {
            "ours" => ours::router(database).await?,
            "hand" => hand::router(database),
            "levels" => native::router(database, native::Way::Levels)?,
            "json" => native::router(database, native::Way::Json)?,
            other => return Err(format!("there is no server `{other}`").into()),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

/// Answers each line of the standard input with the CPU time used so far, in nanoseconds.
///
/// The driver holds the other end of the input: when it is gone, so is this process.
fn tell_cpu() {
    for _ in std::io::stdin().lines() {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        println!("{}", used.tv_sec * 1_000_000_000 + used.tv_nsec);
    }
    std::process::exit(0);
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
    pub(crate) fn start(which: &'static str, database: &str) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", which])
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

    /// The CPU time it has used so far, its own, the kernel's for it, and that of the PostgreSQL
    /// server on this machine, if there is one.
    pub(crate) fn cpu(&mut self) -> Result<Duration, Failure> {
        self.input.write_all(b"\n")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(Duration::from_nanos(line.trim().parse()?) + backends()?)
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
