//! The one table of attributes: which there are, and where each may stand.

use proc_macro2::Ident;
use std::fmt;

use super::entry::Entry;
use crate::errors::Errors;
use crate::names::plain;
use crate::suggest::did_you_mean;

/// Where an attribute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Model,
    Value,
    Enum,
    Newtype,
    ModelField,
    ValueField,
    NewtypeField,
    Variant,
    Method,
    Argument,
}

use Place::{Argument, Enum, Method, Model, ModelField, Newtype, Value, ValueField, Variant};

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Model => "a model",
            Self::Value => "a value struct",
            Self::Enum => "an enum",
            Self::Newtype => "a newtype",
            Self::ModelField => "a field",
            Self::ValueField => "a field of a value struct",
            Self::NewtypeField => "the field of a newtype",
            Self::Variant => "a variant",
            Self::Method => "a method",
            Self::Argument => "an argument of a method",
        })
    }
}

const TYPES: &[Place] = &[Model, Value, Enum, Newtype];
const NAMED: &[Place] = &[
    Model, Value, Enum, ModelField, ValueField, Variant, Method, Argument,
];
const FIELDS: &[Place] = &[ModelField, ValueField];
const LIMITED: &[Place] = &[ModelField, ValueField, Newtype, Argument];
const METHODS: &[Place] = &[Method];
const VALIDATED: &[Place] = &[Model, Value, Newtype, ModelField, ValueField];

/// Every attribute, and where it may stand.
const ATTRIBUTES: &[(&str, &[Place])] = &[
    ("access", &[Model, ModelField]),
    ("as", &[ModelField]),
    ("audit", &[Model]),
    ("auto_now", &[ModelField]),
    ("auto_now_add", &[ModelField]),
    ("belongs_to", &[Model]),
    ("column", &[ModelField]),
    ("crate", TYPES),
    ("default", &[ModelField, ValueField, Argument]),
    (
        "deprecated",
        &[Model, ModelField, ValueField, Variant, Method],
    ),
    ("distribute_by", &[Model]),
    ("email", LIMITED),
    ("field", METHODS),
    ("filter", &[ModelField]),
    ("has_many", &[Model]),
    ("has_one", &[Model]),
    ("id", &[ModelField]),
    ("index", &[Model, ModelField]),
    ("many_to_many", &[Model]),
    ("max_length", LIMITED),
    ("maximum", LIMITED),
    ("min_length", LIMITED),
    ("minimum", LIMITED),
    ("mutation", METHODS),
    ("name", NAMED),
    ("needs", METHODS),
    ("on_delete", &[ModelField]),
    ("order", &[Model, ModelField]),
    ("page", &[Model]),
    ("pattern", LIMITED),
    ("plural", &[Model]),
    ("precision", LIMITED),
    ("query", METHODS),
    ("read_only", &[Model, ModelField]),
    ("reference_table", &[Model]),
    ("references", &[ModelField]),
    ("sanitize", FIELDS),
    ("scale", LIMITED),
    ("search", &[Model]),
    ("skip", FIELDS),
    ("table", &[Model]),
    ("to", &[ModelField]),
    ("unique", &[Model, ModelField]),
    ("url", LIMITED),
    ("validate", VALIDATED),
    ("value", &[Value]),
    ("version", &[ModelField]),
    ("write_only", &[ModelField]),
    ("zones", &[Model, ModelField, Method]),
];

/// Those that may stand several times.
const REPEATABLE: [&str; 6] = [
    "belongs_to",
    "has_many",
    "has_one",
    "index",
    "many_to_many",
    "unique",
];

/// The entries that may stand at a place, each once; the others are reported.
pub(crate) fn allowed(entries: Vec<Entry>, place: Place, errors: &mut Errors) -> Vec<Entry> {
    let mut seen: Vec<String> = Vec::new();
    let mut allowed = Vec::new();
    for entry in entries {
        let name = plain(&entry.key);
        if !may_stand(&entry.key, &name, place, errors) {
            continue;
        }
        let repeats = place == Model && REPEATABLE.contains(&name.as_str());
        if seen.contains(&name) && !repeats {
            errors.at(&entry.key, format_args!("duplicate attribute `{name}`"));
            continue;
        }
        seen.push(name);
        allowed.push(entry);
    }
    allowed
}

fn may_stand(key: &Ident, name: &str, place: Place, errors: &mut Errors) -> bool {
    let known = ATTRIBUTES.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, places)) if places.contains(&place) => true,
        Some((_, places)) => {
            let only = either(places);
            errors.at(
                key,
                format_args!("attribute `{name}` is only valid on {only}, not on {place}"),
            );
            false
        }
        None => {
            let here = ATTRIBUTES.iter().filter(|(_, at)| at.contains(&place));
            let hint = did_you_mean(name, here.map(|(name, _)| *name));
            errors.at(key, format_args!("unknown attribute `{name}`{hint}"));
            false
        }
    }
}

fn either(places: &[Place]) -> String {
    let names: Vec<String> = places.iter().map(Place::to_string).collect();
    match names.as_slice() {
        [head @ .., last] if !head.is_empty() => format!("{} or {last}", head.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, REPEATABLE};

    #[test]
    fn the_table_is_sorted_and_has_the_repeatable_ones() {
        let names: Vec<_> = ATTRIBUTES.iter().map(|(name, _)| *name).collect();
        assert!(names.is_sorted());
        assert!(REPEATABLE.iter().all(|name| names.contains(name)));
    }
}
