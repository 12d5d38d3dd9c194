//! The history of models with `#[api(audit)]`: who did what to which row, when, and what was
//! different before. It is written in the transaction of the change.

use auto_api_model::audit::{AUDIT_ACTION, AUDIT_ENTRY};
use auto_api_model::{FieldType, HasModel, Model, Types};
use chrono::{DateTime, Utc};

use crate::query::{Column, Query};
use crate::record::{FieldValue, Record, Row};
use crate::value::{Value, ValueError};

/// A change of a row.
///
/// ```no_run
/// # async fn example(db: &auto_api::Database) -> auto_api::Result<()> {
/// use auto_api::AuditEntry;
/// let of_post = AuditEntry::MODEL_NAME.eq("Post") & AuditEntry::KEY.eq("3");
/// for entry in AuditEntry::query().filter(of_post).all(db).await? {
///     println!("{} {:?} {:?}: {}", entry.at, entry.actor, entry.action, entry.changes);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// The key; later changes have larger ones.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as [`Database::with_actor`](crate::Database::with_actor) says; `None` for the program.
    pub actor: Option<String>,
    /// What was done.
    pub action: AuditAction,
    /// The Rust name of the model.
    pub model: String,
    /// The row's key; several members are joined by commas.
    pub key: String,
    /// By field, `{"old": …, "new": …}`. Of fields that are never shown, `{}`.
    pub changes: serde_json::Value,
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuditAction {
    /// It was made.
    Create,
    /// It was changed.
    Update,
    /// It was deleted.
    Delete,
}

impl AuditEntry {
    /// The field `id`.
    pub const ID: Column<Self, i64> = Column::new(0);
    /// The field `at`.
    pub const AT: Column<Self, DateTime<Utc>> = Column::new(1);
    /// The field `actor`.
    pub const ACTOR: Column<Self, String> = Column::new(2);
    /// The field `action`.
    pub const ACTION: Column<Self, AuditAction> = Column::new(3);
    /// The field `model`.
    pub const MODEL_NAME: Column<Self, String> = Column::new(4);
    /// The field `key`.
    pub const KEY: Column<Self, String> = Column::new(5);

    /// A query for entries.
    pub fn query() -> Query<Self> {
        Query::new()
    }
}

impl AuditAction {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

impl HasModel for AuditEntry {
    const MODEL: &'static Model = &AUDIT_ENTRY;
    const FINGERPRINT: u64 = 0;

    fn types(types: &mut Types) {
        if types.model(Self::MODEL) {
            types.add(&AUDIT_ACTION);
        }
    }
}

impl Record for AuditEntry {
    type Key = i64;

    fn read(row: &mut Row<'_>) -> Result<Self, ValueError> {
        Ok(Self {
            id: row.next()?,
            at: row.next()?,
            actor: row.next()?,
            action: row.next()?,
            model: row.next()?,
            key: row.next()?,
            changes: row.next()?,
        })
    }

    fn value(&self, position: usize) -> Value {
        match position {
            0 => self.id.to_value(),
            1 => self.at.to_value(),
            2 => self.actor.to_value(),
            3 => self.action.to_value(),
            4 => self.model.to_value(),
            5 => self.key.to_value(),
            6 => self.changes.to_value(),
            _ => Value::Null,
        }
    }
}

impl FieldValue for AuditAction {
    const TYPE: FieldType = FieldType::Named("AuditAction");

    fn to_value(&self) -> Value {
        Value::Text(self.name().to_owned())
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let all = [Self::Create, Self::Update, Self::Delete];
        let found = match &value {
            Value::Text(name) => all.into_iter().find(|action| action.name() == name),
            _ => None,
        };
        found.ok_or_else(|| ValueError::mismatch("an action", &value))
    }

    fn from_json(json: serde_json::Value) -> Result<Self, ValueError> {
        match json {
            serde_json::Value::String(name) => Self::from_value(Value::Text(name)),
            other => Err(ValueError::mismatch("an action", &other)),
        }
    }

    fn types(types: &mut Types) {
        types.add(&AUDIT_ACTION);
    }
}
