//! What a type says, without its syntax: that must stay in the thread that parsed it.

use auto_api_model::{Method, Model, TypeDef};
use auto_api_syntax::{Lowered, LoweredMethods, Spelled};
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
    pub(crate) used_as: UsedAs,
}

/// What a type that is named has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UsedAs {
    /// The type of a field or an argument.
    Value,
    /// The target of a relation, or a model between two.
    Model,
    /// What a method answers with: either.
    Answer,
}

impl Use {
    fn of(used: auto_api_syntax::Use<'_>) -> Self {
        Self {
            rust_name: used.rust_name,
            used_as: match used.spelled {
                Spelled::Type(_) => UsedAs::Value,
                Spelled::Model(_) => UsedAs::Model,
                Spelled::Answer(_) => UsedAs::Answer,
            },
        }
    }
}

/// What a block of methods says, and where.
#[derive(Debug)]
pub(crate) struct SaidMethods {
    /// Whose they are, by the model's name in Rust.
    pub(crate) rust_name: &'static str,
    pub(crate) methods: &'static [Method],
    /// What they say, descriptions apart, as a number.
    pub(crate) fingerprint: u64,
    /// The types that they name, in the order of `LoweredMethods::uses`.
    pub(crate) uses: Vec<Use>,
    /// Where the model's name stands.
    pub(crate) place: Place,
    /// Where each method's name stands, by it.
    pub(crate) members: Vec<(String, Place)>,
}

impl SaidMethods {
    /// What was lowered from a file.
    pub(super) fn of(lowered: &LoweredMethods, file: &str) -> Self {
        let place = |span: Span| Place::of(file, span);
        let members = lowered.syntax.iter().map(|method| {
            let ident = &method.ident;
            (ident.unraw().to_string(), place(ident.span()))
        });
        Self {
            rust_name: lowered.rust_name,
            methods: lowered.methods,
            fingerprint: lowered.fingerprint(),
            uses: lowered.uses().into_iter().map(Use::of).collect(),
            place: place(lowered.ident.span()),
            members: members.collect(),
        }
    }
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
        Self {
            rust_name: lowered.rust_name(),
            data,
            fingerprint: lowered.fingerprint(),
            uses: lowered.uses().into_iter().map(Use::of).collect(),
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
