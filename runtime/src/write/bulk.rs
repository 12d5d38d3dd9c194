//! Writes of many rows: new ones.

mod change;
mod guard;
mod item;

use auto_api_model::Entity;
use auto_api_model::input::InputOf;

use super::engine::Engine;
use super::path::Path;
use super::record::Record;
use super::tx::{Rows, Tx};
use super::{Done, Key, Refused, violation};
use crate::ask::{Input, WriteArgs};
use crate::error::Error;
use crate::events::EventKind;
use crate::hooks::On;
use crate::plan::operand::items;
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
