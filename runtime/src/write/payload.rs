//! What is answered of a write: members of the payload in the order that was asked for.

use super::engine::{Engine, as_input};
use super::tx::Tx;
use super::{Done, Key};
use crate::ask::{ErrorItem, ErrorMember, Input};
use crate::error::{Error, Result};
use crate::json;
use crate::plan::write::{PayloadOutput, WriteNode};

impl Engine<'_> {
    /// For each output of the payload that reads rows, in order: those of these keys, as JSON.
    pub(super) async fn rows(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        keys: &[Option<Key>],
    ) -> Result<Vec<Vec<u8>>> {
        let mut slots = self.selection_slots(node);
        let mut all = Vec::new();
        for output in &node.payload {
            let mut out = Vec::new();
            match output {
                PayloadOutput::Object(_, read) => match keys.first() {
                    Some(Some(key)) => {
                        put(&mut slots, node.key_slot, key);
                        tx.read(read, &slots, &mut out).await?;
                    }
                    _ => out.extend_from_slice(b"null"),
                },
                PayloadOutput::Objects(_, read) => {
                    out.push(b'[');
                    for (at, key) in keys.iter().enumerate() {
                        if at > 0 {
                            out.push(b',');
                        }
                        let Some(key) = key else {
                            out.extend_from_slice(b"null");
                            continue;
                        };
                        put(&mut slots, node.key_slot, key);
                        tx.read(read, &slots, &mut out).await?;
                    }
                    out.push(b']');
                }
                _ => continue,
            }
            all.push(out);
        }
        Ok(all)
    }

    /// The request's values, without those that no selection can depend on: they may be large.
    fn selection_slots(&self, node: &WriteNode) -> Vec<Input> {
        let args = &node.args;
        let whole = [&args.input, &args.inputs, &args.items, &args.patch];
        let is_whole = |at: usize| {
            let mut all = whole.iter();
            all.any(|input| **input == Some(Input::Slot(at)))
        };
        let slots = self.slots.iter().take(node.key_slot).enumerate();
        slots
            .map(|(at, input)| {
                if is_whole(at) {
                    Input::Null
                } else {
                    input.clone()
                }
            })
            .collect()
    }
}

/// Puts a key behind the request's own slots.
pub(super) fn put(slots: &mut Vec<Input>, at: usize, key: &Key) {
    slots.resize(at, Input::Null);
    slots.extend(key.iter().map(as_input));
}

/// Writes a payload. `rows` has what each output that reads rows is, in order.
pub(super) fn write(
    out: &mut Vec<u8>,
    payload: &[PayloadOutput],
    done: &Done,
    rows: &[Vec<u8>],
    zone: &auto_api_model::Zone,
) {
    let mut rows = rows.iter();
    let mut separator = b'{';
    for output in payload {
        out.push(separator);
        separator = b',';
        match output {
            PayloadOutput::Fixed(bytes) => out.extend_from_slice(bytes),
            PayloadOutput::Ok(key) => {
                out.extend_from_slice(key);
                json::bool(out, done.errors.is_empty());
            }
            PayloadOutput::Object(key, _) | PayloadOutput::Result(key, _) => {
                out.extend_from_slice(key);
                out.extend_from_slice(rows.next().map_or(b"null".as_slice(), Vec::as_slice));
            }
            PayloadOutput::Objects(key, _) => {
                out.extend_from_slice(key);
                out.extend_from_slice(rows.next().map_or(b"[]".as_slice(), Vec::as_slice));
            }
            PayloadOutput::Affected(key) => {
                out.extend_from_slice(key);
                json::int(out, i64::try_from(done.affected).unwrap_or(i64::MAX));
            }
            PayloadOutput::Errors(key, items) => {
                out.extend_from_slice(key);
                errors(out, items, &done.errors, zone);
            }
        }
    }
    if separator == b'{' {
        out.push(b'{');
    }
    out.push(b'}');
}

fn errors(out: &mut Vec<u8>, items: &[ErrorItem], errors: &[Error], zone: &auto_api_model::Zone) {
    out.push(b'[');
    for (at, error) in errors.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.push(b'{');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&json::key(&item.key));
            member(out, item.what, error, zone);
        }
        out.push(b'}');
    }
    out.push(b']');
}

fn member(out: &mut Vec<u8>, what: ErrorMember, error: &Error, zone: &auto_api_model::Zone) {
    match what {
        ErrorMember::Typename => json::string(out, "MutationError"),
        ErrorMember::Code => json::string(out, error.code.as_str()),
        ErrorMember::Message => json::string(out, &error.message),
        ErrorMember::Field => match &error.field {
            Some(field) => json::string(out, field),
            None => out.extend_from_slice(b"null"),
        },
        ErrorMember::Path => {
            out.push(b'[');
            for (at, step) in error.path.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                // The first is an argument, which is spelled in the zone's case.
                if at == 0 {
                    json::string(out, &zone.case.apply(step));
                } else {
                    json::string(out, step);
                }
            }
            out.push(b']');
        }
        ErrorMember::Index => match error.index {
            Some(at) => json::int(out, i64::try_from(at).unwrap_or(i64::MAX)),
            None => out.extend_from_slice(b"null"),
        },
    }
}
