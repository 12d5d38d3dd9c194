//! Whether values satisfy what their model says, from the input of a write to what is stored.
//!
//! The rules of a zone are made once (`rules`); `take` reads an input by them: every mistake
//! at once, each with the way to it. `changes` has what a function of the application sees.

pub(crate) mod changes;
mod default;
mod email;
pub(crate) mod functions;
mod limits;
mod number;
mod rules;
mod sanitize;
mod take;
#[cfg(test)]
mod tests;
mod uri;

pub use changes::{Changes, ValidationErrors};
pub(crate) use rules::{Row, check, of};
