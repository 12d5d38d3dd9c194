//! Queries: called before the plan that they are part of, which has their answers as slots.

use std::sync::Arc;

use auto_api_model::{Receiver, Zone};

use super::call::{any_of, arguments, caught, in_order, key, list, of_method};
use super::{Arguments, Ctx, Given};
use crate::answer;
use crate::ask::{Args, Ask, Form, Input, Item, Read, Root, Shape};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::plan::call::{CallNode, Told};
use crate::plan::write::PayloadOutput;
use crate::plan::{Plan, plan};
use crate::value::Value;
use crate::write::{as_input, not_found};

impl Database {
    /// Calls the queries of a plan and puts their answers behind the request's slots.
    ///
    /// # Errors
    ///
    /// Those of the methods, and of what they are given.
    pub(crate) async fn called(
        &self,
        zone: &Zone,
        plan: &Plan,
        mut slots: Vec<Input>,
    ) -> Result<Vec<Input>> {
        for node in plan.calls() {
            let answered = self.query(zone, node, &slots).await;
            let answer = match answered.map_err(|error| error.within(&*node.name))? {
                Some(answer) => answer,
                // GraphQL has null for it, REST a status.
                None if plan.shape == Shape::Object => b"null".to_vec(),
                None => return Err(not_found(&zone.entities[node.entity])),
            };
            let answer = String::from_utf8(answer).map_err(Error::internal)?;
            slots.resize(node.answer_slot, Input::Null);
            slots.push(Input::Raw(answer));
        }
        Ok(slots)
    }

    /// The JSON of a query's answer; nothing if it is about a row that is not there.
    async fn query(
        &self,
        zone: &Zone,
        node: &CallNode,
        slots: &[Input],
    ) -> Result<Option<Vec<u8>>> {
        let own = slots.get(..node.key_slot).unwrap_or(slots);
        let procedure = &zone.entities[node.entity].procedures[node.method];
        let given = arguments(zone, node, own);
        let given = given.map_err(|errors| {
            let mut errors = errors.into_iter();
            errors.next().unwrap_or_else(|| Error::internal("no error"))
        })?;
        let mut row = None;
        if procedure.method.receiver != Receiver::None {
            match self.row(zone, node, own).await? {
                Some(values) => row = Some(values),
                None => return Ok(None),
            }
        }
        let function = node.function;
        let function = function.ok_or_else(|| Error::internal("a method without its code"))?;
        let ctx = Ctx::of_database(self);
        let given = caught(function(row, &ctx, Arguments::new(given))).await;
        let given = given.map_err(|error| of_method(error, procedure))?;
        let mut out = Vec::new();
        if let [PayloadOutput::Result(_, told)] = node.payload.as_slice() {
            self.told(node, told, &given, (own, &mut out)).await?;
        }
        Ok(Some(out))
    }

    /// The row that a query is about, whole.
    async fn row(
        &self,
        zone: &Zone,
        node: &CallNode,
        slots: &[Input],
    ) -> Result<Option<Vec<Value>>> {
        let entity = &zone.entities[node.entity];
        let members = entity.members.iter().enumerate();
        let items = members.map(|(member, known)| Item::Member {
            key: known.name.as_str().into(),
            member,
            part: None,
        });
        let key = key(entity, &node.row, slots)?.into_iter();
        let read = Read {
            key: node.name.clone(),
            entity: node.entity,
            form: Form::List(items.collect()),
            args: Args {
                key: key.map(|(at, value)| (at, as_input(&value))).collect(),
                unbounded: true,
                ..Args::default()
            },
        };
        let ask = Ask {
            roots: vec![Root::Read(read)],
            shape: Shape::Bare,
        };
        let plan = plan(zone, &ask, self.dialect()).map_err(|errors| {
            let first = errors.into_iter().next();
            first.unwrap_or_else(|| Error::internal("a plan failed without an error"))
        })?;
        Ok(self.rows(Arc::new(plan)).await?.pop())
    }

    /// Writes what is told of an answer.
    async fn told(
        &self,
        node: &CallNode,
        told: &Told,
        given: &Given,
        (slots, out): (&[Input], &mut Vec<u8>),
    ) -> Result<()> {
        let with = |values: Vec<Input>| {
            let mut slots = slots.to_vec();
            slots.resize(node.key_slot, Input::Null);
            slots.extend(values);
            slots
        };
        match (told, given) {
            (Told::Value(encoding), Given::Value(value)) => {
                answer::value::write(out, encoding, value)?;
            }
            (Told::Row(read), Given::Rows(keys)) => match keys.first() {
                Some(key) => {
                    let slots = with(key.iter().map(as_input).collect());
                    *out = self.read(read, slots).await?;
                }
                None => out.extend_from_slice(b"null"),
            },
            (Told::Rows(rows), Given::Rows(keys)) => {
                if let Some(encoding) = &rows.key {
                    let found = self.read(&rows.plan, with(vec![any_of(keys)])).await?;
                    return in_order(out, &found, keys, encoding);
                }
                let mut all = Vec::with_capacity(keys.len());
                for key in keys {
                    let slots = with(key.iter().map(as_input).collect());
                    let row = self.read(&rows.plan, slots).await?;
                    if row != b"null" {
                        all.push(row);
                    }
                }
                list(out, &all);
            }
            _ => out.extend_from_slice(b"null"),
        }
        Ok(())
    }

    async fn read(&self, plan: &Arc<Plan>, slots: Vec<Input>) -> Result<Vec<u8>> {
        Ok(self.run(plan, slots).await?.body)
    }
}
