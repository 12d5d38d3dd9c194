//! The documents of a zone: each a function of [`Zone`](crate::Zone), without a file or a setting
//! of its own.

pub mod read;
pub mod sdl;

pub use read::{Argument, Form, filter, member, type_name};
pub use sdl::sdl;
