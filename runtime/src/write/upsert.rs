//! The row of a unique key: changed if it is there, else made.

use auto_api_model::input::InputOf;
use auto_api_model::{Entity, ErrorCode};

use super::engine::Engine;
use super::path::Path;
use super::tx::Tx;
use super::update::Target;
use super::{Done, Key, Refused, violation};
use crate::ask::{Input, WriteArgs};
use crate::error::Error;
use crate::value::Value;

impl Engine<'_> {
    /// `upsert_post(input, on)`
    pub(super) async fn upsert(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        let input = self.input(args.input.as_ref().unwrap_or(&Input::Null));
        let path = Path::argument("input");
        let of = self.entity(entity);
        let on = self.on(of, args.on.as_ref())?;
        let mut errors = Vec::new();
        let record = self.record(of, InputOf::Create, &input, &path, &mut errors);
        let key: Vec<(usize, Value)> = (on.iter())
            .filter_map(|&at| Some((at, record.values[at].clone()?)))
            .filter(|(_, value)| *value != Value::Null)
            .collect();
        if errors.is_empty() && key.len() < on.len() {
            for at in on
                .iter()
                .filter(|at| !key.iter().any(|(member, _)| member == *at))
            {
                let name = &of.members[*at].name;
                let message = format!("`{name}` is required: the row is looked for by it");
                let error = Error::new(ErrorCode::NotNull, message);
                errors.push(path.name(name).put(error));
            }
        }
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        drop(record);
        // Two requests may both find no row: whoever is second changes what the first made.
        for _ in 0..TRIES {
            if let Some(found) = self.found(tx, of, &key).await? {
                return self.changed(tx, entity, found, &input, &on).await;
            }
            tx.savepoint().await?;
            let made = self.new_row(tx, entity, &input, &path).await;
            let is_second = matches!(&made, Err(Refused::Caller(errors, _))
                if errors.iter().all(|error| error.code == ErrorCode::Unique));
            tx.end_savepoint(made.is_ok()).await?;
            if is_second && self.found(tx, of, &key).await?.is_some() {
                continue;
            }
            return made.map(|key| Done {
                keys: vec![Some(key)],
                affected: 1,
                created: true,
                ..Done::default()
            });
        }
        let message = "others change the same row at the same time; try again";
        Err(Error::new(ErrorCode::Conflict, message).into())
    }

    /// The primary key of the row of a unique key.
    async fn found(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        key: &[(usize, Value)],
    ) -> Result<Option<Key>, Error> {
        let statement = violation::find(tx, entity, key);
        Ok(tx.keys(entity, &statement, &[]).await?.pop())
    }

    async fn changed(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        found: Key,
        input: &Input,
        on: &[usize],
    ) -> Result<Done, Refused> {
        let of = self.entity(entity);
        let target = Target::of(of, &found);
        // The members of the key say which row; the primary key stays.
        let is_fixed = |name: &str| {
            let at = of.settable(name);
            at.is_some_and(|at| on.contains(&at) || of.key.contains(&at))
        };
        let Input::Object(members) = input else {
            return Err(Error::internal("an input is an object").into());
        };
        let rest: Vec<_> = members
            .iter()
            .filter(|(name, _)| !is_fixed(name))
            .cloned()
            .collect();
        let mut key = found;
        if !rest.is_empty() {
            let path = Path::argument("input");
            let patch = Input::Object(rest);
            key = self.change(tx, entity, &target, &patch, &path).await?;
        }
        Ok(Done {
            keys: vec![Some(key)],
            affected: 1,
            ..Done::default()
        })
    }

    /// The members of the unique key to go by: the first unless said.
    fn on(&self, entity: &Entity, given: Option<&Input>) -> Result<Vec<usize>, Error> {
        let mut keys = self.zone.upsert_keys(entity);
        let Some(given) = self.optional(given) else {
            let first = keys.next().map(<[usize]>::to_vec);
            return first.ok_or_else(|| Error::internal("an upsert without a key"));
        };
        let names: Vec<&str> = crate::plan::operand::items(&given)
            .iter()
            .filter_map(|name| match name {
                Input::Text(name) | Input::Raw(name) | Input::Enum(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let is_asked = |key: &&[usize]| {
            let of = key.iter().map(|&at| entity.members[at].name.as_str());
            key.len() == names.len() && of.clone().all(|name| names.contains(&name))
        };
        let known: Vec<String> = self
            .zone
            .upsert_keys(entity)
            .map(|key| spelled(entity, key))
            .collect();
        keys.find(is_asked).map(<[usize]>::to_vec).ok_or_else(|| {
            let message = format!("expected one of {}", known.join(", "));
            Path::argument("on").error(message)
        })
    }
}

fn spelled(entity: &Entity, key: &[usize]) -> String {
    let names = key.iter().map(|&at| entity.members[at].name.as_str());
    format!("`{}`", names.collect::<Vec<_>>().join(","))
}

/// How often a row that comes and goes is looked for.
const TRIES: usize = 3;
