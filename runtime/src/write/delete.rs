//! The end of one row, or of the rows of a filter.

use auto_api_model::{Entity, ErrorCode};

use super::engine::{Engine, not_found};
use super::path::Path;
use super::statement::{delete, select};
use super::tx::Tx;
use super::update::{Target, matching};
use super::{Done, Key, Refused, violation};
use crate::ask::WriteArgs;
use crate::error::Error;
use crate::plan::write::{Matching, WriteNode};

impl Engine<'_> {
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
        let statement = delete(entity, matching(tx, entity, target), &entity.key);
        match tx.keys(entity, &statement, &[]).await {
            Ok(gone) if gone.is_empty() => Err(path.put(not_found(entity)).into()),
            Ok(_) => Ok(()),
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
        entity: &Entity,
        matching: Matching,
        at_most: u64,
    ) -> Result<Done, Refused> {
        let mut before = None;
        if node.reads_rows() {
            let statement = select(entity, matching.clone(), &entity.key);
            let keys = tx.keys(entity, &statement, self.slots).await?;
            check(keys.len() as u64, at_most)?;
            let keys: Vec<Option<Key>> = keys.into_iter().map(Some).collect();
            before = Some(self.rows(tx, node, &keys).await?);
        }
        let statement = delete(entity, matching, &entity.key);
        let gone = match tx.keys(entity, &statement, self.slots).await {
            Ok(gone) => gone,
            // Rows of its own hold no key here, so that others do.
            Err(error) if error.code == ErrorCode::ForeignKey => {
                return Err(violation::referenced().into());
            }
            Err(error) => return Err(violation::told(self, tx, entity, error, None).await.into()),
        };
        check(gone.len() as u64, at_most)?;
        Ok(Done {
            affected: gone.len() as u64,
            keys: gone.into_iter().map(Some).collect(),
            before,
            ..Done::default()
        })
    }
}

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
