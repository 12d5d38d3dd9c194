//! The members of an object of totals.

use std::sync::Arc;

use apollo_compiler::executable::SelectionSet;

use super::super::fields::AggregateField;
use super::Lower;
use super::collect::Group;
use crate::ask::AggregateItem;

impl<'a> Lower<'a> {
    pub(super) fn aggregate(
        &mut self,
        entity: usize,
        sets: &[&'a SelectionSet],
    ) -> Vec<AggregateItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(AggregateItem::Typename(key));
                continue;
            }
            match self.total(entity, &group) {
                Some(item) => items.push(item),
                None => self.lost(&group),
            }
        }
        items
    }

    /// A total, if the field is one.
    pub(super) fn total(&mut self, entity: usize, group: &Group<'a>) -> Option<AggregateItem> {
        let key = group.key();
        let field = self.context.schema.fields.aggregate.get(group.name())?;
        Some(match field {
            AggregateField::Count => AggregateItem::Count(key),
            AggregateField::Function(function) => AggregateItem::Function {
                key,
                function: *function,
                members: self.totals(entity, &group.selections()),
            },
        })
    }

    fn totals(
        &mut self,
        entity: usize,
        sets: &[&'a SelectionSet],
    ) -> Vec<(Arc<str>, Option<usize>)> {
        let mut members = Vec::new();
        for group in self.collect(sets) {
            if group.name() == "__typename" {
                members.push((group.key(), None));
                continue;
            }
            match self.context.schema.fields.members[entity].get(group.name()) {
                Some(&member) => members.push((group.key(), Some(member))),
                None => self.lost(&group),
            }
        }
        members
    }
}
