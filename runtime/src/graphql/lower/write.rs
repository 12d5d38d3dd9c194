//! Root fields of mutations: what is written, and what is answered.

mod arguments;
mod payload;
#[cfg(test)]
mod tests;

use super::super::fields::Write as Field;
use super::Lower;
use super::collect::Group;
use crate::ask::{Input, Root, Write};
pub(crate) use arguments::too_many_rows;

impl<'a> Lower<'a> {
    /// A field of `Mutation`.
    pub(super) fn write(&mut self, group: &Group<'a>, field: Field) -> Root {
        self.path.push(group.key.to_string());
        let args = self.write_arguments(group, field);
        let payload = self.payload((field.entity, None), &group.selections());
        self.path.pop();
        let given = self.values.given.iter().flatten();
        Root::Write(Write {
            key: group.key(),
            entity: field.entity,
            action: field.action,
            args,
            slots: given.map(slots).sum(),
            payload,
        })
    }
}

/// How many slots an input has.
pub(super) fn slots(input: &Input) -> usize {
    match input {
        Input::Slot(_) => 1,
        Input::List(items) => items.iter().map(slots).sum(),
        Input::Object(members) => members.iter().map(|(_, value)| slots(value)).sum(),
        _ => 0,
    }
}

/// The bytes that a write's own input takes in a plan, roughly: a literal may be long.
pub(crate) fn weight(write: &Write) -> usize {
    let args = &write.args;
    let all = [
        &args.input,
        &args.inputs,
        &args.items,
        &args.patch,
        &args.idempotency_key,
    ];
    all.into_iter().flatten().map(bytes).sum()
}

fn bytes(input: &Input) -> usize {
    let own = size_of::<Input>();
    own + match input {
        Input::Text(text) | Input::Enum(text) | Input::Raw(text) => text.len(),
        Input::List(items) => items.iter().map(bytes).sum(),
        Input::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| size_of::<String>() + name.len() + bytes(value))
                .sum()
        }
        Input::Json(json) => json.to_string().len() * 4,
        _ => 0,
    }
}
