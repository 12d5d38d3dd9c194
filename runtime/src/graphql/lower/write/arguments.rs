//! The arguments of a write.

use auto_api_model::ErrorCode;
use auto_api_model::input::WriteAction;
use auto_api_model::render::WriteArgument;

use super::super::super::failure::Failure;
use super::super::super::fields::Write as Field;
use super::super::Lower;
use super::super::collect::Group;
use crate::ask::{Input, WriteArgs};

impl<'a> Lower<'a> {
    /// An argument that is null is like one that is absent.
    pub(super) fn write_arguments(&mut self, group: &Group<'a>, field: Field) -> WriteArgs {
        let mut args = WriteArgs::default();
        let given = self.given(group).into_iter();
        for (name, input) in given.filter(|(_, input)| *input != Input::Null) {
            let known = self.context.schema.fields.writes.arguments.get(name);
            match known.copied().filter(|which| has(field.action, *which)) {
                Some(which) => self.put_write(&mut args, group, field.entity, (which, input)),
                None => self.key_part(&mut args.key, field.entity, group, input, name),
            }
        }
        if field.action.is_by_key() {
            self.check_key(&mut args.key, field.entity, group);
        }
        if field.action == WriteAction::Upsert && args.on.is_none() {
            let entity = &self.context.zone.entities[field.entity];
            let first = self.context.zone.upsert_keys(entity).next();
            args.on = first.map(|key| self.names(field.entity, key));
        }
        if field.action == WriteAction::UpdateMany {
            self.check_one_way(&args, group);
        }
        args
    }

    fn put_write(
        &mut self,
        args: &mut WriteArgs,
        group: &Group<'a>,
        entity: usize,
        (which, input): (WriteArgument, Input),
    ) {
        if which.is_rows() {
            self.check_rows(&input, group);
        }
        let place = match which {
            WriteArgument::Input => &mut args.input,
            WriteArgument::Inputs => &mut args.inputs,
            WriteArgument::Items => &mut args.items,
            WriteArgument::Patch => &mut args.patch,
            WriteArgument::Filter => &mut args.filter,
            WriteArgument::All => &mut args.all,
            WriteArgument::AtMost => &mut args.at_most,
            WriteArgument::OnError => &mut args.on_error,
            WriteArgument::ExpectedVersion => &mut args.expected_version,
            WriteArgument::IdempotencyKey => &mut args.idempotency_key,
            WriteArgument::On => {
                args.on = match &input {
                    Input::Enum(value) => {
                        let keys = &self.context.schema.fields.writes.keys[entity];
                        keys.get(value).map(|key| self.names(entity, key))
                    }
                    _ => None,
                };
                return;
            }
        };
        *place = Some(input);
    }

    /// The members of a key, as the wire spells them.
    fn names(&self, entity: usize, key: &[usize]) -> Input {
        let members = &self.context.zone.entities[entity].members;
        let names = key.iter().map(|&at| Input::Text(members[at].name.clone()));
        Input::List(names.collect())
    }

    /// A list in the document is as long as one in a variable may be.
    fn check_rows(&mut self, input: &Input, group: &Group<'a>) {
        let limit = self.context.zone.limits.bulk_rows;
        if matches!(input, Input::List(rows) if rows.len() > limit as usize) {
            let failure = too_many_rows(limit);
            self.fail(failure.at(group.field.location(), &self.document.sources));
        }
    }

    /// Rows are changed each in its own way, or all in the same.
    fn check_one_way(&mut self, args: &WriteArgs, group: &Group<'a>) {
        let all = args
            .all
            .as_ref()
            .is_some_and(|all| *all != Input::Bool(false));
        if args.items.is_some() && (args.filter.is_some() || args.patch.is_some() || all) {
            let message = format!(
                "`{}` takes either `items`, or `patch` with `filter` or `all`",
                group.name()
            );
            let failure = Failure::invalid(message);
            self.fail(failure.at(group.field.location(), &self.document.sources));
        }
    }
}

fn has(action: WriteAction, argument: WriteArgument) -> bool {
    action.arguments().contains(&argument)
}

/// More rows than one write is given.
pub(crate) fn too_many_rows(limit: u32) -> Failure {
    let message = format!("a write takes {limit} rows at most");
    Failure::new(ErrorCode::LimitExceeded, message)
}
