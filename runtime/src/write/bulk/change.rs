//! Changes of many rows, and their end.

use auto_api_model::input::InputOf;

use super::super::delete::check;
use super::super::engine::Engine;
use super::super::path::Path;
use super::super::statement::{select, update};
use super::super::tx::Tx;
use super::super::update::Target;
use super::super::{Done, Key, Refused, violation};
use super::Fates;
use crate::ask::{Input, WriteArgs};
use crate::error::Error;
use crate::events::EventKind;
use crate::hooks::On;
use crate::plan::operand::items;
use crate::plan::write::WriteNode;

impl Engine<'_> {
    /// `update_posts(items)`, or `update_posts(filter, patch, all, at_most)`
    pub(in crate::write) async fn update_many(
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
        for key in &keys {
            let target = Target::of(of, key);
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

    /// `delete_posts(filter, all, at_most)`
    pub(in crate::write) async fn delete_many(
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
}
