//! What applications use.
