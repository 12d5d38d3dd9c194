//! The vocabulary of auto-api: what a struct says about itself, as plain data.
//!
//! A [`Model`] is written as a constant by the derive and built from source by the build script.
//! A [`Zone`] holds all models of one audience with their relations resolved.
//! Every name and every rule that a generator spells is a method in here.

pub mod access;
pub mod audit;
pub mod case;
pub mod check;
pub mod distinct;
pub mod distribution;
pub mod error_code;
pub mod events;
pub mod facts;
pub mod field;
pub mod fingerprint;
pub mod groups;
pub mod input;
pub mod kind;
pub mod limits;
pub mod method;
pub mod model;
pub mod names;
pub mod nested;
pub mod operation;
pub mod operator;
pub mod orderable;
pub mod pattern;
pub mod relation;
pub mod render;
pub mod suggest;
pub mod totals;
pub mod type_def;
pub mod written;
pub mod zone;

pub use access::{Access, Rule};
pub use case::Case;
pub use check::Problem;
pub use distribution::Distribution;
pub use error_code::ErrorCode;
pub use field::{Auto, Constraints, DefaultValue, Field, FieldType, Format, Mode, Sanitize};
pub use input::{InputField, InputOf, WriteAction};
pub use kind::{Kind, Scalar};
pub use limits::Limits;
pub use method::{Method, MethodKind, Receiver};
pub use model::{Direction, Index, Model, Nulls, OrderKey, PageSize};
pub use nested::LinkWrite;
pub use operation::{Action, MethodOperation, Operation};
pub use operator::Operator;
pub use pattern::Pattern;
pub use relation::{Load, OnDelete, Relation, RelationKind};
pub use type_def::{EnumDef, NewtypeDef, TypeDef, ValueDef, Variant};
pub use written::{WriteType, WriteTypes};
pub use zone::{
    Answer, BigIntFormat, Contact, Entity, HasModel, Join, License, Link, Member, Procedure,
    Server, Types, Zone, ZoneBuilder,
};
