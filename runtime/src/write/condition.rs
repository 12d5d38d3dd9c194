//! What must be true of a row before it is changed: checked in the transaction of the change, on
//! the row as the payload would show it.

use std::sync::Arc;

use auto_api_model::ErrorCode;

use super::engine::{Engine, not_found};
use super::tx::Tx;
use super::{Refused, violation};
use crate::error::Error;
use crate::plan::write::WriteNode;

/// Tells by the JSON of a row, as the first output of the payload has it, whether it may be
/// changed.
pub type Condition = Arc<dyn Fn(&[u8]) -> bool + Send + Sync>;

impl Engine<'_> {
    /// Looks at the row of the write's key. On PostgreSQL it is locked, and SQLite has one writer,
    /// so that it stays as it is until it is changed.
    pub(super) async fn meets(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        condition: &Condition,
    ) -> Result<(), Refused> {
        let entity = self.entity(node.entity);
        let target = self.target(entity, &node.args)?;
        let found = violation::find(tx, entity, &target.key);
        let Some(key) = tx.keys(entity, &found, &[]).await?.pop() else {
            return Err(not_found(entity).into());
        };
        let rows = self.rows(tx, node, &[Some(key.clone())]).await?;
        if rows.first().is_some_and(|row| condition(row)) {
            return Ok(());
        }
        let message = "the row is not the one that the request is about any more";
        let error = Error::new(ErrorCode::Conflict, message);
        Err(Refused::Caller(vec![error], Some(key)))
    }
}
