//! What `build.rs` calls to write the documents and clients of an application's zones.
//!
//! ```no_run
//! // build.rs
//! fn main() {
//!     auto_api_build::run();
//! }
//! ```
//!
//! It reads `auto-api.toml` and the crate's source, and writes below `OUT_DIR/auto-api`:
//!
//! ```text
//! zones.rs                     what `auto_api::include_zones!()` includes
//! manifest.json                every file: path, zone, kind, bytes, hash
//! public/openapi.json  openapi.yaml  schema.graphql  schemas.json
//! public/typescript/…  public/python/…  public/rust/…
//! ```
//!
//! Source → types; with [`Config`](config::Config) → zones → documents and clients → files.
//! Nothing in here opens a database or serves a request, and nothing leaves `OUT_DIR`.
//!
//! Where there is no `auto-api.toml`, there is one zone, `public`, at `/`. A file that is made
//! later is seen once one of the crate's own files changes: cargo cannot watch what is not there.

// A build script is a program: its example has a `main`.
#![allow(clippy::needless_doctest_main)]

mod builder;
mod cfg;
pub mod config;
mod document;
mod error;
pub mod output;
mod render;
mod report;
mod root;
mod source;
pub mod target;
mod threads;
mod zones;

pub use builder::Builder;
pub use error::{Error, Mistake, Place};
pub use report::{Report, Spent};

/// Writes the zones' files, and tells cargo of every mistake; all that most build scripts do.
///
/// A mistake fails the build with its place, and the build script itself ends well: cargo would
/// say more, and nothing of use.
pub fn run() {
    if let Err(error) = try_run() {
        for mistake in &error.mistakes {
            println!("cargo::error={mistake}");
        }
    }
}

/// As [`run`], for build scripts that do more: tells cargo what was read, and leaves mistakes to
/// the caller.
///
/// # Errors
///
/// Every mistake, sorted by place; nothing is written then.
///
/// ```no_run
/// fn main() -> Result<(), auto_api_build::Error> {
///     let report = auto_api_build::try_run()?;
///     println!("cargo::warning={} files", report.manifest.files.len());
///     Ok(())
/// }
/// ```
pub fn try_run() -> Result<Report, Error> {
    let report = Builder::from_cargo()?.run()?;
    report.tell_cargo();
    Ok(report)
}
