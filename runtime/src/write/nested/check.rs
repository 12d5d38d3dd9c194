//! Every mistake of an input, on all its levels, before anything is changed.

use auto_api_model::input::{InputOf, WriteAction};
use auto_api_model::{Entity, ErrorCode, Join, Link, LinkWrite};

use super::super::engine::Engine;
use super::super::path::Path;
use super::super::record::Record;
use super::{Todo, is_before, item};
use crate::ask::Input;
use crate::error::Error;

/// Levels of rows in one input.
const LEVELS: usize = 10;

impl Engine<'_> {
    /// Checks a new row and all below it; `given` are members that the row around it fills.
    pub(in crate::write) fn check_new(
        &self,
        entity: usize,
        input: &Input,
        given: &[usize],
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        let entity = self.entity(entity);
        let mut record = self.record(entity, InputOf::Create, input, path, errors);
        self.check_given(entity, &record, given, path, errors);
        let mut implied = given.to_vec();
        for (link, _) in &record.links {
            implied.extend(own_members(&entity.links[*link]));
        }
        self.complete(entity, &mut record, &implied, path, errors);
        self.check_links(entity, &record, true, path, errors);
    }

    /// Checks a patch and all below it.
    pub(in crate::write) fn check_patch(
        &self,
        entity: usize,
        input: &Input,
        given: &[usize],
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        let entity = self.entity(entity);
        let record = self.record(entity, InputOf::Update, input, path, errors);
        self.check_given(entity, &record, given, path, errors);
        if errors.is_empty() && record.is_empty() {
            errors.push(path.error("nothing is to be changed: give at least one field"));
        }
        self.check_links(entity, &record, false, path, errors);
    }

    /// A row says nothing of the row around it, and nothing twice.
    fn check_given(
        &self,
        entity: &Entity,
        record: &Record<'_>,
        given: &[usize],
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        for &member in given.iter().filter(|&&at| record.values[at].is_some()) {
            let path = path.name(&entity.members[member].name);
            errors.push(path.error("leave this out: it is the row around this one"));
        }
        for (link, _) in &record.links {
            let link = &entity.links[*link];
            let path = path.name(&link.name);
            for member in own_members(link) {
                if given.contains(&member) {
                    errors.push(path.error("leave this out: it is the row around this one"));
                    break;
                }
                if record.values[member].is_some() {
                    let name = &entity.members[member].name;
                    errors.push(path.error(format!("give `{name}` or `{}`, not both", link.name)));
                    break;
                }
            }
        }
    }

    fn check_links(
        &self,
        entity: &Entity,
        record: &Record<'_>,
        is_new: bool,
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        for (at, input) in &record.links {
            let link = &entity.links[*at];
            let path = path.name(&link.name);
            if path.levels() > LEVELS {
                let message = format!("rows may be {LEVELS} levels deep at most");
                let error = Error::new(ErrorCode::LimitExceeded, message);
                errors.push(path.put(error));
                continue;
            }
            let todo = self.todo(link, input, is_new, &path, errors);
            self.check_todo(link, &todo, is_new, &path, errors);
        }
    }

    fn check_todo(
        &self,
        link: &Link,
        todo: &Todo<'_>,
        is_new: bool,
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) {
        let target = self.zone.target(link);
        let writes = self.zone.writes(target);
        let mut needs = |verb: LinkWrite, items: &[&Input], action: WriteAction| {
            if !items.is_empty() && !writes.contains(&action) {
                let name = target.model.singular().replace('_', " ");
                let message = format!("this zone has no way to {} a {name}", verb.name());
                errors.push(path.name(verb.name()).error(message));
            }
        };
        needs(LinkWrite::Create, &todo.create, WriteAction::Create);
        needs(LinkWrite::Update, &todo.update, WriteAction::Update);
        needs(LinkWrite::Delete, &todo.delete, WriteAction::Delete);
        let holds = held(link);
        for (at, input) in todo.create.iter().enumerate() {
            let verb = path.name("create");
            self.check_new(link.target, input, holds, &item(&verb, link, at), errors);
        }
        let keys = [
            (LinkWrite::Connect, todo.connect.as_slice()),
            (LinkWrite::Disconnect, &todo.disconnect),
            (LinkWrite::Set, todo.set.as_deref().unwrap_or_default()),
            (LinkWrite::Delete, &todo.delete),
        ];
        for (verb, items) in keys {
            let path = path.name(verb.name());
            let is_flag = !link.many && verb != LinkWrite::Connect;
            for (at, input) in items.iter().enumerate().filter(|_| !is_flag) {
                let key = self.key_input(target, input, &item(&path, link, at));
                errors.extend(key.err());
            }
        }
        for (at, input) in todo.update.iter().enumerate() {
            let path = path.name("update");
            if !link.many {
                self.check_patch(link.target, input, holds, &path, errors);
                continue;
            }
            let path = path.index(at);
            match self.item_parts(target, input, &path) {
                Ok((_, patch)) => {
                    let path = path.name("patch");
                    self.check_patch(link.target, patch, holds, &path, errors);
                }
                Err(error) => errors.push(error),
            }
        }
        let lets_go = !todo.disconnect.is_empty() || (!link.many && !todo.delete.is_empty());
        if lets_go && is_before(link) && !link.nullable {
            let message = format!("`{}` is required: connect another row instead", link.name);
            errors.push(path.error(message));
        }
        let is_new_and_one =
            is_new && !link.many && todo.create.is_empty() && todo.connect.is_empty();
        if is_new_and_one && is_before(link) && !link.nullable {
            errors.push(path.error("give `create` or `connect`"));
        }
    }
}

/// The members of a row that a relation to one fills.
pub(in crate::write) fn own_members(link: &Link) -> Vec<usize> {
    match &link.join {
        Join::Direct { own, .. } if is_before(link) => own.clone(),
        _ => Vec::new(),
    }
}

/// The members of the target that hold the row's key, which the row fills.
pub(in crate::write) fn held(link: &Link) -> &[usize] {
    match &link.join {
        Join::Direct { other, .. } if !is_before(link) => other,
        _ => &[],
    }
}
