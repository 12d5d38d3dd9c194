//! Rows that hold a row's key, or that a third one brings together with it: written after it.

use auto_api_model::{Entity, Join, Link};

use super::super::engine::{Engine, not_found};
use super::super::path::Path;
use super::super::record::Record;
use super::super::statement::update;
use super::super::tx::Tx;
use super::super::update::{Target, matching};
use super::super::{Key, Refused, violation};
use super::{Todo, is_before, item};
use crate::ask::Input;
use crate::error::Error;
use crate::events::EventKind;
use crate::plan::relation::all;
use crate::plan::sql::{Sql, compared};
use crate::plan::write::Matching;
use crate::value::Value;
use sea_query::ExprTrait;

/// The rows below a row: which hold its key in `other`, as `own`.
struct Below<'l> {
    link: &'l Link,
    other: &'l [usize],
    own: Vec<Value>,
}

impl Engine<'_> {
    /// Does what comes after a row.
    pub(in crate::write) async fn after(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        record: &Record<'_>,
        key: &Key,
        is_new: bool,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        for (at, input) in &record.links {
            let link = &entity.links[*at];
            if is_before(link) {
                continue;
            }
            let path = path.name(&link.name);
            let todo = self.todo(link, input, is_new, &path, &mut Vec::new());
            match &link.join {
                Join::Direct { own, other } => {
                    let own = self.members(tx, entity, key, own).await?;
                    let below = Below { link, other, own };
                    self.below(tx, &below, &todo, &path).await?;
                }
                Join::Through { own, .. } => {
                    let own = self.members(tx, entity, key, own).await?;
                    self.through(tx, link, &own, &todo, &path).await?;
                }
            }
        }
        Ok(())
    }

    async fn below(
        &self,
        tx: &mut Tx<'_>,
        below: &Below<'_>,
        todo: &Todo<'_>,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let (link, target) = (below.link, self.zone.target(below.link));
        if let Some(wanted) = &todo.set {
            self.let_go_of_others(tx, below, wanted, &path.name("set"))
                .await?;
        }
        for (at, input) in todo.disconnect.iter().enumerate() {
            let verb = path.name("disconnect");
            let path = item(&verb, link, at);
            let key = self.item_key(target, link, input, &path)?;
            self.set_free(tx, below, &key, &path).await?;
        }
        for (at, input) in todo.delete.iter().enumerate() {
            let verb = path.name("delete");
            let path = item(&verb, link, at);
            let key = self.item_key(target, link, input, &path)?;
            let found = Target {
                key: with(key, below),
                version: None,
            };
            self.remove_row(tx, link.target, &found, &path).await?;
        }
        for (at, input) in todo.update.iter().enumerate() {
            let verb = path.name("update");
            let path = item(&verb, link, at);
            let (found, patch, path) = self.item_patch(target, link, input, &path)?;
            let found = Target {
                key: with(found.key, below),
                ..found
            };
            Box::pin(self.change_row(tx, link.target, &found, patch, &path.as_path())).await?;
        }
        let set = todo.set.as_deref().unwrap_or_default();
        for (verb, items) in [("set", set), ("connect", &todo.connect)] {
            for (at, input) in items.iter().enumerate() {
                let verb = path.name(verb);
                self.connect(tx, below, input, &item(&verb, link, at))
                    .await?;
            }
        }
        let given: Vec<_> = below
            .other
            .iter()
            .copied()
            .zip(below.own.iter().cloned())
            .collect();
        let verb = path.name("create");
        self.make_rows(tx, link.target, &todo.create, &given, &|at| {
            item(&verb, link, at)
        })
        .await?;
        Ok(())
    }

    /// Makes a row one of those below.
    async fn connect(
        &self,
        tx: &mut Tx<'_>,
        below: &Below<'_>,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let target = self.zone.target(below.link);
        let key = self.key_input(target, input, path)?;
        let sets = below.other.iter().copied().zip(below.own.iter().cloned());
        let sets = self.touched(target, sets.collect());
        let found = Target { key, version: None };
        let matching = matching(tx, target, &found);
        self.put(tx, target, &sets, matching, path).await
    }

    /// Takes a row out of those below.
    async fn set_free(
        &self,
        tx: &mut Tx<'_>,
        below: &Below<'_>,
        key: &[(usize, Value)],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let target = self.zone.target(below.link);
        self.can_be_free(below, path)?;
        let sets = below.other.iter().map(|&at| (at, Value::Null));
        let sets = self.touched(target, sets.collect());
        let found = Target {
            key: with(key.to_vec(), below),
            version: None,
        };
        let matching = matching(tx, target, &found);
        self.put(tx, target, &sets, matching, path).await
    }

    fn can_be_free(&self, below: &Below<'_>, path: &Path<'_>) -> Result<(), Error> {
        let target = self.zone.target(below.link);
        let mut held = below.other.iter().map(|&at| &target.members[at]);
        match held.find(|member| !member.field.nullable) {
            None => Ok(()),
            Some(member) => {
                let name = target.model.singular().replace('_', " ");
                let message = format!(
                    "a {name} needs its `{}`: delete it, or connect it elsewhere",
                    member.name
                );
                Err(path.error(message))
            }
        }
    }

    /// Rows below that are not among the wanted ones are set free.
    async fn let_go_of_others(
        &self,
        tx: &mut Tx<'_>,
        below: &Below<'_>,
        wanted: &[&Input],
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let target = self.zone.target(below.link);
        let mut sql = Sql::new(tx.dialect());
        let alias = sql.alias();
        let mut conditions = Vec::new();
        for (&member, value) in below.other.iter().zip(&below.own) {
            let value = sql.value(&target.members[member].kind, value);
            conditions.push(compared(sql.dialect, target, &alias, member).eq(value));
        }
        for (at, input) in wanted.iter().enumerate() {
            let key = self.key_input(target, input, &path.index(at))?;
            let condition = crate::plan::write::by_key(&mut sql, target, &alias, &key);
            conditions.push(condition.not());
        }
        let others = Matching {
            condition: all(conditions),
            sql,
            alias,
        };
        if let Err(error) = self.can_be_free(below, path) {
            let statement = super::super::statement::select(target, others, &target.key);
            let is_none = tx.keys(target, &statement, &[]).await?.is_empty();
            return if is_none { Ok(()) } else { Err(error.into()) };
        }
        let sets = below.other.iter().map(|&at| (at, Value::Null));
        let sets = self.touched(target, sets.collect());
        let statement = update(target, &sets, others, &target.key);
        let freed = tx.keys(target, &statement, &[]).await?;
        tx.note(target, EventKind::Updated, &freed);
        Ok(())
    }

    /// Changes one row that has to be there.
    async fn put(
        &self,
        tx: &mut Tx<'_>,
        target: &Entity,
        sets: &[(usize, Value)],
        matching: Matching,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let statement = update(target, sets, matching, &target.key);
        match tx.keys(target, &statement, &[]).await {
            Ok(rows) if rows.is_empty() => Err(path.put(not_found(target)).into()),
            Ok(rows) => {
                tx.note(target, EventKind::Updated, &rows);
                Ok(())
            }
            Err(error) => {
                let error = violation::told(self, tx, target, error, None).await;
                Err(path.put(error).into())
            }
        }
    }

    /// The key of an item; of a relation to one row, nothing: it is the only one.
    fn item_key(
        &self,
        target: &Entity,
        link: &Link,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Vec<(usize, Value)>, Error> {
        if link.many {
            self.key_input(target, input, path)
        } else {
            Ok(Vec::new())
        }
    }

    /// Which row an item of `update` means, its patch, and where that is.
    fn item_patch<'i, 'p>(
        &self,
        target: &Entity,
        link: &Link,
        input: &'i Input,
        path: &'p Path<'p>,
    ) -> Result<(Target, &'i Input, Patch<'p>), Error> {
        if !link.many {
            let any = Target {
                key: Vec::new(),
                version: None,
            };
            return Ok((any, input, Patch::Whole(*path)));
        }
        let (found, patch) = self.item_parts(target, input, path)?;
        Ok((found, patch, Patch::Member(path.name("patch"))))
    }
}

/// Where a patch is.
enum Patch<'p> {
    Whole(Path<'p>),
    Member(Path<'p>),
}

impl<'p> Patch<'p> {
    fn as_path(&self) -> Path<'p> {
        match self {
            Self::Whole(path) | Self::Member(path) => *path,
        }
    }
}

/// A key, of a row below.
fn with(mut key: Vec<(usize, Value)>, below: &Below<'_>) -> Vec<(usize, Value)> {
    key.extend(below.other.iter().copied().zip(below.own.iter().cloned()));
    key
}
