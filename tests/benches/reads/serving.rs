//! A server's process, ours or another's: it says where it listens, then what it has used.

use std::error::Error;
use std::future::Future;
use std::io::Write;

use axum::Router;
use tokio::net::TcpListener;

/// Counts allocations, which costs time: only where it is asked for.
#[cfg(feature = "allocations")]
#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

/// Runs a server until the standard input ends. All have the same runtime.
pub(crate) fn serve(
    router: impl Future<Output = Result<Router, Box<dyn Error + Send + Sync>>>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    std::thread::spawn(tell);
    tokio::runtime::Runtime::new()?.block_on(async {
        let router = router.await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

/// Answers each line of the standard input with the CPU time used so far, in nanoseconds, and how
/// often and how much memory was allocated.
///
/// The driver holds the other end of the input: when it is gone, so is this process.
fn tell() {
    for _ in std::io::stdin().lines() {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let (count, bytes) = allocated();
        println!(
            "{} {count} {bytes}",
            used.tv_sec * 1_000_000_000 + used.tv_nsec
        );
    }
    std::process::exit(0);
}

#[cfg(feature = "allocations")]
fn allocated() -> (usize, usize) {
    let stats = ALLOCATOR.stats();
    (
        stats.allocations + stats.reallocations,
        stats.bytes_allocated,
    )
}

#[cfg(not(feature = "allocations"))]
fn allocated() -> (usize, usize) {
    (0, 0)
}
