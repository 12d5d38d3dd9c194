//! The members of a row: columns and relations.

use apollo_compiler::executable::SelectionSet;

use super::super::fields::RowField;
use super::Lower;
use crate::ask::Item;

impl<'a> Lower<'a> {
    pub(super) fn rows(&mut self, entity: usize, sets: &[&'a SelectionSet]) -> Vec<Item> {
        let mut items = Vec::new();
        let (zone, schema) = (self.context.zone, self.context.schema);
        for group in self.collect(sets) {
            if group.name() == "__typename" {
                items.push(Item::Typename(group.key()));
                continue;
            }
            match schema.fields.rows[entity].get(group.name()) {
                Some(&RowField::Member(member)) => {
                    let kind = &zone.entities[entity].members[member].kind;
                    items.push(Item::Member {
                        key: group.key(),
                        member,
                        part: self.part(kind, &group),
                    });
                }
                Some(&RowField::Computed(method)) => {
                    let answer = &zone.entities[entity].procedures[method].answer;
                    items.push(Item::Computed {
                        key: group.key(),
                        method,
                        part: self.part_of(answer, &group),
                    });
                }
                Some(&RowField::Link(link, form)) => {
                    let target = zone.entities[entity].links[link].target;
                    let read = self.read(&group, target, form, false);
                    items.push(Item::Link { link, read });
                }
                None => self.lost(&group),
            }
        }
        items
    }
}
