//! The documents of a zone: each a function of [`Zone`](crate::Zone), without a file or a setting
//! of its own.

#[cfg(feature = "documents")]
pub mod json;
#[cfg(feature = "documents")]
pub mod json_schema;
#[cfg(feature = "documents")]
mod node;
#[cfg(feature = "documents")]
pub mod openapi;
mod orderable;
mod out;
#[cfg(feature = "documents")]
mod plain;
pub mod read;
#[cfg(feature = "documents")]
pub mod sdl;
#[cfg(feature = "documents")]
mod texts;
#[cfg(feature = "documents")]
pub mod yaml;

#[cfg(feature = "documents")]
pub use json::json;
#[cfg(feature = "documents")]
pub use json_schema::{json_schema, json_schema_text};
#[cfg(feature = "documents")]
pub use openapi::{OpenApiVersion, openapi, openapi_losses, openapi_texts};
pub use orderable::is_orderable;
pub use out::{Out, joined};
#[cfg(feature = "documents")]
pub use plain::{is_plain, trimmed};
pub use read::{Argument, Form, filter, member, type_name};
#[cfg(feature = "documents")]
pub use sdl::sdl;
#[cfg(feature = "documents")]
pub use yaml::yaml;
