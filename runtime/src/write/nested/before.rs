//! Rows whose keys a row holds: made or found before it.

use auto_api_model::{Entity, Join, Link};

use super::super::engine::{Engine, not_found};
use super::super::path::Path;
use super::super::record::Record;
use super::super::tx::Tx;
use super::super::update::Target;
use super::super::{Key, Refused};
use super::{Todo, is_before};
use crate::error::Error;
use crate::plan::write::Matching;
use crate::value::Value;

impl Engine<'_> {
    /// Does what comes before a row, and fills its references.
    pub(in crate::write) async fn before(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        record: &mut Record<'_>,
        is_new: bool,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        for (at, input) in record.links.clone() {
            let link = &entity.links[at];
            let Join::Direct { own, other } = &link.join else {
                continue;
            };
            if !is_before(link) {
                continue;
            }
            let path = path.name(&link.name);
            let todo = self.todo(link, input, is_new, &path, &mut Vec::new());
            let values = self.reference(tx, link, &todo, other, &path).await?;
            for (&member, value) in own.iter().zip(values.into_iter().flatten()) {
                record.values[member] = Some(value);
            }
        }
        Ok(())
    }

    /// The values that lead to the row that is wanted; `None` to leave them as they are.
    async fn reference(
        &self,
        tx: &mut Tx<'_>,
        link: &Link,
        todo: &Todo<'_>,
        other: &[usize],
        path: &Path<'_>,
    ) -> Result<Option<Vec<Value>>, Refused> {
        let target = self.zone.target(link);
        if let Some(input) = todo.create.first() {
            let path = path.name("create");
            let key = Box::pin(self.make_row(tx, link.target, input, &[], &path)).await?;
            return Ok(Some(self.members(tx, target, &key, other).await?));
        }
        if let Some(input) = todo.connect.first() {
            let path = path.name("connect");
            let key = self.key_input(target, input, &path)?;
            let found = self.select(tx, target, &key, other).await?;
            let found = found.ok_or_else(|| path.put(not_found(target)))?;
            return Ok(Some(found));
        }
        let lets_go = !todo.disconnect.is_empty() || !todo.delete.is_empty();
        Ok(lets_go.then(|| vec![Value::Null; other.len()]))
    }

    /// Changes or deletes the row that a row led to: `led` are the values that it held.
    pub(in crate::write) async fn referenced(
        &self,
        tx: &mut Tx<'_>,
        link: &Link,
        todo: &Todo<'_>,
        led: &[Value],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let Join::Direct { other, .. } = &link.join else {
            return Ok(());
        };
        let wanted = [
            ("update", todo.update.first()),
            ("delete", todo.delete.first()),
        ];
        for (verb, input) in wanted {
            let Some(input) = input else { continue };
            let path = path.name(verb);
            if led.contains(&Value::Null) {
                let target = self.zone.target(link);
                return Err(path.put(not_found(target)).into());
            }
            let target = Target {
                key: other.iter().copied().zip(led.iter().cloned()).collect(),
                version: None,
            };
            if verb == "update" {
                Box::pin(self.change_row(tx, link.target, &target, input, &path)).await?;
            } else {
                self.remove_row(tx, link.target, &target, &path).await?;
            }
        }
        Ok(())
    }

    /// Members of a row that was just written.
    pub(in crate::write) async fn members(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        key: &Key,
        members: &[usize],
    ) -> Result<Vec<Value>, Error> {
        if members == entity.key {
            return Ok(key.clone());
        }
        let target = Target::of(entity, key);
        let found = self.select(tx, entity, &target.key, members).await?;
        found.ok_or_else(|| Error::internal("a row that was just written is not there"))
    }

    /// Members of the row of a key, if there is one.
    pub(in crate::write) async fn select(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        key: &[(usize, Value)],
        members: &[usize],
    ) -> Result<Option<Vec<Value>>, Error> {
        let matching = Matching::of_key(tx.dialect(), entity, key);
        let statement = super::super::statement::select(entity, matching, members);
        let encodings = super::super::statement::encodings(entity, members);
        Ok(tx.query(&statement, &[], &encodings).await?.pop())
    }
}
