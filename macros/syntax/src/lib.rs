//! Rust source to auto-api models: the only reader of attributes.
//!
//! [`lower`] takes a type that derives `AutoApi` and gives what it says as plain data
//! ([`auto_api_model`]), with the syntax that generated code needs beside it.
//! The derive calls it on what the compiler saw, the build script on parsed files; neither knows
//! more than the other.

mod attr;
mod check;
mod errors;
mod intern;
mod lower;
mod lowered;
mod methods;
mod names;
mod partial;
mod serde;
mod suggest;
mod ty;
mod uses;

pub use lower::lower;
pub use lowered::{FieldSyntax, Lowered, LoweredModel, LoweredType, RelationSyntax, Syntax};
pub use methods::{LoweredMethods, MethodSyntax, Parameter, Pass, methods, unmarked_block};
pub use partial::{Partial, partial};
pub use uses::{Spelled, Use};
