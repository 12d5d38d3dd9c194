//! The build script: what it reads and refuses, and how it behaves under cargo.

#[path = "build/cargo.rs"]
mod cargo;
#[path = "build/discipline.rs"]
mod discipline;
#[path = "build/drift.rs"]
mod drift;
#[path = "build/methods.rs"]
mod methods;
#[path = "build/mistakes.rs"]
mod mistakes;
#[path = "build/package.rs"]
mod package;
#[path = "build/places.rs"]
mod places;
#[path = "build/rerun.rs"]
mod rerun;
#[path = "build/scan.rs"]
mod scan;
#[path = "build/sources.rs"]
mod sources;
