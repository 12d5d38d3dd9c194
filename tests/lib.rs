//! Shared models and inputs of the suites.
