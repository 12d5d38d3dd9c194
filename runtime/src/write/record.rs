//! From an input object to the values of a row: every mistake at once, each with its path.

use auto_api_model::input::{InputField, InputOf};
use auto_api_model::{Auto, Entity, ErrorCode, Kind, Member, Scalar};

use super::engine::Engine;
use super::path::Path;
use crate::ask::Input;
use crate::coerce::shown;
use crate::error::Error;
use crate::validate::{self, Row as Rules};
use crate::value::Value;

/// What an input object gives.
#[derive(Debug)]
pub(super) struct Record<'i> {
    /// By the position of the member; `None` where it is absent.
    pub(super) values: Vec<Option<Value>>,
    /// Relations, by position, and what is to be done with them.
    pub(super) links: Vec<(usize, &'i Input)>,
    /// Whether every member that is given is valid.
    is_sound: bool,
}

impl Record<'_> {
    /// Whether nothing is given.
    pub(super) fn is_empty(&self) -> bool {
        self.links.is_empty() && self.values.iter().all(Option::is_none)
    }

    /// The members that are given, with their values.
    pub(super) fn sets(&self) -> Vec<(usize, Value)> {
        let values = self.values.iter().enumerate();
        values
            .filter_map(|(at, value)| Some((at, value.clone()?)))
            .collect()
    }
}

impl Engine<'_> {
    /// Reads `CreatePostInput` or `UpdatePostInput`.
    pub(super) fn record<'i>(
        &self,
        entity: &Entity,
        of: InputOf,
        input: &'i Input,
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) -> Record<'i> {
        let mut record = Record {
            values: vec![None; entity.members.len()],
            links: Vec::new(),
            is_sound: false,
        };
        let rules = match validate::of(self.zone, entity) {
            Ok(rules) => rules,
            Err(error) => {
                errors.push(path.around(error));
                return record;
            }
        };
        let before = errors.len();
        let Input::Object(given) = input else {
            errors.push(path.error(format!("expected an object, found {}", shown(input))));
            return record;
        };
        let mut next = 0;
        for (at, (name, value)) in given.iter().enumerate() {
            let path = path.name(name);
            if given[..at].iter().any(|(other, _)| other == name) {
                errors.push(path.error(format!("`{name}` is given twice")));
                continue;
            }
            match self.field(entity, of, name, &mut next) {
                Some(InputField::Member(member, _)) => {
                    record.values[member] = value_of(entity, rules, member, value, &path, errors);
                }
                // Nothing is done with a relation that is null.
                Some(InputField::Link(_)) if *value == Input::Null => {}
                Some(InputField::Link(link)) => record.links.push((link, value)),
                None => errors.push(self.unknown(entity, of, name, &path)),
            }
        }
        record.is_sound = errors.len() == before;
        if of == InputOf::Update {
            together(entity, rules, &record, false, path, errors);
        }
        record
    }

    /// The field of that name: the one at `next` where the caller keeps the order of the model.
    fn field(
        &self,
        entity: &Entity,
        of: InputOf,
        name: &str,
        next: &mut usize,
    ) -> Option<InputField> {
        let is_it = |member: &&Member| member.settable && member.name == name;
        let at = match entity.members.get(*next).filter(is_it) {
            Some(_) => Some(*next),
            None => entity.settable(name),
        };
        if let Some(at) = at {
            *next = at + 1;
            let is_fixed = of == InputOf::Update && entity.key.contains(&at);
            return (!is_fixed).then_some(InputField::Member(at, false));
        }
        let at = entity.link(name)?;
        let is_taken = self.zone.takes_link(entity, of, at);
        is_taken.then_some(InputField::Link(at))
    }

    fn unknown(&self, entity: &Entity, of: InputOf, name: &str, path: &Path<'_>) -> Error {
        if let Some(at) = entity.member(name) {
            let why = if of == InputOf::Update && entity.key.contains(&at) {
                "cannot be changed: it is a part of the row's key"
            } else {
                "cannot be written"
            };
            return path.error(format!("`{name}` {why}"));
        }
        let fields = self.zone.input_fields(entity, of).into_iter();
        let known = fields.map(|field| match field {
            InputField::Member(at, _) => entity.members[at].name.as_str(),
            InputField::Link(at) => entity.links[at].name.as_str(),
        });
        let hint = auto_api_model::suggest::hint(name, known);
        let input = entity.input_name(of);
        path.error(format!("`{input}` has no field `{name}`{hint}"))
    }

    /// Fills what a new row has by itself, and tells what is missing. `implied` are members that
    /// another row will fill.
    pub(super) fn complete(
        &self,
        entity: &Entity,
        record: &mut Record<'_>,
        implied: &[usize],
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        let rules = match validate::of(self.zone, entity) {
            Ok(rules) => rules,
            Err(error) => return errors.push(path.around(error)),
        };
        for (at, member) in entity.members.iter().enumerate() {
            let place = &mut record.values[at];
            if place.is_some() || implied.contains(&at) {
                continue;
            }
            *place = match (member.field.auto, member.field.default) {
                (Some(Auto::Now | Auto::NowAdd), _) => Some(self.now_as(&member.kind)),
                (Some(Auto::Version), _) => Some(Value::Int(1)),
                (None, Some(_)) => rules.default(at).cloned(),
                (None, None) if entity.key == [at] => generated(entity, &member.kind),
                _ => None,
            };
            if place.is_none()
                && entity.needs(at)
                && !errors.iter().any(|e| is_at(e, path, &member.name))
            {
                let path = path.name(&member.name);
                errors.push(missing(&path, self.is_required(entity, at)));
                record.is_sound = false;
            }
        }
        together(entity, rules, record, true, path, errors);
    }

    fn is_required(&self, entity: &Entity, member: usize) -> String {
        let name = &entity.members[member].name;
        let mut links = entity.visible_links();
        match links.find(|link| link.holds(member)) {
            Some(link) => format!("`{name}` or `{}` is required", link.name),
            None => format!("`{name}` is required"),
        }
    }
}

/// The value that an input means for a member.
fn value_of(
    entity: &Entity,
    rules: Rules<'_>,
    at: usize,
    input: &Input,
    path: &Path<'_>,
    errors: &mut Vec<Error>,
) -> Option<Value> {
    match rules.take(at, input) {
        Ok(value) => Some(value),
        Err(told) => {
            errors.extend(told.into_iter().map(|mut error| {
                let name = || entity.members[at].name.clone();
                error.field.get_or_insert_with(name);
                path.around(error)
            }));
            None
        }
    }
}

/// Tells what is wrong with the values of a row together, if each is valid alone.
fn together(
    entity: &Entity,
    rules: Rules<'_>,
    record: &Record<'_>,
    is_new: bool,
    path: &Path<'_>,
    errors: &mut Vec<Error>,
) {
    if record.is_sound {
        let told = rules.check(entity, &record.values, is_new);
        errors.extend(told.into_iter().map(|error| path.around(error)));
    }
}

/// Whether an error is told of this member already.
fn is_at(error: &Error, path: &Path<'_>, name: &str) -> bool {
    error.field.as_deref() == Some(name) && error.path == path.name(name).steps()
}

fn missing(path: &Path<'_>, message: String) -> Error {
    path.put(Error::new(ErrorCode::NotNull, message))
}

/// A key that is made here; whole numbers are counted by the database.
fn generated(entity: &Entity, kind: &Kind) -> Option<Value> {
    let is_uuid = kind.scalar() == Some(Scalar::Uuid);
    (is_uuid && entity.has_generated_key()).then(|| Value::Uuid(uuid::Uuid::now_v7()))
}
