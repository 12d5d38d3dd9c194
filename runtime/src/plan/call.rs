//! From a call of a method to what can be known of it before it runs: its code, and what is
//! written of its answer.

use std::sync::Arc;

use auto_api_model::{Answer, MethodKind};

use super::encoding::plain;
use super::node::{ComputedOutput, Encoding, Node, Output};
use super::write::PayloadOutput;
use super::{Plan, PlanRoot, Planner};
use crate::ask::{Args, Call, Form, Input, Item, Part, PayloadItem, Read, ResultItem, Shape};
use crate::json;
use crate::methods::{Called, Function, Functions};

/// A call, ready to run with the values of its slots.
#[derive(Debug)]
pub(crate) struct CallNode {
    /// The key in the answer, as bytes to copy: `"name":`.
    pub(crate) key: Box<[u8]>,
    /// The same as text, for errors.
    pub(crate) name: Arc<str>,
    pub(crate) entity: usize,
    pub(crate) method: usize,
    pub(crate) is_mutation: bool,
    pub(crate) function: Option<Called>,
    pub(crate) row: Vec<(usize, Input)>,
    pub(crate) arguments: Vec<Option<Input>>,
    pub(crate) payload: Vec<PayloadOutput>,
    /// The first of the slots that are filled while it runs.
    pub(crate) key_slot: usize,
    /// Of a query: the slot that has its answer, once it was called.
    pub(crate) answer_slot: usize,
}

/// What is written of a method's answer.
#[derive(Debug)]
pub(crate) enum Told {
    /// Null.
    Nothing,
    /// A value.
    Value(Encoding),
    /// The row of the key in the slots.
    Row(Arc<Plan>),
    /// Rows.
    Rows(ToldRows),
}

/// Rows that a method answers with, in its order.
#[derive(Debug)]
pub(crate) struct ToldRows {
    /// The row of the key in the slots; or, with `keys`, all rows of the keys in the slot, each
    /// with its key as a first member that has no name.
    pub(crate) plan: Arc<Plan>,
    /// How the key is written, where one statement reads all.
    pub(crate) key: Option<Encoding>,
}

impl Planner<'_> {
    /// Plans a call.
    pub(super) fn call(&mut self, call: &Call, answer_slot: usize) -> CallNode {
        self.within(&call.key, |planner| {
            let entity = &planner.zone.entities[call.entity];
            let function = match Functions::of(planner.zone, entity, call.method) {
                Ok(Function::Called(function)) => Some(function),
                Ok(Function::Computed(_)) => None,
                Err(error) => {
                    planner.errors.push(error);
                    None
                }
            };
            let procedure = &entity.procedures[call.method];
            CallNode {
                key: json::key(&call.key),
                name: call.key.clone(),
                entity: call.entity,
                method: call.method,
                is_mutation: procedure.method.kind == MethodKind::Mutation,
                function,
                row: call.row.clone(),
                arguments: call.arguments.clone(),
                payload: (call.payload.iter())
                    .map(|item| planner.call_payload(call, item))
                    .collect(),
                key_slot: call.slots,
                answer_slot,
            }
        })
    }

    fn call_payload(&mut self, call: &Call, item: &PayloadItem) -> PayloadOutput {
        let entity = &self.zone.entities[call.entity];
        match item {
            PayloadItem::Typename(key) => {
                let own = entity.procedures[call.method].own_payload(entity);
                let name = own.unwrap_or_else(|| entity.payload_name());
                PayloadOutput::Fixed(super::select::fixed(key, &name))
            }
            PayloadItem::Result { key, what } => {
                PayloadOutput::Result(json::key(key), self.told(call, key, what))
            }
            PayloadItem::Object { key, items } => {
                let node = self.by_slots((call.entity, call.slots), key, items);
                PayloadOutput::Object(json::key(key), Box::new(node))
            }
            other => self.common(other),
        }
    }

    fn told(&mut self, call: &Call, key: &Arc<str>, what: &ResultItem) -> Told {
        let procedure = &self.zone.entities[call.entity].procedures[call.method];
        match &procedure.answer {
            Answer::Nothing => Told::Nothing,
            Answer::Value { kind, .. } => {
                Told::Value(self.encoding(kind, None, what.part.as_deref()))
            }
            Answer::Row { entity, .. } => {
                let node = self.by_slots((*entity, call.slots), key, &what.items);
                Told::Row(self.alone(node))
            }
            Answer::Rows { entity } => {
                Told::Rows(self.rows_told((*entity, call.slots), key, &what.items))
            }
        }
    }

    /// One statement for all rows where they have one key that filters know.
    fn rows_told(
        &mut self,
        (entity, slot): (usize, usize),
        key: &Arc<str>,
        items: &[Item],
    ) -> ToldRows {
        let zone = self.zone;
        let only = match zone.entities[entity].key.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let member = only.map(|at| (at, &zone.entities[entity].members[at]));
        let Some((at, member)) = member.filter(|(_, member)| member.is_filterable()) else {
            let node = self.by_slots((entity, slot), key, items);
            let plan = self.alone(node);
            return ToldRows { plan, key: None };
        };
        let own = Item::Member {
            key: "".into(),
            member: at,
            part: None,
        };
        let any = Input::Object(vec![(zone.case.apply("in"), Input::Slot(slot))]);
        let read = Read {
            key: key.clone(),
            entity,
            form: Form::List(std::iter::once(own).chain(items.iter().cloned()).collect()),
            args: Args {
                filter: Some(Input::Object(vec![(member.name.clone(), any)])),
                unbounded: true,
                ..Args::default()
            },
        };
        let label = zone.entities[entity].model.name.to_owned();
        let node = self.node(&read, label, None);
        ToldRows {
            plan: self.alone(node),
            key: Some(self.encoding(&member.kind, member.constraints.scale, None)),
        }
    }

    /// A plan of one read, whose value alone is the answer.
    fn alone(&self, node: Node) -> Arc<Plan> {
        let roots = vec![PlanRoot::Read(node)];
        Arc::new(Plan::new(self, roots, Shape::Bare))
    }

    /// A computed field of a row's object: the columns it needs are read as values.
    pub(super) fn computed(
        &mut self,
        (entity, method): (usize, usize),
        key: Box<[u8]>,
        part: Option<&[Part]>,
        mut position: impl FnMut(usize) -> usize,
    ) -> Output {
        let of = &self.zone.entities[entity];
        let procedure = &of.procedures[method];
        let needs = procedure.needs.iter();
        let columns = needs.map(|&at| (position(at), plain(&of.members[at].kind)));
        let columns = columns.collect();
        let function = match Functions::of(self.zone, of, method) {
            Ok(Function::Computed(function)) => Some(function),
            Ok(Function::Called(_)) => None,
            Err(error) => {
                self.errors.push(error);
                None
            }
        };
        let encoding = match &procedure.answer {
            Answer::Value { kind, .. } => self.encoding(kind, None, part),
            _ => Encoding::Json,
        };
        Output::Computed(Box::new(ComputedOutput {
            key,
            name: procedure.method.rust_name,
            function,
            columns,
            encoding,
        }))
    }
}

impl Told {
    /// The node that rows are read with.
    pub(crate) fn node(&self) -> Option<&Node> {
        match self {
            Self::Row(plan) => plan.only(),
            Self::Rows(rows) => rows.plan.only(),
            Self::Nothing | Self::Value(_) => None,
        }
    }
}
