//! Writes of many rows.

use auto_api_model::input::InputOf;
use auto_api_model::{Entity, Kind, Scalar};

use super::delete::check;
use super::engine::Engine;
use super::path::Path;
use super::record::Record;
use super::statement::{select, update};
use super::tx::{Rows, Tx};
use super::update::Target;
use super::vacuous::is_vacuous;
use super::{Done, Key, Refused, violation};
use crate::ask::{Input, WriteArgs};
use crate::coerce::{coerce, shown, truth};
use crate::error::Error;
use crate::events::EventKind;
use crate::hooks::On;
use crate::plan::operand::items;
use crate::plan::write::WriteNode;
use crate::value::Value;

/// Rows that are added together: their positions in the input, and their values.
struct Batch {
    at: Vec<usize>,
    columns: Vec<usize>,
    rows: Vec<Vec<Value>>,
}

/// What became of each row.
#[derive(Debug)]
pub(super) struct Fates {
    pub(super) keys: Vec<Option<Key>>,
    errors: Vec<Error>,
}

impl Fates {
    pub(super) fn of(rows: usize) -> Self {
        Self {
            keys: vec![None; rows],
            errors: Vec::new(),
        }
    }

    fn fail(&mut self, at: usize, errors: impl IntoIterator<Item = Error>) {
        self.errors.extend(errors.into_iter().map(|mut error| {
            error.index = Some(at);
            error
        }));
    }
}

