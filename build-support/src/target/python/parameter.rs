//! Parameters of methods: how they are declared, and what they are on the wire.

use auto_api_model::Entity;
use auto_api_model::render::joined;

use super::Writer;
use super::names::{literal, parameter};
use super::spell::TYPES;

/// A parameter: its name, what the server calls it, its type and default.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) wire: String,
    pub(super) ty: String,
    /// Written where it is not said; `None`, or nothing of a list, unless given.
    pub(super) default: Option<String>,
    /// Whether it must be given.
    pub(super) is_required: bool,
}

impl Parameter {
    /// One that the server calls the same.
    pub(super) fn new(name: &str, ty: String) -> Self {
        Self {
            name: name.to_owned(),
            wire: name.to_owned(),
            ty,
            default: None,
            is_required: false,
        }
    }

    /// `page: int | None = None`
    pub(super) fn declared(&self) -> String {
        if self.is_required {
            self.required()
        } else if let Some(default) = &self.default {
            joined(&[&self.name, ": ", &self.ty, " = ", default])
        } else if self.ty.starts_with("Sequence[") {
            joined(&[&self.name, ": ", &self.ty, " = ()"])
        } else {
            joined(&[&self.name, ": ", &self.ty, " | None = None"])
        }
    }

    /// `id: int`
    pub(super) fn required(&self) -> String {
        format!("{}: {}", self.name, self.ty)
    }

    /// `"page": page`
    pub(super) fn passed(&self) -> String {
        joined(&[&literal(&self.wire), ": ", &self.name])
    }
}

/// The parameters of a row's key.
pub(super) fn key(writer: &Writer<'_>, entity: &Entity) -> Vec<Parameter> {
    let parts = entity.key.iter().map(|&at| {
        let member = &entity.members[at];
        Parameter {
            name: parameter(&member.name),
            wire: member.name.clone(),
            ty: TYPES.kind(writer.zone, &member.kind),
            default: None,
            is_required: true,
        }
    });
    parts.collect()
}
