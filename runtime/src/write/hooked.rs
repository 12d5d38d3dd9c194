//! Where the application's hooks are called.

use auto_api_model::Entity;

use super::engine::Engine;
use super::path::Path;
use super::record::Record;
use super::statement::encodings;
use super::tx::Tx;
use super::update::{Target, matching};
use super::{Key, Refused, statement};
use crate::error::{Error, Result};
use crate::hooks::{Draft, Images, On};
use crate::plan::write::Matching;
use crate::transaction::Transaction;
use crate::validate;
use crate::value::Value;

impl Engine<'_> {
    /// Whether hooks want to know of a change.
    pub(super) fn is_hooked(&self, entity: &Entity, on: On) -> bool {
        entity.model.audit || self.database.hooks().are_on(entity, on)
    }

    /// Calls the hooks before a row is made or changed, which may change its values.
    pub(super) async fn hook_values(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        (on, old): (On, Option<&Vec<Value>>),
        record: &mut Record<'_>,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        if !self.is_hooked(entity, on) {
            return Ok(());
        }
        let mut draft = Draft {
            on,
            values: std::mem::take(&mut record.values),
            old: old.cloned(),
        };
        let called = self.call_before(tx, entity, &mut draft).await;
        record.values = draft.values;
        called.map_err(|error| path.put(error))?;
        let rules = validate::of(self.zone, entity)?;
        let errors = rules.again(entity, &mut record.values, on == On::Create);
        if errors.is_empty() {
            Ok(())
        } else {
            let errors = errors.into_iter().map(|error| path.around(error));
            Err(Refused::Caller(errors.collect(), None))
        }
    }

    /// Calls the hooks before a row is deleted.
    pub(super) async fn hook_end(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        old: &[Value],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let mut draft = Draft {
            on: On::Delete,
            values: vec![None; entity.members.len()],
            old: Some(old.to_vec()),
        };
        let called = self.call_before(tx, entity, &mut draft).await;
        Ok(called.map_err(|error| path.put(error))?)
    }

    async fn call_before(&self, tx: &mut Tx<'_>, entity: &Entity, draft: &mut Draft) -> Result<()> {
        let mut transaction = Transaction::new(tx, self.database);
        let hooks = self.database.hooks();
        Box::pin(hooks.call_before(entity, draft, &mut transaction)).await
    }

    /// Calls the hooks after a change, and notes what is called after the commit.
    pub(super) async fn hook_after(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        images: Images,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        if entity.model.audit {
            self.audit(tx, entity, &images).await?;
        }
        let hooks = self.database.hooks();
        let mut transaction = Transaction::new(tx, self.database);
        let called = Box::pin(hooks.call_after(entity, &images, &mut transaction)).await;
        called.map_err(|error| path.put(error))?;
        if hooks.wait_for_commit(entity, images.on) {
            tx.once_committed(entity.model.rust_name, images);
        }
        Ok(())
    }

    /// Calls the hooks after a row was made or changed.
    pub(super) async fn hook_written(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        (on, before): (On, Option<Vec<Value>>),
        key: &Key,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        if !entity.model.audit && !self.database.hooks().follow(entity, on) {
            return Ok(());
        }
        let target = Target::of(entity, key);
        let found = matching(tx, entity, &target);
        let after = self.whole(tx, entity, found).await?;
        let images = Images { on, before, after };
        self.hook_after(tx, entity, images, path).await
    }

    /// A row as it is now, all members of it.
    pub(super) async fn whole(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        found: Matching,
    ) -> Result<Option<Vec<Value>>, Error> {
        let all: Vec<usize> = (0..entity.members.len()).collect();
        let statement = statement::select(entity, found, &all);
        let mut rows = tx.query(&statement, &[], &encodings(entity, &all)).await?;
        Ok(rows.pop())
    }
}
