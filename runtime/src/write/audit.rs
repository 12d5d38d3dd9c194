//! The history: an entry for each change of a row of a model that keeps one.

use auto_api_model::{Entity, Mode};
use serde_json::{Map, Value as Json};

use super::engine::Engine;
use super::tx::{Rows, Tx};
use crate::audit::AuditAction;
use crate::error::{Error, Result};
use crate::hooks::{Images, On};
use crate::record::FieldValue;
use crate::value::{Value, text};

impl Engine<'_> {
    /// Writes the entry of a change.
    pub(super) async fn audit(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        images: &Images,
    ) -> Result<()> {
        let history = self.zone.entities.iter().find(|entity| {
            std::ptr::eq(entity.model, &raw const auto_api_model::audit::AUDIT_ENTRY)
        });
        let (Some(history), Some(row)) =
            (history, images.after.as_ref().or(images.before.as_ref()))
        else {
            return Err(Error::internal(
                "a zone without the history that its model keeps",
            ));
        };
        let changes = changes(entity, images);
        if changes.is_empty() && images.on == On::Update {
            return Ok(());
        }
        let key: Vec<String> = entity.key.iter().map(|&at| text::of(&row[at])).collect();
        let action = match images.on {
            On::Create => AuditAction::Create,
            On::Update => AuditAction::Update,
            On::Delete => AuditAction::Delete,
        };
        let actor = self.database.actor().map(str::to_owned);
        let entry = vec![
            Value::DateTime(self.now),
            actor.map_or(Value::Null, Value::Text),
            action.to_value(),
            Value::Text(entity.model.rust_name.to_owned()),
            Value::Text(key.join(",")),
            Value::Json(Json::Object(changes)),
        ];
        let rows = Rows {
            entity: history,
            // All but the key, which the database counts.
            columns: &[1, 2, 3, 4, 5, 6],
            rows: &[entry],
            returning: &[],
        };
        let added = tx.insert(&rows).await;
        added.map(drop).map_err(|(_, error)| error)
    }
}

/// By field, what was and what is, where they differ. Values of fields that nobody is shown stay
/// unknown.
fn changes(entity: &Entity, images: &Images) -> Map<String, Json> {
    let value = |row: &Option<Vec<Value>>, at: usize| row.as_ref().map(|row| row[at].clone());
    let mut changes = Map::new();
    for (at, member) in entity.members.iter().enumerate() {
        let (old, new) = (value(&images.before, at), value(&images.after, at));
        if old == new {
            continue;
        }
        let mut change = Map::new();
        if member.field.mode != Mode::WriteOnly {
            for (name, value) in [("old", old), ("new", new)] {
                if let Some(value) = value {
                    change.insert(name.to_owned(), value.to_json());
                }
            }
        }
        changes.insert(member.field.name.to_owned(), Json::Object(change));
    }
    changes
}
