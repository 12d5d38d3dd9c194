//! A mutation that is a method: its row is read and locked, it runs, and what it changed of the
//! row is written back.

use auto_api_model::Receiver;

use super::engine::{Engine, not_found};
use super::payload::put;
use super::tx::Tx;
use super::update::{Target, matching};
use super::{Done, Key, Refused};
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::methods::{Arguments, Ctx, Given, caught};
use crate::plan::call::{CallNode, Told};
use crate::plan::write::PayloadOutput;
use crate::transaction::Transaction;
use crate::{answer, methods};

impl Engine<'_> {
    /// Calls a method; what its payload has of rows and of its answer, in order.
    pub(super) async fn called(
        &self,
        tx: &mut Tx<'_>,
        node: &CallNode,
    ) -> Result<(Done, Vec<Vec<u8>>), Refused> {
        let entity = self.entity(node.entity);
        let procedure = &entity.procedures[node.method];
        let arguments = methods::arguments(self.zone, node, self.slots);
        let arguments = arguments.map_err(|errors| Refused::Caller(errors, None))?;
        let (mut key, mut row) = (None, None);
        if procedure.method.receiver != Receiver::None {
            let target = Target {
                key: methods::key(entity, &node.row, self.slots)?,
                version: None,
            };
            let found = matching(tx, entity, &target);
            let values = self.whole(tx, entity, found).await?;
            let values = values.ok_or_else(|| not_found(entity))?;
            let own = entity.key.iter().map(|&at| values[at].clone());
            key = Some(own.collect::<Key>());
            row = Some(values);
        }
        let function = node.function;
        let function = function.ok_or_else(|| Error::internal("a method without its code"))?;
        let mut transaction = Transaction::new(tx, self.database);
        let ctx = Ctx::of_transaction(&mut transaction, self.database);
        let given = caught(function(row, &ctx, Arguments::new(arguments))).await;
        let given = given.map_err(|error| methods::of_method(error, procedure))?;
        let mut rows = Vec::new();
        for output in &node.payload {
            let mut out = Vec::new();
            match output {
                PayloadOutput::Object(_, read) => match &key {
                    Some(key) => {
                        let mut slots = self.slots.to_vec();
                        put(&mut slots, node.key_slot, key);
                        tx.read(read, &slots, &mut out).await?;
                    }
                    None => out.extend_from_slice(b"null"),
                },
                PayloadOutput::Result(_, told) => {
                    self.told(tx, node.key_slot, (told, &given), &mut out)
                        .await?;
                }
                _ => continue,
            }
            rows.push(out);
        }
        let done = Done {
            affected: u64::from(key.is_some()),
            keys: vec![key],
            ..Done::default()
        };
        Ok((done, rows))
    }

    /// Writes what is told of an answer.
    async fn told(
        &self,
        tx: &mut Tx<'_>,
        slot: usize,
        (told, given): (&Told, &Given),
        out: &mut Vec<u8>,
    ) -> Result<()> {
        match (told, given) {
            (Told::Value(encoding), Given::Value(value)) => {
                answer::value::write(out, encoding, value)?;
            }
            (Told::Row(plan), Given::Rows(keys)) => match keys.first().zip(plan.only()) {
                Some((key, node)) => {
                    let mut slots = self.slots.to_vec();
                    put(&mut slots, slot, key);
                    tx.read(node, &slots, out).await?;
                }
                None => out.extend_from_slice(b"null"),
            },
            (Told::Rows(rows), Given::Rows(keys)) => match (&rows.key, rows.plan.only()) {
                (_, None) => {}
                (Some(encoding), Some(node)) => {
                    let mut slots = self.slots.to_vec();
                    slots.resize(slot, Input::Null);
                    slots.push(methods::any_of(keys));
                    let mut found = Vec::new();
                    tx.read(node, &slots, &mut found).await?;
                    methods::in_order(out, &found, keys, encoding)?;
                }
                (None, Some(node)) => {
                    let mut all = Vec::with_capacity(keys.len());
                    for key in keys {
                        let mut slots = self.slots.to_vec();
                        put(&mut slots, slot, key);
                        let mut row = Vec::new();
                        if tx.read(node, &slots, &mut row).await? {
                            all.push(row);
                        }
                    }
                    methods::list(out, &all);
                }
            },
            _ => out.extend_from_slice(b"null"),
        }
        Ok(())
    }
}
