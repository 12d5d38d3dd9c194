//! The clients: what is generated for which models, and whether it works.
//!
//! What needs another language's tools runs where they are; where they are not, a test says so.

#[path = "clients/live.rs"]
mod live;
#[path = "clients/package.rs"]
mod package;
#[path = "clients/tools.rs"]
mod tools;
#[path = "clients/typescript.rs"]
mod typescript;
#[path = "clients/zones.rs"]
mod zones;
