//! The end of one row, or of the rows of a filter.

use auto_api_model::{Entity, ErrorCode};
use sea_query::{Expr, ExprTrait};

use super::engine::{Engine, not_found};
use super::path::Path;
use super::statement::select;
use super::tx::Tx;
use super::update::{Target, matching};
use super::{Done, Key, Refused, violation};
use crate::ask::WriteArgs;
use crate::error::Error;
use crate::hooks::{Images, On};
use crate::plan::sql::{Sql, compared, never};
use crate::plan::write::{Matching, WriteNode, by_key};

impl<'e> Engine<'e> {
    /// `delete_post(id, expected_version)`
    pub(super) async fn delete(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        let entity = self.entity(node.entity);
        let target = self.target(entity, args)?;
        let done = self
            .remove(tx, node, entity, matching(tx, entity, &target), u64::MAX)
            .await?;
        if done.affected == 0 {
            let path = Path::argument("key");
            return Err(self.missing(tx, entity, &target, &path).await);
        }
        Ok(done)
    }

    /// Deletes a row that a nested write means.
    pub(super) async fn remove_row(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        target: &Target,
        path: &Path<'_>,
    ) -> Result<(), Refused> {
        let entity = self.entity(entity);
        let mut old = None;
        if self.is_hooked(entity, On::Delete) {
            let found = matching(tx, entity, target);
            old = self.whole(tx, entity, found).await?;
        }
        if let Some(old) = &old {
            self.hook_end(tx, entity, old, path).await?;
        }
        let found = matching(tx, entity, target);
        match self.delete_rows(tx, entity, found).await {
            Ok(gone) if gone.is_empty() => Err(path.put(not_found(entity)).into()),
            Ok(_) => match old {
                Some(_) => {
                    let images = Images {
                        on: On::Delete,
                        before: old,
                        after: None,
                    };
                    self.hook_after(tx, entity, images, path).await
                }
                None => Ok(()),
            },
            Err(error) if error.code == ErrorCode::ForeignKey => {
                Err(path.put(violation::referenced()).into())
            }
            Err(error) => {
                let error = violation::told(self, tx, entity, error, None).await;
                Err(path.put(error).into())
            }
        }
    }

    /// Deletes rows, at most so many; those that the payload has are read before.
    pub(super) async fn remove(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        entity: &'e Entity,
        matching: Matching,
        at_most: u64,
    ) -> Result<Done, Refused> {
        // Which rows: those that go along with others (`ON DELETE CASCADE`) are not told of by every
        // database.
        let statement = select(entity, matching, &entity.key);
        let keys = tx.keys(entity, &statement, self.slots).await?;
        check(keys.len() as u64, at_most)?;
        let keys: Vec<Option<Key>> = keys.into_iter().map(Some).collect();
        let before = if node.reads_rows() {
            Some(self.rows(tx, node, &keys).await?)
        } else {
            None
        };
        if self.is_hooked(entity, On::Delete) {
            let path = Path::argument("key");
            for key in keys.iter().flatten() {
                let target = Target::of(entity, key);
                self.remove_row(tx, node.entity, &target, &path).await?;
            }
        } else {
            for part in keys.chunks(PART) {
                self.delete_keys(tx, entity, part).await?;
            }
        }
        Ok(Done {
            affected: keys.len() as u64,
            keys,
            before,
            ..Done::default()
        })
    }

    async fn delete_keys(
        &self,
        tx: &mut Tx<'_>,
        entity: &'e Entity,
        keys: &[Option<Key>],
    ) -> Result<(), Refused> {
        if keys.is_empty() {
            return Ok(());
        }
        let found = of_keys(tx, entity, &entity.key, keys);
        match self.delete_rows(tx, entity, found).await {
            Ok(_) => Ok(()),
            // Rows of its own hold no key here, so that others do.
            Err(error) if error.code == ErrorCode::ForeignKey => {
                Err(violation::referenced().into())
            }
            Err(error) => Err(violation::told(self, tx, entity, error, None).await.into()),
        }
    }
}

/// The rows of which these members have one of these values.
pub(super) fn of_keys(
    tx: &Tx<'_>,
    entity: &Entity,
    members: &[usize],
    keys: &[Option<Key>],
) -> Matching {
    let mut sql = Sql::new(tx.dialect());
    let alias = sql.alias();
    let keys = keys.iter().flatten();
    let condition = if let [member] = *members {
        let kind = &entity.members[member].kind;
        let values = keys.filter_map(|key| Some(sql.value(kind, key.first()?)));
        let values: Vec<Expr> = values.collect();
        compared(sql.dialect, entity, &alias, member).is_in(values)
    } else {
        let each = keys.map(|key| {
            let key = members.iter().copied().zip(key.iter().cloned());
            let key: Vec<_> = key.collect();
            by_key(&mut sql, entity, &alias, &key)
        });
        balanced(each.collect())
    };
    Matching {
        sql,
        alias,
        condition,
    }
}

/// Any of them, as a tree that is not deep.
fn balanced(mut conditions: Vec<Expr>) -> Expr {
    while conditions.len() > 1 {
        let mut pairs = conditions.into_iter();
        let mut next = Vec::new();
        while let Some(left) = pairs.next() {
            next.push(match pairs.next() {
                Some(right) => left.or(right),
                None => left,
            });
        }
        conditions = next;
    }
    conditions.pop().unwrap_or_else(never)
}

/// Rows deleted by one statement.
const PART: usize = 500;

/// No more rows than allowed.
pub(super) fn check(rows: u64, at_most: u64) -> Result<(), Error> {
    if rows <= at_most {
        return Ok(());
    }
    let message = format!(
        "more than {at_most} rows match: nothing was changed; allow more with `at_most` or narrow the filter"
    );
    Err(Error::new(ErrorCode::TooManyRows, message))
}
