//! One of many rows, as an input names it: its key, and what is to be changed of it.

use auto_api_model::Entity;

use super::super::engine::Engine;
use super::super::path::Path;
use super::super::update::Target;
use crate::ask::Input;
use crate::coerce::{coerce, shown};
use crate::error::Error;
use crate::value::Value;

impl Engine<'_> {
    /// `{key: {…}, patch: {…}, expected_version: …}`
    pub(in crate::write) fn item_parts<'i>(
        &self,
        entity: &Entity,
        item: &'i Input,
        path: &Path<'_>,
    ) -> Result<(Target, &'i Input), Error> {
        let Input::Object(members) = item else {
            let message = format!("expected an object, found {}", shown(item));
            return Err(path.error(message));
        };
        let spelled = |name: &str| self.zone.case.apply(name);
        let get = |name: &str| {
            let name = spelled(name);
            let found = members.iter().find(|(given, _)| *given == name);
            found.map(|(_, value)| value)
        };
        let known = ["key", "patch", "expected_version"].map(spelled);
        if let Some((name, _)) = members.iter().find(|(name, _)| !known.contains(name)) {
            let hint = auto_api_model::suggest::hint(name, known.iter().map(String::as_str));
            let path = path.name(name);
            return Err(path.error(format!("there is no `{name}` here{hint}")));
        }
        let key = get("key").unwrap_or(&Input::Null);
        let target = Target {
            key: self.key_input(entity, key, &path.name("key"))?,
            version: self.expected_version(get("expected_version"))?,
        };
        Ok((target, get("patch").unwrap_or(&Input::Null)))
    }

    /// `PostKeyInput`: the members of exactly one unique key.
    pub(in crate::write) fn key_input(
        &self,
        entity: &Entity,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Vec<(usize, Value)>, Error> {
        let Input::Object(given) = input else {
            let message = format!("expected the members of a key, found {}", shown(input));
            return Err(path.error(message));
        };
        let given: Vec<_> = given
            .iter()
            .filter(|(_, value)| *value != Input::Null)
            .collect();
        let is_key = |key: &&[usize]| {
            let mut names = key.iter().map(|&at| &entity.members[at].name);
            key.len() == given.len()
                && names.all(|name| given.iter().any(|(given, _)| given == name))
        };
        let Some(key) = entity.visible_keys().find(is_key) else {
            let names = |key: &[usize]| {
                let names = key
                    .iter()
                    .map(|&at| format!("`{}`", entity.members[at].name));
                names.collect::<Vec<_>>().join(" and ")
            };
            let keys: Vec<String> = entity.visible_keys().map(names).collect();
            let message = format!("give exactly one key: {}", keys.join(", or "));
            return Err(path.error(message));
        };
        let mut values = Vec::with_capacity(key.len());
        for &at in key {
            let member = &entity.members[at];
            let input = given.iter().find(|(name, _)| *name == member.name);
            let input = input.map_or(&Input::Null, |(_, value)| value);
            let value = coerce(&member.kind, input);
            let value = value.map_err(|message| path.name(&member.name).error(message))?;
            values.push((at, value));
        }
        Ok(values)
    }
}
