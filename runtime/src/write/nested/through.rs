//! Rows that rows of a third table bring together with a row.

use auto_api_model::input::InputOf;
use auto_api_model::{Entity, Join, Link};

use super::super::engine::{Engine, not_found};
use super::super::path::Path;
use super::super::record::Record;
use super::super::tx::Tx;
use super::super::update::{Target, matching};
use super::super::{Key, Refused};
use super::{Todo, item};
use crate::ask::Input;
use crate::error::Error;
use crate::value::Value;

/// The third table, and what its rows hold.
struct Between<'l> {
    entity: &'l Entity,
    /// Its members that hold the row's key, with the values.
    own: Vec<(usize, Value)>,
    /// Its members that hold the target's.
    to: &'l [usize],
    /// The target's members that they equal.
    other: &'l [usize],
    target: &'l Entity,
}

impl<'e> Engine<'e> {
    /// Does what is to be done with rows that a third table leads to.
    pub(super) async fn through(
        &self,
        tx: &mut Tx<'_>,
        link: &Link,
        own: &[Value],
        todo: &Todo<'_>,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let Join::Through {
            entity,
            via,
            to,
            other,
            ..
        } = &link.join
        else {
            return Ok(());
        };
        let between = Between {
            entity: self.entity(*entity),
            own: via.iter().copied().zip(own.iter().cloned()).collect(),
            to,
            other,
            target: self.zone.target(link),
        };
        if let Some(wanted) = &todo.set {
            self.keep_only(tx, &between, wanted, &path.name("set"))
                .await?;
        }
        for (at, input) in todo.disconnect.iter().enumerate() {
            let path = path.name("disconnect");
            let path = path.index(at);
            let other = self.other(tx, &between, input, &path).await?;
            self.part(tx, &between, &other, &path).await?;
        }
        for (at, input) in todo.delete.iter().enumerate() {
            let path = path.name("delete");
            let path = path.index(at);
            let other = self.other(tx, &between, input, &path).await?;
            self.part(tx, &between, &other, &path).await?;
            let found = Target {
                key: self.key_input(between.target, input, &path)?,
                version: None,
            };
            self.remove_row(tx, link.target, &found, &path).await?;
        }
        for (at, input) in todo.update.iter().enumerate() {
            let path = path.name("update");
            let path = path.index(at);
            let (found, patch) = self.item_parts(between.target, input, &path)?;
            let held = self.select(tx, between.target, &found.key, between.other);
            let held = held.await?;
            let is_there = match &held {
                Some(held) => self.is_joined(tx, &between, held).await?,
                None => false,
            };
            if !is_there {
                return Err(path.put(not_found(between.target)).into());
            }
            let path = path.name("patch");
            Box::pin(self.change_row(tx, link.target, &found, patch, &path)).await?;
        }
        let set = todo.set.as_deref().unwrap_or_default();
        for (verb, items) in [("set", set), ("connect", &todo.connect)] {
            for (at, input) in items.iter().enumerate() {
                let path = path.name(verb);
                let path = path.index(at);
                let other = self.other(tx, &between, input, &path).await?;
                if !self.is_joined(tx, &between, &other).await? {
                    self.join(tx, *entity, &between, &other, &path).await?;
                }
            }
        }
        let verb = path.name("create");
        let keys = self
            .make_rows(tx, link.target, &todo.create, &[], &|at| {
                item(&verb, link, at)
            })
            .await?;
        for (at, key) in keys.iter().enumerate() {
            let other = self.members(tx, between.target, key, between.other).await?;
            self.join(tx, *entity, &between, &other, &verb.index(at))
                .await?;
        }
        Ok(())
    }

    /// What the third table's row holds of the row that an input means.
    async fn other(
        &self,
        tx: &mut Tx<'_>,
        between: &Between<'_>,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Vec<Value>, Refused> {
        let key = self.key_input(between.target, input, path)?;
        let found = self.select(tx, between.target, &key, between.other).await?;
        found.ok_or_else(|| path.put(not_found(between.target)).into())
    }

    async fn is_joined(
        &self,
        tx: &mut Tx<'_>,
        between: &Between<'_>,
        other: &[Value],
    ) -> Result<bool, Error> {
        let key = pair(between, other);
        let found = self.select(tx, between.entity, &key, &between.entity.key);
        Ok(found.await?.is_some())
    }

    /// Brings two rows together.
    async fn join(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        between: &Between<'_>,
        other: &[Value],
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let nothing = Input::Object(Vec::new());
        let mut errors = Vec::new();
        let of = self.entity(entity);
        let mut record: Record<'_> = self.record(of, InputOf::Create, &nothing, path, &mut errors);
        for (member, value) in pair(between, other) {
            record.values[member] = Some(value);
        }
        self.complete(of, &mut record, &[], path, &mut errors);
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        self.insert(tx, of, &mut record, path).await
    }

    /// Takes two rows apart.
    async fn part(
        &self,
        tx: &mut Tx<'_>,
        between: &Between<'e>,
        other: &[Value],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let found = Target {
            key: pair(between, other),
            version: None,
        };
        let matching = matching(tx, between.entity, &found);
        let gone = self.delete_rows(tx, between.entity, matching).await?;
        if gone.is_empty() {
            return Err(path.put(not_found(between.target)).into());
        }
        Ok(())
    }

    /// Takes away all rows that are not wanted.
    async fn keep_only(
        &self,
        tx: &mut Tx<'_>,
        between: &Between<'e>,
        wanted: &[&Input],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        use crate::plan::sql::Sql;
        use crate::plan::write::{Matching, by_key};
        use sea_query::ExprTrait;
        let mut kept = Vec::new();
        for (at, input) in wanted.iter().enumerate() {
            kept.push(self.other(tx, between, input, &path.index(at)).await?);
        }
        let mut sql = Sql::new(tx.dialect());
        let alias = sql.alias();
        let mut condition = by_key(&mut sql, between.entity, &alias, &between.own);
        for other in kept {
            let key: Vec<_> = between.to.iter().copied().zip(other).collect();
            condition = condition.and(by_key(&mut sql, between.entity, &alias, &key).not());
        }
        let matching = Matching {
            sql,
            alias,
            condition,
        };
        self.delete_rows(tx, between.entity, matching).await?;
        Ok(())
    }
}

/// The members of the third table's row that bring two rows together.
fn pair(between: &Between<'_>, other: &[Value]) -> Vec<(usize, Value)> {
    let mut pair = between.own.clone();
    pair.extend(between.to.iter().copied().zip(other.iter().cloned()));
    pair
}
