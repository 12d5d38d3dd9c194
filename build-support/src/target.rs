//! The clients: one file per language, all behind one trait.

mod python;
mod rust;
mod typescript;

use auto_api_model::Zone;
use auto_api_model::render::json_schema::Components;

/// A language that clients are written in.
pub trait Target: Sync {
    /// The folder of its files, below the zone's, and its name in `auto-api.toml`: `typescript`.
    fn name(&self) -> &'static str;

    /// The package: its manifest, its sources, its README, in a fixed order.
    fn render(&self, zone: &Zone, package: &Package<'_>) -> Vec<File>;
}

/// How a client's package is named.
#[derive(Debug, Clone)]
pub struct Package<'z> {
    /// The package's name, as the language's registry takes it.
    pub name: String,
    /// The fingerprint of the zone's shape, in hex: the header of each file has it.
    pub fingerprint: String,
    /// The components of the zone's documents, for languages that write of them.
    pub components: &'z Components<'z>,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the package's folder, with `/` between its parts.
    pub path: String,
    /// What it holds; lines end with LF.
    pub contents: String,
}

/// Every language, in the order of the documents.
pub static TARGETS: &[&dyn Target] = &[&typescript::TypeScript, &python::Python, &rust::Rust];
