//! The order of an answer's members: that of the selections, whatever finished first.

use std::collections::HashSet;

use apollo_compiler::executable::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Value};

/// The members of the objects at one place of the answer, of all types that may be there.
#[derive(Debug, Default)]
pub(super) struct Order {
    members: Vec<(Name, Order)>,
}

impl Order {
    /// The order of what some selections on one object give.
    pub(super) fn of<'d>(
        document: &'d ExecutableDocument,
        sets: impl Iterator<Item = &'d SelectionSet>,
    ) -> Self {
        let mut groups: Vec<(&str, Vec<&'d SelectionSet>)> = Vec::new();
        let mut seen = HashSet::new();
        for set in sets {
            collect(document, set, &mut seen, &mut groups);
        }
        let members = groups.into_iter().map(|(key, sets)| {
            let order = Self::of(document, sets.into_iter());
            (Name::new(key), order)
        });
        Self {
            members: members.collect(),
        }
    }

    /// Puts the members of a value into order.
    pub(super) fn apply(&self, value: Value) -> Value {
        match value {
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| self.apply(item)).collect())
            }
            // A scalar may be an object too, and has an order of its own.
            Value::Object(mut members) if !self.members.is_empty() => {
                let mut ordered = async_graphql::indexmap::IndexMap::with_capacity(members.len());
                for (key, order) in &self.members {
                    if let Some(value) = members.swap_remove(key) {
                        ordered.insert(key.clone(), order.apply(value));
                    }
                }
                Value::Object(ordered)
            }
            value => value,
        }
    }
}

/// The selected fields by response key, fragments on any type expanded.
fn collect<'d>(
    document: &'d ExecutableDocument,
    set: &'d SelectionSet,
    seen: &mut HashSet<&'d str>,
    groups: &mut Vec<(&'d str, Vec<&'d SelectionSet>)>,
) {
    for selection in &set.selections {
        match selection {
            Selection::Field(field) => {
                let key = field.response_key().as_str();
                match groups.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, sets)) => sets.push(&field.selection_set),
                    None => groups.push((key, vec![&field.selection_set])),
                }
            }
            Selection::InlineFragment(inline) => {
                collect(document, &inline.selection_set, seen, groups);
            }
            Selection::FragmentSpread(spread) => {
                if seen.insert(&spread.fragment_name)
                    && let Some(fragment) = document.fragments.get(&spread.fragment_name)
                {
                    collect(document, &fragment.selection_set, seen, groups);
                }
            }
        }
    }
}
