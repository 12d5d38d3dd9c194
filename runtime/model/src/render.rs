//! The documents of a zone: each a function of [`Zone`](crate::Zone), without a file or a setting
//! of its own.

pub mod json;
pub mod json_schema;
mod node;
pub mod openapi;
mod out;
mod plain;
pub mod read;
pub mod sdl;
mod texts;
pub mod yaml;

pub use json::json;
pub use json_schema::{json_schema, json_schema_text};
pub use openapi::{OpenApiVersion, openapi, openapi_losses, openapi_texts};
pub use out::{Out, joined};
pub use plain::{is_plain, trimmed};
pub use read::{Argument, Form, filter, member, type_name};
pub use sdl::sdl;
pub use yaml::yaml;
