//! The root field of a subscription: which changes, and what is told of each.

use std::sync::Arc;

use apollo_compiler::executable::OperationType;
use auto_api_model::events::{argument, member};

use super::super::document::{Document, Operation};
use super::super::failure::Failure;
use super::super::literal::Values;
use super::collect::Group;
use super::{Context, Lower};
use crate::ask::{Input, Item};

/// What a subscription asks for.
#[derive(Debug)]
pub(crate) struct Watched {
    /// The key in the answer.
    pub(crate) key: Arc<str>,
    pub(crate) entity: usize,
    pub(crate) filter: Option<Input>,
    pub(crate) kinds: Option<Input>,
    pub(crate) after: Option<Input>,
    pub(crate) items: Vec<EventItem>,
    /// How many slots a request brings.
    pub(crate) slots: usize,
}

/// One member of an event.
#[derive(Debug)]
pub(crate) enum EventItem {
    /// `__typename`
    Typename(Arc<str>),
    /// `kind`
    Kind(Arc<str>),
    /// The member at a position of the primary key.
    Key(Arc<str>, usize),
    /// `object`
    Object(Arc<str>, Vec<Item>),
    /// `cursor`
    Cursor(Arc<str>),
}

/// Lowers a subscription.
///
/// # Errors
///
/// As [`operation`](super::operation).
pub(crate) fn watched(
    context: Context<'_>,
    document: &Document,
    operation: &Operation,
    values: &[Option<Input>],
) -> Result<Watched, Vec<Failure>> {
    debug_assert_eq!(operation.node.operation_type, OperationType::Subscription);
    let values = Values {
        inputs: &context.schema.inputs,
        variables: &operation.variables,
        given: values,
    };
    let mut lower = Lower::new(context, document, values);
    let groups = lower.collect(&[&operation.node.selection_set]);
    let [group] = groups.as_slice() else {
        let message = "a subscription has exactly one root field";
        return Err(vec![Failure::invalid(message)]);
    };
    let Some(&entity) = context.schema.fields.events.get(group.name()) else {
        let message = format!("`{}` cannot be subscribed to here", group.name());
        return Err(vec![Failure::invalid(message)]);
    };
    let watched = lower.watched(group, entity);
    if lower.failures.is_empty() {
        Ok(watched)
    } else {
        Err(lower.failures)
    }
}

impl<'a> Lower<'a> {
    fn watched(&mut self, group: &Group<'a>, entity: usize) -> Watched {
        self.path.push(group.key.to_string());
        let given = self.values.given.iter().flatten();
        let mut watched = Watched {
            key: group.key(),
            entity,
            filter: None,
            kinds: None,
            after: None,
            items: self.event(group, entity),
            slots: given.map(slots).sum(),
        };
        let case = self.context.zone.case;
        for given in &group.field.arguments {
            let Some(def) = group.field.definition.argument_by_name(&given.name) else {
                continue;
            };
            let Some(ty) = self.context.schema.inputs.typed(&def.ty) else {
                continue;
            };
            let place = match def.name.as_str() {
                name if name == case.apply(argument::FILTER) => &mut watched.filter,
                name if name == case.apply(argument::KINDS) => &mut watched.kinds,
                _ => &mut watched.after,
            };
            match self.values.input(&given.value, &ty) {
                Ok(input) => *place = input.filter(|input| *input != Input::Null),
                Err((message, span)) => self.misfit(&given.name, &message, span),
            }
        }
        self.path.pop();
        watched
    }

    fn event(&mut self, group: &Group<'a>, entity: usize) -> Vec<EventItem> {
        let zone = self.context.zone;
        let spelled = |name: &str| zone.case.apply(name);
        let mut items = Vec::new();
        for group in self.collect(&group.selections()) {
            let key = group.key();
            let item = match group.name() {
                "__typename" => EventItem::Typename(key),
                name if name == spelled(member::KIND) => EventItem::Kind(key),
                name if name == spelled(member::CURSOR) => EventItem::Cursor(key),
                name if name == spelled(member::OBJECT) => {
                    EventItem::Object(key, self.rows(entity, &group.selections()))
                }
                name => {
                    let mut members = zone.event_key(&zone.entities[entity]);
                    let Some((nth, _)) = members.find(|(_, member)| member.name == name) else {
                        self.lost(&group);
                        continue;
                    };
                    EventItem::Key(key, nth)
                }
            };
            items.push(item);
        }
        items
    }
}

/// How many slots an input has.
fn slots(input: &Input) -> usize {
    match input {
        Input::Slot(_) => 1,
        Input::List(items) => items.iter().map(slots).sum(),
        Input::Object(members) => members.iter().map(|(_, value)| slots(value)).sum(),
        _ => 0,
    }
}
