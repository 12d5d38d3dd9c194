//! New rows, and what is made along with them.

use auto_api_model::Entity;
use auto_api_model::input::InputOf;

use super::bulk::Fates;
use super::engine::Engine;
use super::path::Path;
use super::record::Record;
use super::tx::{Rows, Tx};
use super::{Done, Key, Refused, violation};
use crate::ask::Input;
use crate::events::EventKind;
use crate::hooks::On;
use crate::value::Value;

impl Engine<'_> {
    /// `create_post(input)`
    pub(super) async fn create(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        input: &Input,
    ) -> Result<Done, Refused> {
        let input = self.input(input);
        let path = Path::argument("input");
        let key = self.new_row(tx, entity, &input, &path).await?;
        Ok(Done {
            keys: vec![Some(key)],
            affected: 1,
            created: true,
            ..Done::default()
        })
    }

    /// Checks a row and all below it, and makes them.
    pub(super) async fn new_row(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let mut errors = Vec::new();
        self.check_new(entity, input, &[], path, &mut errors);
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        self.make_row(tx, entity, input, &[], path).await
    }

    /// Makes a row whose input was checked; `given` are members that the row around it fills.
    pub(super) async fn make_row(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        input: &Input,
        given: &[(usize, Value)],
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let entity = self.entity(entity);
        let mut errors = Vec::new();
        let mut record = self.record(entity, InputOf::Create, input, path, &mut errors);
        for (member, value) in given {
            record.values[*member] = Some(value.clone());
        }
        self.before(tx, entity, &mut record, true, path).await?;
        self.complete(entity, &mut record, &[], path, &mut errors);
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        let key = self.insert(tx, entity, &mut record, path).await?;
        self.after(tx, entity, &record, &key, true, path).await?;
        Ok(key)
    }

    /// Makes rows whose inputs were checked: those without relations of their own by one statement.
    pub(super) async fn make_rows<'p>(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        inputs: &[&Input],
        given: &[(usize, Value)],
        path: &(dyn Fn(usize) -> Path<'p> + Sync),
    ) -> Result<Vec<Key>, Refused> {
        let of = self.entity(entity);
        let mut fates = Fates::of(inputs.len());
        let mut plain = Vec::new();
        for (at, input) in inputs.iter().enumerate() {
            let path = path(at);
            let mut errors = Vec::new();
            let mut record = self.record(of, InputOf::Create, input, &path, &mut errors);
            if !record.links.is_empty() {
                let made = Box::pin(self.make_row(tx, entity, input, given, &path));
                fates.keys[at] = Some(made.await?);
                continue;
            }
            for (member, value) in given {
                record.values[*member] = Some(value.clone());
            }
            self.complete(of, &mut record, &[], &path, &mut errors);
            if !errors.is_empty() {
                return Err(Refused::Caller(errors, None));
            }
            plain.push((at, record));
        }
        let added = self.add_all(tx, of, plain, false, path, &mut fates).await;
        added.map_err(Refused::without_index)?;
        Ok(fates.keys.into_iter().flatten().collect())
    }

    /// Adds a complete record.
    pub(super) async fn insert(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        record: &mut Record<'_>,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        self.hook_values(tx, entity, (On::Create, None), record, path)
            .await?;
        let (columns, row): (Vec<usize>, Vec<Value>) = record.sets().into_iter().unzip();
        let rows = Rows {
            entity,
            columns: &columns,
            rows: &[row],
            returning: &entity.key,
        };
        match tx.insert(&rows).await {
            Ok(mut keys) => {
                tx.note(entity, EventKind::Created, &keys);
                let key = keys.pop().unwrap_or_default();
                self.hook_written(tx, entity, (On::Create, None), &key, path)
                    .await?;
                Ok(key)
            }
            Err((_, error)) => {
                let error = violation::told(self, tx, entity, error, Some(&record.values)).await;
                Err(violation::put(error, entity, path))
            }
        }
    }
}
