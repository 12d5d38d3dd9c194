//! The arguments of a field that leads to rows.

use apollo_compiler::parser::SourceSpan;
use auto_api_model::Entity;
use auto_api_model::groups::GroupArgument;
use auto_api_model::render::Argument;

use super::super::failure::Failure;
use super::Lower;
use super::collect::Group;
use crate::ask::{Args, Input};

/// What arguments are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The key of one row.
    Key,
    /// Which rows.
    Rows,
    /// Which groups.
    Groups,
}

impl<'a> Lower<'a> {
    /// An argument that is null is like one that is absent.
    pub(super) fn arguments(&mut self, group: &Group<'a>, entity: usize, of: Of) -> Args {
        let (by_key, is_groups) = (of == Of::Key, of == Of::Groups);
        let mut args = Args::default();
        for (name, input) in self.given(group) {
            match input {
                Input::Null => {}
                input if by_key => self.key_part(&mut args.key, entity, group, input, name),
                input if is_groups => self.put_for_groups(&mut args, group, input, name),
                input => self.put(&mut args, group, input, name),
            }
        }
        if by_key {
            self.check_key(&mut args.key, entity, group);
        }
        args
    }

    /// The arguments that a field is given, with their values; mistakes are noted.
    pub(super) fn given(&mut self, group: &Group<'a>) -> Vec<(&'a str, Input)> {
        let mut given = Vec::with_capacity(group.field.arguments.len());
        for argument in &group.field.arguments {
            let Some(def) = group.field.definition.argument_by_name(&argument.name) else {
                continue;
            };
            let Some(ty) = self.context.schema.inputs.typed(&def.ty) else {
                continue;
            };
            match self.values.input(&argument.value, &ty) {
                Ok(None) => {}
                Ok(Some(input)) => given.push((argument.name.as_str(), input)),
                Err((message, span)) => self.misfit(&argument.name, &message, span),
            }
        }
        given
    }

    fn put(&mut self, args: &mut Args, group: &Group<'a>, input: Input, name: &str) {
        let Some(argument) = self.context.schema.fields.arguments.get(name) else {
            return self.lost(group);
        };
        let place = match argument {
            Argument::Filter => &mut args.filter,
            Argument::OrderBy => &mut args.order_by,
            Argument::Distinct => &mut args.distinct,
            Argument::Limit => &mut args.limit,
            Argument::Offset => &mut args.offset,
            Argument::Page => &mut args.page,
            Argument::PerPage => &mut args.per_page,
            Argument::First => &mut args.first,
            Argument::After => &mut args.after,
            Argument::Last => &mut args.last,
            Argument::Before => &mut args.before,
        };
        *place = Some(input);
    }

    fn put_for_groups(&mut self, args: &mut Args, group: &Group<'a>, input: Input, name: &str) {
        let known = &self.context.schema.fields.group_arguments;
        let Some(argument) = known.get(name) else {
            return self.lost(group);
        };
        let place = match argument {
            GroupArgument::By => &mut args.by,
            GroupArgument::Filter => &mut args.filter,
            GroupArgument::Having => &mut args.having,
            GroupArgument::OrderBy => &mut args.order_by,
            GroupArgument::Limit => &mut args.limit,
            GroupArgument::Offset => &mut args.offset,
        };
        *place = Some(input);
    }

    pub(super) fn key_part(
        &mut self,
        key: &mut Vec<(usize, Input)>,
        entity: usize,
        group: &Group<'a>,
        input: Input,
        name: &str,
    ) {
        match self.context.schema.fields.members[entity].get(name) {
            Some(&member) => key.push((member, input)),
            None => self.lost(group),
        }
    }

    /// The members that are given are those of one unique key, in its order.
    pub(super) fn check_key(
        &mut self,
        given: &mut [(usize, Input)],
        entity: usize,
        group: &Group<'a>,
    ) {
        let entity = &self.context.zone.entities[entity];
        let is_given = |key: &&[usize]| {
            let has = |at: &usize| given.iter().any(|(member, _)| member == at);
            key.len() == given.len() && key.iter().all(has)
        };
        if let Some(key) = entity.visible_keys().find(is_given) {
            let place = |at: &usize| key.iter().position(|member| member == at);
            given.sort_by_key(|(member, _)| place(member));
            return;
        }
        let message = format!("`{}` takes exactly one key: {}", group.name(), keys(entity));
        let failure = Failure::invalid(message);
        self.fail(failure.at(group.field.location(), &self.document.sources));
    }

    pub(super) fn misfit(&mut self, argument: &str, message: &str, span: Option<SourceSpan>) {
        let failure = Failure::invalid(format!("argument `{argument}`: {message}"));
        self.fail(failure.at(span, &self.document.sources));
    }
}

/// `` `id`, or `slug`, or `year` and `number` ``
fn keys(entity: &Entity) -> String {
    let key = |key: &[usize]| {
        let names = key
            .iter()
            .map(|&at| format!("`{}`", entity.members[at].name));
        names.collect::<Vec<_>>().join(" and ")
    };
    let keys: Vec<String> = entity.visible_keys().map(key).collect();
    keys.join(", or ")
}
