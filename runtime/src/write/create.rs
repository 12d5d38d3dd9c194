//! One new row, and what is made along with it.

use auto_api_model::Entity;
use auto_api_model::input::InputOf;

use super::engine::Engine;
use super::path::Path;
use super::record::Record;
use super::tx::{Rows, Tx};
use super::{Done, Key, Refused, violation};
use crate::ask::Input;
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
        let key = self.new_row(tx, entity, &input, &[], &path).await?;
        Ok(Done {
            keys: vec![Some(key)],
            affected: 1,
            created: true,
            ..Done::default()
        })
    }

    /// Makes a row; `given` are members that the row around it fills.
    pub(super) async fn new_row(
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
        self.complete(entity, &mut record, &[], path, &mut errors);
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        self.insert(tx, entity, &record, path).await
    }

    /// Adds a complete record.
    async fn insert(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        record: &Record<'_>,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let (columns, row): (Vec<usize>, Vec<Value>) = record.sets().into_iter().unzip();
        let rows = Rows {
            entity,
            columns: &columns,
            rows: &[row],
            returning: &entity.key,
        };
        match tx.insert(&rows).await {
            Ok(mut keys) => Ok(keys.pop().unwrap_or_default()),
            Err((_, error)) => {
                let error = violation::told(self, tx, entity, error, Some(&record.values)).await;
                Err(violation::put(error, entity, path))
            }
        }
    }
}