impl Engine<'_> {
    /// `create_posts(inputs, on_error)`
    pub(super) async fn create_many(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        let inputs = self.input(args.inputs.as_ref().unwrap_or(&Input::Null));
        let inputs = items(&inputs);
        let skips = self.skips(args)?;
        let of = self.entity(entity);
        let path = Path::argument("inputs");
        let mut fates = Fates::of(inputs.len());
        let mut records: Vec<(usize, Record<'_>)> = Vec::with_capacity(inputs.len());
        for (at, input) in inputs.iter().enumerate() {
            let path = path.index(at);
            let mut errors = Vec::new();
            let mut record = self.record(of, InputOf::Create, input, &path, &mut errors);
            if record.links.is_empty() {
                self.complete(of, &mut record, &[], &path, &mut errors);
            } else {
                errors.clear();
                self.check_new(entity, input, &[], &path, &mut errors);
            }
            if errors.is_empty() {
                records.push((at, record));
            } else {
                fates.fail(at, errors);
            }
        }
        if !skips && !fates.errors.is_empty() {
            return Err(Refused::Caller(fates.errors, None));
        }
        let (plain, linked): (Vec<_>, Vec<_>) = records
            .into_iter()
            .partition(|(_, record)| record.links.is_empty());
        let of_row = |at| path.index(at);
        self.add_all(tx, of, plain, skips, &of_row, &mut fates)
            .await?;
        for (at, _) in linked {
            let path = path.index(at);
            if skips {
                tx.savepoint().await?;
            }
            let made = self.make_row(tx, entity, &inputs[at], &[], &path).await;
            if skips {
                tx.end_savepoint(made.is_ok()).await?;
            }
            match made {
                Ok(key) => fates.keys[at] = Some(key),
                Err(Refused::Caller(errors, _)) => fates.fail(at, errors),
                Err(fault) => return Err(fault),
            }
            if !skips && !fates.errors.is_empty() {
                return Err(Refused::Caller(fates.errors, None));
            }
        }
        fates.errors.sort_by_key(|error| error.index);
        let affected = fates.keys.iter().flatten().count() as u64;
        Ok(Done {
            keys: fates.keys,
            affected,
            errors: fates.errors,
            ..Done::default()
        })
    }

    /// Adds complete records without relations.
    pub(super) async fn add_all<'p>(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        records: Vec<(usize, Record<'_>)>,
        skips: bool,
        path: &(dyn Fn(usize) -> Path<'p> + Sync),
        fates: &mut Fates,
    ) -> Result<(), Refused> {
        let mut records = records;
        if self.is_hooked(entity, On::Create) {
            records = self
                .hook_each(tx, entity, records, skips, path, fates)
                .await?;
        }
        for batch in batches(entity, records) {
            self.add(tx, entity, &batch, skips, path, fates).await?;
            for &at in &batch.at {
                let Some(key) = fates.keys[at].clone() else {
                    continue;
                };
                let path = path(at);
                self.hook_written(tx, entity, (On::Create, None), &key, &path)
                    .await?;
            }
        }
        Ok(())
    }

    /// Calls the hooks before each row; those that are refused are left out, or end all.
    async fn hook_each<'p, 'r>(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        records: Vec<(usize, Record<'r>)>,
        skips: bool,
        path: &(dyn Fn(usize) -> Path<'p> + Sync),
        fates: &mut Fates,
    ) -> Result<Vec<(usize, Record<'r>)>, Refused> {
        let mut kept = Vec::with_capacity(records.len());
        for (at, mut record) in records {
            let path = path(at);
            let hooked = self.hook_values(tx, entity, (On::Create, None), &mut record, &path);
            match hooked.await {
                Ok(()) => kept.push((at, record)),
                Err(Refused::Caller(errors, _)) => fates.fail(at, errors),
                Err(fault) => return Err(fault),
            }
        }
        if !skips && !fates.errors.is_empty() {
            return Err(Refused::Caller(std::mem::take(&mut fates.errors), None));
        }
        Ok(kept)
    }

    /// Adds a batch: all at once; where one of them fails, halves, until it is found.
    async fn add<'p>(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        batch: &Batch,
        skips: bool,
        path: &(dyn Fn(usize) -> Path<'p> + Sync),
        fates: &mut Fates,
    ) -> Result<(), Refused> {
        // One part, which may be halved.
        #[allow(clippy::single_range_in_vec_init)]
        let mut parts = vec![0..batch.rows.len()];
        while let Some(part) = parts.pop() {
            let rows = Rows {
                entity,
                columns: &batch.columns,
                rows: &batch.rows[part.clone()],
                returning: &entity.key,
            };
            tx.savepoint().await?;
            let added = tx.insert(&rows).await;
            tx.end_savepoint(added.is_ok()).await?;
            let (at, error) = match added {
                Ok(keys) => {
                    tx.note(entity, EventKind::Created, &keys);
                    for (row, key) in part.zip(keys) {
                        fates.keys[batch.at[row]] = Some(key);
                    }
                    continue;
                }
                Err((at, error)) => (at.map(|at| part.start + at), error),
            };
            let values = self.given(entity, batch, at.unwrap_or(part.start));
            let error = violation::told(self, tx, entity, error, Some(&values)).await;
            if !super::is_callers(&error) {
                return Err(Refused::Fault(error));
            }
            let Some(at) = at else {
                let middle = part.start + part.len() / 2;
                parts.push(middle..part.end);
                parts.push(part.start..middle);
                continue;
            };
            match violation::put(error, entity, &path(batch.at[at])) {
                Refused::Caller(errors, _) => fates.fail(batch.at[at], errors),
                fault @ Refused::Fault(_) => return Err(fault),
            }
            if !skips {
                return Err(Refused::Caller(std::mem::take(&mut fates.errors), None));
            }
            parts.push(at + 1..part.end);
            parts.push(part.start..at);
            parts.retain(|part| !part.is_empty());
        }
        Ok(())
    }

    /// A row of a batch by the positions of its members.
    fn given(&self, entity: &Entity, batch: &Batch, row: usize) -> Vec<Option<Value>> {
        let mut values = vec![None; entity.members.len()];
        for (&member, value) in batch.columns.iter().zip(&batch.rows[row]) {
            values[member] = Some(value.clone());
        }
        values
    }

    /// `update_posts(items)`, or `update_posts(filter, patch, all, at_most)`
    pub(super) async fn update_many(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        match self.optional(args.items.as_ref()) {
            Some(given) => {
                self.update_each(tx, node.entity, &given, self.skips(args)?)
                    .await
            }
            None => self.update_matching(tx, node, args).await,
        }
    }

    async fn update_matching(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        let entity = self.entity(node.entity);
        let patch = self.optional(args.patch.as_ref());
        let path = Path::argument("patch");
        let Some(patch) = patch else {
            return Err(path
                .error("give `patch`: what is to be changed of the rows")
                .into());
        };
        let mut errors = Vec::new();
        let record = self.record(entity, InputOf::Update, &patch, &path, &mut errors);
        if errors.is_empty() && record.is_empty() {
            errors.push(path.error("nothing is to be changed: give at least one field"));
        }
        for (link, _) in &record.links {
            let name = &entity.links[*link].name;
            let message = "relations can be changed of one row at a time";
            errors.push(path.name(name).error(message));
        }
        errors.extend(self.guard(args).err());
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        let at_most = self.at_most(args)?;
        let Some(matching) = node.matching.clone() else {
            return Err(Error::internal("a write by filter without one").into());
        };
        if self.is_hooked(entity, On::Update) {
            let statement = select(entity, matching, &entity.key);
            let keys = tx.keys(entity, &statement, self.slots).await?;
            check(keys.len() as u64, at_most)?;
            return self.change_each(tx, node.entity, keys, &patch, &path).await;
        }
        let sets = self.touched(entity, record.sets());
        let statement = update(entity, &sets, matching, &entity.key);
        let rows = match tx.keys(entity, &statement, self.slots).await {
            Ok(rows) => rows,
            Err(error) => {
                let error = violation::told(self, tx, entity, error, Some(&record.values)).await;
                return Err(violation::put(error, entity, &path));
            }
        };
        check(rows.len() as u64, at_most)?;
        tx.note(entity, EventKind::Updated, &rows);
        Ok(Done {
            affected: rows.len() as u64,
            keys: rows.into_iter().map(Some).collect(),
            ..Done::default()
        })
    }

    /// One patch for each of these rows, one after the other.
    async fn change_each(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        keys: Vec<Key>,
        patch: &Input,
        path: &Path<'_>,
    ) -> Result<Done, Refused> {
        let of = self.entity(entity);
        let mut changed = Vec::with_capacity(keys.len());
        for key in keys {
            let target = Target {
                key: of.key.iter().copied().zip(key).collect(),
                version: None,
            };
            changed.push(Some(
                self.change_row(tx, entity, &target, patch, path).await?,
            ));
        }
        Ok(Done {
            affected: changed.len() as u64,
            keys: changed,
            ..Done::default()
        })
    }

    /// Rows, each with its own patch.
    async fn update_each(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        given: &Input,
        skips: bool,
    ) -> Result<Done, Refused> {
        let given = items(given);
        let path = Path::argument("items");
        let mut fates = Fates::of(given.len());
        for (at, item) in given.iter().enumerate() {
            let path = path.index(at);
            if skips {
                tx.savepoint().await?;
            }
            let changed = self.update_item(tx, entity, item, &path).await;
            if skips {
                tx.end_savepoint(changed.is_ok()).await?;
            }
            match changed {
                Ok(key) => fates.keys[at] = Some(key),
                Err(Refused::Caller(errors, _)) => {
                    let put = |error| path.put(error);
                    fates.fail(at, errors.into_iter().map(put));
                    if !skips {
                        return Err(Refused::Caller(fates.errors, None));
                    }
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(Done {
            affected: fates.keys.iter().flatten().count() as u64,
            keys: fates.keys,
            errors: fates.errors,
            ..Done::default()
        })
    }

    /// One row and its patch.
    async fn update_item(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        item: &Input,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let (target, patch) = self.item_parts(self.entity(entity), item, path)?;
        let path = path.name("patch");
        self.change(tx, entity, &target, patch, &path).await
    }

    /// `{key: {…}, patch: {…}, expected_version: …}`
    pub(super) fn item_parts<'i>(
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
    pub(super) fn key_input(
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

    /// `delete_posts(filter, all, at_most)`
    pub(super) async fn delete_many(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        self.guard(args)?;
        let at_most = self.at_most(args)?;
        let Some(matching) = node.matching.clone() else {
            return Err(Error::internal("a write by filter without one").into());
        };
        self.remove(tx, node, self.entity(node.entity), matching, at_most)
            .await
    }

    /// A filter that means every row is refused unless that is said.
    fn guard(&self, args: &WriteArgs) -> Result<(), Error> {
        let filter = self.optional(args.filter.as_ref());
        let all = self.optional(args.all.as_ref());
        let says_all = all.is_some_and(|all| truth(&all) == Some(true));
        if says_all || !is_vacuous(filter.as_deref()) {
            return Ok(());
        }
        let message = "this filter means every row: narrow it, or say `all: true`";
        Err(Path::argument("filter").error(message))
    }

    /// How many rows may be touched.
    fn at_most(&self, args: &WriteArgs) -> Result<u64, Error> {
        let Some(given) = self.optional(args.at_most.as_ref()) else {
            return Ok(MOST);
        };
        let path = Path::argument("at_most");
        match coerce(&Kind::Scalar(Scalar::U32), &given) {
            Ok(Value::Int(rows)) => Ok(rows.unsigned_abs()),
            Ok(_) => Ok(MOST),
            Err(message) => Err(path.error(message)),
        }
    }

    /// Whether rows that cannot be written are left out.
    fn skips(&self, args: &WriteArgs) -> Result<bool, Error> {
        let Some(given) = self.optional(args.on_error.as_ref()) else {
            return Ok(false);
        };
        match &*given {
            Input::Enum(name) | Input::Text(name) | Input::Raw(name) => {
                match name.to_ascii_uppercase().as_str() {
                    "ABORT" => return Ok(false),
                    "SKIP_INVALID" => return Ok(true),
                    _ => {}
                }
            }
            _ => {}
        }
        let message = format!("expected ABORT or SKIP_INVALID, found {}", shown(&given));
        Err(Path::argument("on_error").error(message))
    }
}

/// Rows that can be added by one statement: all those of which the database makes the key, and all
/// others. A column that only some give is null in the rest.
fn batches(entity: &Entity, records: Vec<(usize, Record<'_>)>) -> Vec<Batch> {
    let counted = match entity.key.as_slice() {
        [only] if entity.has_generated_key() => Some(*only),
        _ => None,
    };
    let has_key = |record: &Record<'_>| counted.is_none_or(|key| record.values[key].is_some());
    let (with, without): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|(_, record)| has_key(record));
    let groups = [with, without]
        .into_iter()
        .filter(|group| !group.is_empty());
    groups.map(|group| batch(entity, group)).collect()
}

fn batch(entity: &Entity, records: Vec<(usize, Record<'_>)>) -> Batch {
    let is_given = |member: &usize| records.iter().any(|(_, r)| r.values[*member].is_some());
    let columns: Vec<usize> = (0..entity.members.len()).filter(is_given).collect();
    let mut at = Vec::with_capacity(records.len());
    let mut rows = Vec::with_capacity(records.len());
    for (position, mut record) in records {
        at.push(position);
        let values = columns.iter().map(|&member| record.values[member].take());
        rows.push(values.map(|value| value.unwrap_or(Value::Null)).collect());
    }
    Batch { at, columns, rows }
}

/// Rows that a write may touch unless it says how many.
const MOST: u64 = 10_000;
