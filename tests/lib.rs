//! Shared models and inputs of the suites.

pub mod models;
pub mod support;
