//! What every part of a write needs: the zone, the request's values, the time.

use std::borrow::Cow;

use auto_api_model::{Entity, ErrorCode, Zone};
use chrono::{DateTime, Utc};

use super::path::Path;
use crate::ask::Input;
use crate::coerce::coerce;
use crate::database::Database;
use crate::error::Error;
use crate::value::{Value, text};

/// One operation's writes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Engine<'e> {
    pub(super) zone: &'e Zone,
    pub(super) slots: &'e [Input],
    pub(super) database: &'e Database,
    /// The one time of all its writes, in whole microseconds.
    pub(super) now: DateTime<Utc>,
}

impl<'e> Engine<'e> {
    pub(super) fn new(database: &'e Database, zone: &'e Zone, slots: &'e [Input]) -> Self {
        let micros = Utc::now().timestamp_micros();
        Self {
            zone,
            slots,
            database,
            now: DateTime::from_timestamp_micros(micros).unwrap_or_default(),
        }
    }

    pub(super) fn entity(&self, at: usize) -> &'e Entity {
        &self.zone.entities[at]
    }

    /// An argument with its slots filled in.
    pub(super) fn input<'i>(&self, input: &'i Input) -> Cow<'i, Input>
    where
        'e: 'i,
    {
        filled(input, self.slots)
    }

    /// An optional argument; null is as if it were absent.
    pub(super) fn optional<'i>(&self, input: Option<&'i Input>) -> Option<Cow<'i, Input>>
    where
        'e: 'i,
    {
        let input = self.input(input?);
        (*input != Input::Null).then_some(input)
    }

    /// The values of a key that the arguments give.
    pub(super) fn key(
        &self,
        entity: &Entity,
        given: &[(usize, Input)],
        path: &Path<'_>,
    ) -> Result<Vec<(usize, Value)>, Error> {
        let mut key = Vec::with_capacity(given.len());
        for (member, input) in given {
            let (at, member) = (*member, &entity.members[*member]);
            let value = coerce(&member.kind, &self.input(input));
            let value = value.map_err(|message| path.name(&member.name).error(message))?;
            key.push((at, value));
        }
        Ok(key)
    }

    /// The time of the write, as a field of this kind has it.
    pub(super) fn now_as(&self, kind: &auto_api_model::Kind) -> Value {
        use auto_api_model::Scalar;
        match kind.scalar() {
            Some(Scalar::LocalDateTime) => Value::LocalDateTime(self.now.naive_utc()),
            Some(Scalar::Date) => Value::Date(self.now.date_naive()),
            Some(Scalar::Time) => Value::Time(self.now.time()),
            _ => Value::DateTime(self.now),
        }
    }
}

/// An input with its slots filled in.
pub(crate) fn filled<'i>(input: &'i Input, slots: &'i [Input]) -> Cow<'i, Input> {
    match input {
        Input::Slot(at) => Cow::Borrowed(slots.get(*at).unwrap_or(&Input::Null)),
        other if has_slots(other) => Cow::Owned(fill(other, slots)),
        other => Cow::Borrowed(other),
    }
}

fn fill(input: &Input, slots: &[Input]) -> Input {
    match input {
        Input::Slot(at) => slots.get(*at).cloned().unwrap_or(Input::Null),
        Input::List(items) => Input::List(items.iter().map(|item| fill(item, slots)).collect()),
        Input::Object(members) => {
            let members = members.iter();
            Input::Object(
                members
                    .map(|(name, value)| (name.clone(), fill(value, slots)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

fn has_slots(input: &Input) -> bool {
    match input {
        Input::Slot(_) => true,
        Input::List(items) => items.iter().any(has_slots),
        Input::Object(members) => members.iter().any(|(_, value)| has_slots(value)),
        _ => false,
    }
}

/// A value as a request would give it.
pub(crate) fn as_input(value: &Value) -> Input {
    match value {
        Value::Null => Input::Null,
        Value::Int(number) => Input::Int(*number),
        Value::Text(words) => Input::Text(words.clone()),
        other => Input::Raw(text::of(other)),
    }
}

/// There is no such row, or the caller may not see it.
pub(crate) fn not_found(entity: &Entity) -> Error {
    let name = entity.model.singular().replace('_', " ");
    Error::new(ErrorCode::NotFound, format!("there is no such {name}"))
}
