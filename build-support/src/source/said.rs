//! What a type says, without its syntax: that must stay in the thread that parsed it.

use auto_api_model::{Model, TypeDef};
use auto_api_syntax::{Lowered, Spelled};
use proc_macro2::Span;
use syn::ext::IdentExt as _;

use crate::error::Place;

/// What a type says, and where.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its name in Rust.
    pub(crate) rust_name: &'static str,
    pub(crate) data: Data,
    /// What it says, descriptions apart, as a number.
    pub(crate) fingerprint: u64,
    /// The types that it names, in the order of `Lowered::uses`.
    pub(crate) uses: Vec<Use>,
    /// Where its name stands.
    place: Place,
    /// Where its fields stand, then its relations, by name.
    members: Vec<(String, Place)>,
}

/// What a type says, kept for as long as the build script runs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Data {
    Model(&'static Model),
    Type(&'static TypeDef),
}

/// A type that another one names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use {
    pub(crate) rust_name: &'static str,
    /// Whether it is the target of a relation, or between two: no field's type.
    pub(crate) is_model: bool,
}

impl Said {
    /// What was lowered from a file.
    pub(super) fn of(lowered: &Lowered, file: &str) -> Self {
        let syntax = lowered.syntax();
        let place = |span: Span| Place::of(file, span);
        let fields = syntax
            .fields
            .iter()
            .filter_map(|field| match &field.member {
                syn::Member::Named(ident) => Some((ident.unraw().to_string(), place(ident.span()))),
                syn::Member::Unnamed(_) => None,
            });
        let mut members: Vec<_> = fields.collect();
        let data = match lowered {
            Lowered::Model(lowered) => {
                for (relation, own) in lowered.model.relations.iter().zip(&syntax.relations) {
                    members.push((relation.name.to_owned(), place(own.constant.span())));
                }
                Data::Model(Box::leak(Box::new(lowered.model)))
            }
            Lowered::Type(lowered) => Data::Type(Box::leak(Box::new(lowered.def))),
        };
        let uses = lowered.uses().into_iter().map(|used| Use {
            rust_name: used.rust_name,
            is_model: matches!(used.spelled, Spelled::Model(_)),
        });
        Self {
            rust_name: lowered.rust_name(),
            data,
            fingerprint: lowered.fingerprint(),
            uses: uses.collect(),
            place: place(syntax.ident.span()),
            members,
        }
    }

    /// Whether it is a table.
    pub(crate) fn is_model(&self) -> bool {
        matches!(self.data, Data::Model(_))
    }

    /// Where its name stands.
    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    /// Where the field or the relation of that name stands: the type itself, if it has none.
    pub(crate) fn place_of(&self, member: Option<&str>) -> Place {
        let mut members = self.members.iter();
        let found = member.and_then(|name| members.find(|(known, _)| known == name));
        found.map_or_else(|| self.place(), |(_, place)| place.clone())
    }
}
