//! Methods: functions of a model's `impl` block that callers use, as plain data.
//!
//! `#[auto_api::methods]` writes them as a constant beside the model's, the build script builds the
//! same from source. What needs a second type to be known is in [`Procedure`](crate::Procedure).

use std::hash::{Hash, Hasher};

use crate::fingerprint::Fnv;
use crate::{Field, FieldType};

/// A function of a model that callers use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method {
    /// The name on the wire: of the function, or as the user gave it.
    pub name: &'static str,
    /// The function's name in Rust, without `r#`.
    pub rust_name: &'static str,
    /// Whether `name` was written by the user, so that it is the whole name and no zone re-cases it.
    pub verbatim: bool,
    /// The doc comment.
    pub docs: &'static str,
    /// Why and since when it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// What it is for callers.
    pub kind: MethodKind,
    /// How it takes the row.
    pub receiver: Receiver,
    /// The Rust names of the fields that a computed field is made of, in the function's order.
    pub needs: &'static [&'static str],
    /// A computed field as a row has it.
    pub field: Option<&'static Field>,
    /// What callers give, in the function's order.
    pub arguments: &'static [Field],
    /// What it answers with; nothing for `()`.
    pub answer: Option<FieldType>,
    /// Whether the answer may be null.
    pub nullable: bool,
    /// The zones that show it; none means those of its model.
    pub zones: &'static [&'static str],
}

impl Method {
    /// A method without a name: the base of a struct update in generated code.
    pub const DEFAULT: Self = Self {
        name: "",
        rust_name: "",
        verbatim: false,
        docs: "",
        deprecated: None,
        kind: MethodKind::Mutation,
        receiver: Receiver::None,
        needs: &[],
        field: None,
        arguments: &[],
        answer: None,
        nullable: false,
        zones: &[],
    };

    /// The shape of a model's methods as a number: all but descriptions.
    ///
    /// ```
    /// use auto_api_model::Method;
    /// let publish = Method { name: "publish", rust_name: "publish", ..Method::DEFAULT };
    /// let described = Method { docs: "Shows it to all.", ..publish };
    /// assert_eq!(Method::fingerprint(&[publish]), Method::fingerprint(&[described]));
    /// assert_ne!(Method::fingerprint(&[publish]), Method::fingerprint(&[]));
    /// ```
    pub fn fingerprint(all: &[Self]) -> u64 {
        let mut fnv = Fnv::default();
        for method in all {
            let arguments = method.arguments.iter();
            let arguments: Vec<_> = arguments.map(|own| Field { docs: "", ..*own }).collect();
            // Its field says again what it says.
            let shape = Self {
                docs: "",
                field: None,
                arguments: &[],
                ..*method
            };
            (shape, arguments).hash(&mut fnv);
        }
        fnv.finish()
    }
}

/// What a method is for callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MethodKind {
    /// A field of the row's type, computed of others while rows are written.
    Field,
    /// A root field that reads.
    Query,
    /// A root field that writes.
    Mutation,
}

/// How a method takes the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Receiver {
    /// Not at all: it is about the model.
    None,
    /// `&self`
    Shared,
    /// `&mut self`: what it changes is written back.
    Mutable,
}
