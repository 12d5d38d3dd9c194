//! `PUT /posts/{id}`: a body that names some fields as a change of all of them.
//!
//! The body is that of a new row. It may name the key, which then is the path's.

use auto_api_model::input::{InputField, InputOf};
use auto_api_model::{Entity, ErrorCode, Kind, Link, Zone};

use crate::Error;
use crate::ask::Input;
use crate::coerce::coerce;
use crate::validate;
use crate::value::{Value, text};

/// A body with every field, and those that have nothing to be filled with.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) input: Input,
    missing: Vec<(String, String)>,
}

/// Takes the key out of a body that is about the row of this key.
///
/// # Errors
///
/// If the body names another.
pub(super) fn without_key(
    entity: &Entity,
    key: &[Input],
    body: Input,
) -> Result<Input, Vec<Error>> {
    let Input::Object(mut given) = body else {
        return Ok(body);
    };
    let mut errors = Vec::new();
    for (&at, own) in entity.key.iter().zip(key) {
        let member = &entity.members[at];
        let Some(found) = given.iter().position(|(name, _)| *name == member.name) else {
            continue;
        };
        if !member.settable {
            continue;
        }
        let (name, value) = given.remove(found);
        let is_same = coerce(&member.kind, &value)
            .is_ok_and(|value| coerce(&member.kind, own).is_ok_and(|own| own == value));
        if !is_same {
            let mut error = Error::validation(format!("`{name}` is not that of the path"));
            error.field = Some(name.clone());
            errors.push(error.within(name));
        }
    }
    if errors.is_empty() {
        Ok(Input::Object(given))
    } else {
        Err(errors)
    }
}

/// Fills in the fields that a body does not give: their defaults, or null.
///
/// One that has neither becomes null as well, for the engine to refuse together with whatever
/// else is wrong; [`Replacement::tell`] finds the words then.
pub(super) fn replacement(zone: &Zone, entity: &Entity, body: Input) -> Replacement {
    let mut missing = Vec::new();
    let Input::Object(mut given) = body else {
        return Replacement {
            input: body,
            missing,
        };
    };
    let is_given = |name: &str| given.iter().any(|(known, _)| known == name);
    let mut absent = Vec::new();
    for field in zone.input_fields(entity, InputOf::Update) {
        let InputField::Member(at, _) = field else {
            continue;
        };
        let member = &entity.members[at];
        // A relation may fill it, too.
        let holders = || entity.visible_links().filter(|link: &&Link| link.holds(at));
        if is_given(&member.name) || holders().any(|link| is_given(&link.name)) {
            continue;
        }
        let value = default(zone, entity, at);
        if value == Input::Null && !member.field.nullable {
            let or = holders().next().map(|link| format!(" or `{}`", link.name));
            let name = &member.name;
            let message = format!("`{name}`{} is required", or.unwrap_or_default());
            missing.push((name.clone(), message));
        }
        absent.push((member.name.clone(), value));
    }
    given.append(&mut absent);
    Replacement {
        input: Input::Object(given),
        missing,
    }
}

impl Replacement {
    /// Says of a field that was not given that it is required, not that it may not be null.
    pub(super) fn tell(missing: &[(String, String)], errors: &mut [Error]) {
        for error in errors.iter_mut().filter(|e| e.code == ErrorCode::NotNull) {
            let [_, name] = error.path.as_slice() else {
                continue;
            };
            if let Some((_, message)) = missing.iter().find(|(known, _)| known == name) {
                error.message.clone_from(message);
            }
        }
    }

    /// The body, and the fields that are missing with what to say of each.
    pub(super) fn into_parts(self) -> (Input, Vec<(String, String)>) {
        (self.input, self.missing)
    }
}

/// What a field has that is not given.
fn default(zone: &Zone, entity: &Entity, at: usize) -> Input {
    // Rules that cannot be made are the engine's to tell of.
    let rules = validate::of(zone, entity).ok();
    let value = rules.and_then(|rules| rules.default(at).cloned());
    value.map_or(Input::Null, |value| {
        as_input(&entity.members[at].kind, value)
    })
}

fn as_input(kind: &Kind, value: Value) -> Input {
    match (kind, value) {
        (_, Value::Null) => Input::Null,
        (_, Value::Bool(value)) => Input::Bool(value),
        (_, Value::Int(number)) => Input::Int(number),
        (_, Value::Float(number)) => Input::Float(number),
        (_, Value::Json(value)) => Input::Json(value),
        (Kind::List(item), Value::List(items)) => {
            let items = items.into_iter();
            Input::List(items.map(|value| as_input(item, value)).collect())
        }
        (_, other) => Input::Raw(text::of(&other)),
    }
}
