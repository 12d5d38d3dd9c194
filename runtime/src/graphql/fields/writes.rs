//! The fields of `Mutation`, of payloads and of their errors.

use std::collections::HashMap;

use auto_api_model::input::WriteAction;
use auto_api_model::render::{WriteArgument, payload};
use auto_api_model::{Entity, MethodKind, Zone};

use crate::ask::ErrorMember;

/// The fields of all writes of a zone.
#[derive(Debug)]
pub(crate) struct Writes {
    /// The fields of `Mutation`.
    pub(crate) roots: HashMap<String, Write>,
    /// The fields of `Mutation` that are methods: whose, and which.
    pub(crate) calls: HashMap<String, (usize, usize)>,
    /// The arguments of writes, besides keys.
    pub(crate) arguments: HashMap<String, WriteArgument>,
    /// The fields of payloads.
    pub(crate) payload: HashMap<String, PayloadField>,
    /// The fields of a payload's errors.
    pub(crate) error: HashMap<String, ErrorMember>,
    /// For each entity, its unique keys by the values of the enum of keys.
    pub(crate) keys: Vec<HashMap<String, Vec<usize>>>,
}

/// A field of `Mutation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Write {
    /// Whose rows.
    pub(crate) entity: usize,
    /// What is done.
    pub(crate) action: WriteAction,
}

/// A field of a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayloadField {
    /// `ok`
    Ok,
    /// `object`
    Object,
    /// `objects`
    Objects,
    /// `affected`
    Affected,
    /// `errors`
    Errors,
    /// `result`
    Result,
}

impl Writes {
    /// Whether there is nothing in `Mutation`.
    pub(crate) fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.calls.is_empty()
    }

    /// Whether a field of that name is in `Mutation`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.roots.contains_key(name) || self.calls.contains_key(name)
    }

    /// Looks every field of a zone's writes up once.
    pub(super) fn of(zone: &Zone) -> Self {
        let spelled = |name: &str| zone.case.apply(name);
        Self {
            roots: roots(zone),
            calls: calls(zone),
            arguments: (WriteArgument::ALL.into_iter())
                .map(|argument| (spelled(argument.name()), argument))
                .collect(),
            payload: [
                (payload::OK, PayloadField::Ok),
                (payload::OBJECT, PayloadField::Object),
                (payload::OBJECTS, PayloadField::Objects),
                (payload::AFFECTED, PayloadField::Affected),
                (payload::ERRORS, PayloadField::Errors),
                (payload::RESULT, PayloadField::Result),
            ]
            .map(|(name, what)| (spelled(name), what))
            .into(),
            error: [
                (payload::CODE, ErrorMember::Code),
                (payload::MESSAGE, ErrorMember::Message),
                (payload::FIELD, ErrorMember::Field),
                (payload::PATH, ErrorMember::Path),
                (payload::INDEX, ErrorMember::Index),
            ]
            .map(|(name, what)| (spelled(name), what))
            .into(),
            keys: (zone.entities.iter())
                .map(|entity| keys(zone, entity))
                .collect(),
        }
    }
}

fn roots(zone: &Zone) -> HashMap<String, Write> {
    let mut roots = HashMap::new();
    for (at, entity) in zone.entities.iter().enumerate() {
        for action in zone.writes(entity) {
            let write = Write { entity: at, action };
            roots.insert(zone.write_name(entity, action), write);
        }
    }
    roots
}

fn calls(zone: &Zone) -> HashMap<String, (usize, usize)> {
    let mut calls = HashMap::new();
    for (at, entity) in zone.entities.iter().enumerate() {
        for (nth, method) in entity.procedures(MethodKind::Mutation) {
            calls.insert(method.name.clone(), (at, nth));
        }
    }
    calls
}

fn keys(zone: &Zone, entity: &Entity) -> HashMap<String, Vec<usize>> {
    let keys = zone.upsert_keys(entity);
    keys.map(|key| (entity.key_value(key), key.to_vec()))
        .collect()
}
