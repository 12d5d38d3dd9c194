//! What several suites share: seeded chance, values of every kind, their SQL, a zone of everything.

// A panic is how a test fails.
#![allow(clippy::missing_panics_doc)]

pub mod asks;
pub mod blog;
pub mod both;
pub mod changes;
pub mod literal;
pub mod look;
pub mod random;
pub mod store;
pub mod values;
pub mod wide;
pub mod zoo;
