//! Methods in a zone: their names spelled, their types resolved.

use super::build::{member, shown_in};
use super::{Entity, Member, Types};
use crate::check::Problem;
use crate::method::{Method, MethodKind, Receiver};
use crate::{FieldType, Kind, Model, Zone};

/// A method in a zone.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The method.
    pub method: &'static Method,
    /// Its name on the wire, in the zone's case: `word_count` of a computed field, `post_publish`
    /// of a root field.
    pub name: String,
    /// What callers give.
    pub arguments: Vec<Member>,
    /// For a computed field: the positions of the members it is made of.
    pub needs: Vec<usize>,
    /// A computed field as a row has it.
    pub member: Option<Member>,
    /// What it answers with.
    pub answer: Answer,
    /// Whether the zone has it.
    pub visible: bool,
}

/// What a method answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing but that it is done.
    Nothing,
    /// A value.
    Value {
        /// Its type.
        kind: Kind,
        /// Whether it may be null.
        nullable: bool,
    },
    /// A row.
    Row {
        /// Where its entity is in [`Zone::entities`].
        entity: usize,
        /// Whether there may be none.
        nullable: bool,
    },
    /// Rows, in the method's order.
    Rows {
        /// Where their entity is in [`Zone::entities`].
        entity: usize,
    },
}

impl Procedure {
    /// Whether it is a field of the row's type.
    pub fn is_field(&self) -> bool {
        self.method.kind == MethodKind::Field
    }

    /// Whether it is about one row, which callers name by its key.
    pub fn is_of_row(&self) -> bool {
        self.method.receiver != Receiver::None
    }

    /// The type that a mutation answers with, where the one of the model's writes does not do: it
    /// answers with more than the row, or has none.
    pub fn own_payload(&self, entity: &Entity) -> Option<String> {
        let is_shared = self.is_of_row() && self.answer == Answer::Nothing;
        let method = heck::ToUpperCamelCase::to_upper_camel_case(self.method.rust_name);
        (self.method.kind == MethodKind::Mutation && !is_shared)
            .then(|| format!("{}{method}Payload", entity.model.name))
    }

    /// The entity of the rows that it answers with.
    pub fn answered(&self) -> Option<usize> {
        match self.answer {
            Answer::Row { entity, .. } | Answer::Rows { entity } => Some(entity),
            Answer::Nothing | Answer::Value { .. } => None,
        }
    }
}

impl Entity {
    /// The methods of a kind that the zone has, with their positions.
    pub fn procedures(&self, kind: MethodKind) -> impl Iterator<Item = (usize, &Procedure)> {
        let all = self.procedures.iter().enumerate();
        all.filter(move |(_, own)| own.visible && own.method.kind == kind)
    }

    /// The members that rows of answers have: columns, then computed fields.
    pub fn answered(&self) -> impl Iterator<Item = &Member> {
        let computed = self.procedures(MethodKind::Field);
        let computed = computed.filter_map(|(_, own)| own.member.as_ref());
        self.readable().chain(computed)
    }

    /// Where the computed field of that wire name is.
    pub fn computed(&self, name: &str) -> Option<usize> {
        let mut all = self.procedures(MethodKind::Field);
        all.find(|(_, own)| own.name == name).map(|(at, _)| at)
    }
}

/// The methods of an entity. All entities are there, so that answers may have rows of any.
pub(super) fn procedures(
    zone: &Zone,
    at: usize,
    types: &Types,
    problems: &mut Vec<Problem>,
) -> Vec<Procedure> {
    let entity = &zone.entities[at];
    // Rust code calls methods by themselves.
    if zone.unrestricted {
        return Vec::new();
    }
    let of = types.methods.iter();
    let of = of.filter(|(name, _)| *name == entity.model.rust_name);
    of.flat_map(|(_, methods)| *methods)
        .map(|method| one(zone, entity, method, types, problems))
        .collect()
}

fn one(
    zone: &Zone,
    entity: &Entity,
    method: &'static Method,
    types: &Types,
    problems: &mut Vec<Problem>,
) -> Procedure {
    let model = entity.model;
    let arguments = method.arguments.iter();
    let arguments = arguments
        .map(|argument| member(zone, model, argument, types.defs(), problems))
        .collect();
    let needs = method.needs.iter().filter_map(|name| {
        let found = model.position(name);
        if found.is_none() {
            let message = format!("needs `{name}`, which is no field of the model");
            problems.push(at_method(model, method, message));
        }
        found
    });
    let mut procedure = Procedure {
        method,
        name: name(zone, model, method),
        needs: needs.collect(),
        member: method
            .field
            .map(|own| member(zone, model, own, types.defs(), problems)),
        arguments,
        answer: Answer::Nothing,
        visible: is_visible(zone, entity, method),
    };
    match answer(zone, method, types) {
        Ok(answer) => procedure.answer = answer,
        Err(message) => problems.push(at_method(model, method, message)),
    }
    let target = procedure.answered().map(|at| &zone.entities[at]);
    if let Some(target) = target.filter(|target| procedure.visible && !target.visible) {
        let message = format!(
            "answers with `{}`, which zone `{}` does not show: add the model to the zone, or keep the method out of it with `zones(…)`",
            target.model.rust_name, zone.name
        );
        problems.push(at_method(model, method, message));
    }
    procedure
}

/// A mistake of a method.
pub(crate) fn at_method(model: &Model, method: &Method, message: String) -> Problem {
    Problem {
        model: Some(model.rust_name),
        member: Some(method.rust_name),
        message,
    }
}

/// A method is in a zone if its model is, and a row's key, too, where it is about one.
fn is_visible(zone: &Zone, entity: &Entity, method: &Method) -> bool {
    let has_key = entity.visible_keys().next().is_some();
    let may_write = method.kind != MethodKind::Mutation || !zone.read_only;
    let has_row = method.receiver == Receiver::None || has_key;
    entity.visible && shown_in(method.zones, zone) && may_write && has_row
}

fn name(zone: &Zone, model: &Model, method: &Method) -> String {
    match (method.verbatim, method.kind) {
        (true, _) => method.name.to_owned(),
        (false, MethodKind::Field) => zone.case.apply(method.name),
        (false, _) => zone.case.join(&model.singular(), method.name),
    }
}

fn answer(zone: &Zone, method: &Method, types: &Types) -> Result<Answer, String> {
    let nullable = method.nullable;
    let of = |name: &str| zone.entity_of(name);
    Ok(match method.answer {
        None => Answer::Nothing,
        Some(FieldType::Named(name)) if of(name).is_some() => Answer::Row {
            entity: of(name).unwrap_or_default(),
            nullable,
        },
        Some(FieldType::List(FieldType::Named(name))) if of(name).is_some() && !nullable => {
            Answer::Rows {
                entity: of(name).unwrap_or_default(),
            }
        }
        Some(ty) => {
            let mut constraints = crate::Constraints::NONE;
            let kind = Kind::of(ty, types.defs(), &mut constraints).map_err(|name| {
                format!("type `{name}` is not known to the zone: it must derive `AutoApi`")
            })?;
            Answer::Value { kind, nullable }
        }
    })
}
