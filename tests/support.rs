//! What several suites share: seeded chance, values of every kind, their SQL, a zone of everything.

pub mod asks;
pub mod blog;
pub mod literal;
pub mod random;
pub mod store;
pub mod values;
pub mod zoo;
