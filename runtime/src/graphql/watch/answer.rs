//! The answer to a change: its members in the order that was asked for, and the row.

use std::sync::Arc;

use auto_api_model::{BigIntFormat, Entity, Kind, Scalar, Zone};

use super::super::lower::EventItem;
use super::Watch;
use crate::Service;
use crate::answer::stored::variant;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::events::{EventKind, Told};
use crate::json;
use crate::plan::node::Spelling;
use crate::plan::{gone, plan};
use crate::value::{Value, text};
use crate::write::as_input;

/// The answer to a change; `None` if the filter does not have its row.
pub(super) async fn answer(
    service: &Service,
    watch: &Watch,
    slots: &[Input],
    told: &Told,
    cursor: &str,
) -> Result<Option<Vec<u8>>> {
    let mut rows = Vec::with_capacity(watch.reads.len());
    for nth in 0..watch.reads.len() {
        rows.push(row(service, watch, nth, slots, told).await?);
    }
    let is_filtered = watch.watched.filter.is_some();
    if is_filtered && rows.first().is_none_or(|row| row == b"null") {
        return Ok(None);
    }
    let zone = &service.zone;
    let entity = &zone.entities[watch.watched.entity];
    let mut out = b"{\"data\":{".to_vec();
    out.extend_from_slice(&json::key(&watch.watched.key));
    let mut rows = rows.iter();
    let mut separator = b'{';
    for item in &watch.watched.items {
        out.push(separator);
        separator = b',';
        let (EventItem::Typename(key)
        | EventItem::Kind(key)
        | EventItem::Key(key, _)
        | EventItem::Object(key, _)
        | EventItem::Cursor(key)) = item;
        out.extend_from_slice(&json::key(key));
        match item {
            EventItem::Typename(_) => json::string(&mut out, &entity.event_name()),
            EventItem::Kind(_) => json::string(&mut out, told.change.kind.as_str()),
            EventItem::Key(_, nth) => key_part(&mut out, zone, entity, told, *nth)?,
            EventItem::Object(..) => {
                out.extend_from_slice(rows.next().map_or(b"null", Vec::as_slice));
            }
            EventItem::Cursor(_) => json::string(&mut out, cursor),
        }
    }
    out.extend_from_slice(b"}}}");
    Ok(Some(out))
}

/// What one of the reads finds of the row: an object or `null`.
async fn row(
    service: &Service,
    watch: &Watch,
    nth: usize,
    slots: &[Input],
    told: &Told,
) -> Result<Vec<u8>> {
    let (ask, read) = &watch.reads[nth];
    let mut slots = slots.to_vec();
    slots.resize(watch.watched.slots, Input::Null);
    slots.extend(told.change.key.iter().map(as_input));
    let read = match (&told.change.before, told.change.kind) {
        (Some(before), _) => {
            let dialect = super::dialect(service);
            let mut anew = plan(&service.zone, ask, dialect).map_err(|errors| {
                let first = errors.into_iter().next();
                first.unwrap_or_else(|| Error::internal("a plan failed without an error"))
            })?;
            let entity = &service.zone.entities[watch.watched.entity];
            gone::shadow(&mut anew, dialect, entity, before);
            Arc::new(anew)
        }
        // Another release told of it.
        (None, EventKind::Deleted) => return Ok(b"null".to_vec()),
        _ => read.clone(),
    };
    let body = service.database.run(&read, slots).await?.body;
    // Between `{"key":` and `}`.
    let head = 1 + json::key(&watch.watched.key).len();
    let row = body.get(head..body.len().saturating_sub(1));
    let row = row.ok_or_else(|| Error::internal("an answer without its root"))?;
    Ok(row.to_vec())
}

/// Writes a member of the key as answers have it.
fn key_part(
    out: &mut Vec<u8>,
    zone: &Zone,
    entity: &Entity,
    told: &Told,
    nth: usize,
) -> Result<()> {
    let value = told.change.key.get(nth).unwrap_or(&Value::Null);
    let kind = entity.key.get(nth).map(|&at| &entity.members[at].kind);
    match (kind, value) {
        (Some(Kind::Enum(def)), Value::Text(name)) => {
            variant(out, def, Spelling::Graphql, name.as_bytes())?;
        }
        (Some(Kind::Scalar(Scalar::I64)), Value::Int(_))
            if zone.big_int == BigIntFormat::String =>
        {
            json::string(out, &text::of(value));
        }
        (_, value) => out.extend_from_slice(value.to_json().to_string().as_bytes()),
    }
    Ok(())
}
