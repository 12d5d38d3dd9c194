//! From a write to what can be known of it before its values are: which rows a filter means, and
//! what is written of the rows once they are changed.

use std::sync::Arc;

use auto_api_model::ErrorCode;
use auto_api_model::input::WriteAction;
use sea_query::{Expr, ExprTrait};

use super::Planner;
use super::call::Told;
use super::dialect::Dialect;
use super::filter::Place;
use super::node::Node;
use super::sql::{Sql, compared};
use crate::ask::{Args, ErrorItem, Form, Input, Item, PayloadItem, Read, Write, WriteArgs};
use crate::error::Error;
use crate::json;

/// A write, ready to run with the values of its slots.
#[derive(Debug)]
pub(crate) struct WriteNode {
    /// The key in the answer, as bytes to copy: `"name":`.
    pub(crate) key: Box<[u8]>,
    pub(crate) entity: usize,
    pub(crate) action: WriteAction,
    pub(crate) args: WriteArgs,
    /// For a write of many rows by filter: which.
    pub(crate) matching: Option<Matching>,
    pub(crate) payload: Vec<PayloadOutput>,
    /// The first of the slots that hold the key of a written row.
    pub(crate) key_slot: usize,
}

/// The rows of a filter, as a condition on a table of this alias.
#[derive(Debug, Clone)]
pub(crate) struct Matching {
    pub(crate) sql: Sql,
    pub(crate) alias: String,
    pub(crate) condition: Expr,
}

/// One member of a payload. Keys are bytes to copy.
#[derive(Debug)]
pub(crate) enum PayloadOutput {
    /// `__typename`, key included.
    Fixed(Box<[u8]>),
    Ok(Box<[u8]>),
    /// The row of the key in the slots.
    Object(Box<[u8]>, Box<Node>),
    /// The same for each row.
    Objects(Box<[u8]>, Box<Node>),
    Affected(Box<[u8]>),
    /// What a method came to.
    Result(Box<[u8]>, Told),
    Errors(Box<[u8]>, Vec<ErrorItem>),
}

impl Planner<'_> {
    /// Plans a write.
    pub(super) fn write(&mut self, write: &Write) -> WriteNode {
        self.within(&write.key, |planner| {
            let by_filter = matches!(
                write.action,
                WriteAction::UpdateMany | WriteAction::DeleteMany
            ) && write.args.items.is_none();
            WriteNode {
                key: json::key(&write.key),
                entity: write.entity,
                action: write.action,
                matching: by_filter.then(|| planner.matching(write)),
                payload: (write.payload.iter())
                    .map(|item| planner.payload(write, item))
                    .collect(),
                args: write.args.clone(),
                key_slot: write.slots,
            }
        })
    }

    fn matching(&mut self, write: &Write) -> Matching {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: write.entity,
            alias: &alias,
        };
        let filter = write.args.filter.as_ref();
        let condition = match filter.filter(|filter| **filter != Input::Null) {
            Some(filter) => self.within("filter", |p| p.filter(&mut sql, place, filter)),
            None => super::sql::always(),
        };
        Matching {
            sql,
            alias,
            condition,
        }
    }

    fn payload(&mut self, write: &Write, item: &PayloadItem) -> PayloadOutput {
        match item {
            PayloadItem::Typename(key) => {
                let entity = &self.zone.entities[write.entity];
                let name = if write.action.is_many() {
                    entity.payloads_name()
                } else {
                    entity.payload_name()
                };
                let mut bytes = json::key(key).into_vec();
                json::string(&mut bytes, &name);
                PayloadOutput::Fixed(bytes.into())
            }
            PayloadItem::Object { key, items } => {
                let node = self.by_slots((write.entity, write.slots), key, items);
                PayloadOutput::Object(json::key(key), Box::new(node))
            }
            PayloadItem::Objects { key, items } => {
                let node = self.by_slots((write.entity, write.slots), key, items);
                PayloadOutput::Objects(json::key(key), Box::new(node))
            }
            other => self.common(other),
        }
    }

    /// A member that payloads of all sorts have.
    pub(super) fn common(&mut self, item: &PayloadItem) -> PayloadOutput {
        match item {
            PayloadItem::Ok(key) => PayloadOutput::Ok(json::key(key)),
            PayloadItem::Affected(key) => PayloadOutput::Affected(json::key(key)),
            PayloadItem::Errors { key, items } => {
                PayloadOutput::Errors(json::key(key), items.clone())
            }
            PayloadItem::Result { key, .. }
            | PayloadItem::Typename(key)
            | PayloadItem::Object { key, .. }
            | PayloadItem::Objects { key, .. } => {
                let error = format!("`{key}` is no member of this payload");
                self.errors.push(Error::internal(error));
                PayloadOutput::Fixed(json::key(key))
            }
        }
    }

    /// The row of a key that is in slots, from this one on.
    pub(super) fn by_slots(
        &mut self,
        (entity, slot): (usize, usize),
        key: &Arc<str>,
        items: &[Item],
    ) -> Node {
        let of = &self.zone.entities[entity];
        let members = of.key.iter().enumerate();
        let args = Args {
            key: members
                .map(|(nth, &at)| (at, Input::Slot(slot + nth)))
                .collect(),
            ..Args::default()
        };
        let read = Read {
            key: key.clone(),
            entity,
            form: Form::One(items.to_vec()),
            args,
        };
        self.node(&read, of.model.name.to_owned(), None)
    }
}

impl Matching {
    /// The rows of a key.
    pub(crate) fn of_key(
        dialect: Dialect,
        entity: &auto_api_model::Entity,
        key: &[(usize, crate::value::Value)],
    ) -> Self {
        let mut sql = Sql::new(dialect);
        let alias = sql.alias();
        let condition = by_key(&mut sql, entity, &alias, key);
        Self {
            sql,
            alias,
            condition,
        }
    }
}

/// A condition on the members of a key.
pub(crate) fn by_key(
    sql: &mut Sql,
    entity: &auto_api_model::Entity,
    alias: &str,
    key: &[(usize, crate::value::Value)],
) -> Expr {
    let dialect = sql.dialect;
    let parts = key.iter().map(|(member, value)| {
        let kind = &entity.members[*member].kind;
        let value = sql.value(kind, value);
        compared(dialect, entity, alias, *member).eq(value)
    });
    super::relation::all(parts.collect())
}

impl PayloadOutput {
    /// What its rows are read with.
    pub(crate) fn node(&self) -> Option<&Node> {
        match self {
            Self::Object(_, node) | Self::Objects(_, node) => Some(node),
            Self::Result(_, told) => told.node(),
            Self::Fixed(_) | Self::Ok(_) | Self::Affected(_) | Self::Errors(..) => None,
        }
    }
}

impl WriteNode {
    /// The statements that the rows are read with.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.payload.iter().filter_map(PayloadOutput::node)
    }

    /// Whether it is answered as before if it is sent again.
    pub(crate) fn is_once(&self) -> bool {
        let key = self.args.idempotency_key.as_ref();
        key.is_some_and(|key| *key != Input::Null)
    }

    /// Whether any of its answer is a row.
    pub(crate) fn reads_rows(&self) -> bool {
        self.nodes().next().is_some()
    }
}

/// What a plan of a write cannot be run as.
pub(crate) fn misplaced() -> Error {
    Error::new(ErrorCode::Internal, "internal error").because("a write among reads")
}
