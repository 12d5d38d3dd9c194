//! From a write to what can be known of it before its values are: which rows a filter means, and
//! what is written of the rows once they are changed.

use std::sync::Arc;

use auto_api_model::ErrorCode;
use auto_api_model::input::WriteAction;
use sea_query::{Expr, ExprTrait};

use super::Planner;
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
        let name = self.zone.entities[write.entity].model.name;
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
            PayloadItem::Ok(key) => PayloadOutput::Ok(json::key(key)),
            PayloadItem::Object { key, items } => {
                let node = self.written(write, key, items, name);
                PayloadOutput::Object(json::key(key), Box::new(node))
            }
            PayloadItem::Objects { key, items } => {
                let node = self.written(write, key, items, name);
                PayloadOutput::Objects(json::key(key), Box::new(node))
            }
            PayloadItem::Affected(key) => PayloadOutput::Affected(json::key(key)),
            PayloadItem::Errors { key, items } => {
                PayloadOutput::Errors(json::key(key), items.clone())
            }
        }
    }

    /// The row of a key that comes behind the request's own slots.
    fn written(&mut self, write: &Write, key: &Arc<str>, items: &[Item], name: &str) -> Node {
        let members = self.zone.entities[write.entity].key.iter().enumerate();
        let args = Args {
            key: members
                .map(|(nth, &at)| (at, Input::Slot(write.slots + nth)))
                .collect(),
            ..Args::default()
        };
        let read = Read {
            key: key.clone(),
            entity: write.entity,
            form: Form::One(items.to_vec()),
            args,
        };
        self.node(&read, name.to_owned(), None)
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

impl WriteNode {
    /// The statements that the rows are read with.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.payload.iter().filter_map(|output| match output {
            PayloadOutput::Object(_, node) | PayloadOutput::Objects(_, node) => Some(&**node),
            _ => None,
        })
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
