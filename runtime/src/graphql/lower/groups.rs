//! The members of a group: its keys and its totals.

use apollo_compiler::executable::SelectionSet;
use auto_api_model::render::member;

use super::super::fields::RowField;
use super::Lower;
use super::arguments::Of;
use super::collect::Group;
use crate::ask::{Form, GroupItem, KeyItem, Read};

impl<'a> Lower<'a> {
    /// A field of groups.
    pub(super) fn groups(&mut self, group: &Group<'a>, entity: usize) -> Read {
        self.path.push(group.key.to_string());
        let args = self.arguments(group, entity, Of::Groups);
        let items = self.group_items(entity, &group.selections());
        self.path.pop();
        Read {
            key: group.key(),
            entity,
            form: Form::Groups(items),
            args,
        }
    }

    fn group_items(&mut self, entity: usize, sets: &[&'a SelectionSet]) -> Vec<GroupItem> {
        let mut items = Vec::new();
        let keys = self.context.zone.case.apply(member::KEYS);
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(GroupItem::Typename(key));
            } else if group.name() == keys {
                items.push(GroupItem::Keys {
                    key,
                    items: self.key_items(entity, &group.selections()),
                });
            } else if let Some(item) = self.total(entity, &group) {
                items.push(GroupItem::Total(item));
            } else {
                self.lost(&group);
            }
        }
        items
    }

    fn key_items(&mut self, entity: usize, sets: &[&'a SelectionSet]) -> Vec<KeyItem> {
        let mut items = Vec::new();
        let (zone, schema) = (self.context.zone, self.context.schema);
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(KeyItem::Typename(key));
                continue;
            }
            match schema.fields.rows[entity].get(group.name()) {
                Some(&RowField::Member(member)) => items.push(KeyItem::Member { key, member }),
                Some(&RowField::Link(link, None)) => {
                    let target = zone.entities[entity].links[link].target;
                    let items_of = self.key_items(target, &group.selections());
                    items.push(KeyItem::Link {
                        key,
                        link,
                        items: items_of,
                    });
                }
                _ => self.lost(&group),
            }
        }
        items
    }
}
