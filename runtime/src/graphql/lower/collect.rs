//! The fields of an object, merged by response key.
//!
//! Reference: <https://spec.graphql.org/September2025/#sec-Collecting-Fields>.

use std::collections::HashSet;
use std::sync::Arc;

use apollo_compiler::ast::{DirectiveList, Value};
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::{Name, Node};

use super::Lower;
use crate::ask::Input;

/// The fields of one response key: validation knows that they have one name and equal arguments.
pub(super) struct Group<'a> {
    pub(super) key: &'a Name,
    pub(super) field: &'a Node<Field>,
    others: Vec<&'a Node<Field>>,
}

impl<'a> Group<'a> {
    /// The field's name in the schema.
    pub(super) fn name(&self) -> &'a str {
        self.field.name.as_str()
    }

    /// The response key.
    pub(super) fn key(&self) -> Arc<str> {
        Arc::from(self.key.as_str())
    }

    /// The field, in all places.
    #[cfg(feature = "async-graphql7")]
    pub(super) fn fields(&self) -> Vec<&'a Node<Field>> {
        let others = self.others.iter().copied();
        std::iter::once(self.field).chain(others).collect()
    }

    /// What is selected of the field, in all places.
    pub(super) fn selections(&self) -> Vec<&'a SelectionSet> {
        let others = self.others.iter().copied();
        let all = std::iter::once(self.field).chain(others);
        all.map(|field| &field.selection_set).collect()
    }
}

impl<'a> Lower<'a> {
    /// The fields that these selections on one object come to, in order of first appearance.
    pub(super) fn collect(&self, sets: &[&'a SelectionSet]) -> Vec<Group<'a>> {
        let mut groups = Vec::new();
        let mut seen = HashSet::new();
        if let Some(first) = sets.first() {
            for set in sets {
                self.collect_set(&first.ty, set, &mut seen, &mut groups);
            }
        }
        self.items.set(self.items.get() + groups.len());
        groups
    }

    fn collect_set(
        &self,
        ty: &Name,
        set: &'a SelectionSet,
        seen: &mut HashSet<&'a str>,
        groups: &mut Vec<Group<'a>>,
    ) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) if self.is_included(&field.directives) => {
                    let key = field.response_key();
                    match groups.iter_mut().find(|group| group.key == key) {
                        Some(group) => group.others.push(field),
                        None => groups.push(Group {
                            key,
                            field,
                            others: Vec::new(),
                        }),
                    }
                }
                Selection::InlineFragment(inline) if self.is_included(&inline.directives) => {
                    let condition = inline.type_condition.as_ref();
                    if condition.is_none_or(|condition| self.applies(condition, ty)) {
                        self.collect_set(ty, &inline.selection_set, seen, groups);
                    }
                }
                Selection::FragmentSpread(spread) if self.is_included(&spread.directives) => {
                    if !seen.insert(&spread.fragment_name) {
                        continue;
                    }
                    let fragment = self.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) = fragment
                        && self.applies(fragment.type_condition(), ty)
                    {
                        self.collect_set(ty, &fragment.selection_set, seen, groups);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether an object of type `ty` satisfies a type condition.
    fn applies(&self, condition: &Name, ty: &Name) -> bool {
        condition == ty || self.context.schema.compiled.is_subtype(condition, ty)
    }

    fn is_included(&self, directives: &DirectiveList) -> bool {
        directives.0.iter().all(|directive| {
            let wanted = match directive.name.as_str() {
                "skip" => false,
                "include" => true,
                _ => return true,
            };
            let condition = directive.specified_argument_by_name("if");
            condition.is_none_or(|condition| self.is_true(condition) == wanted)
        })
    }

    fn is_true(&self, condition: &Value) -> bool {
        match condition {
            Value::Boolean(value) => *value,
            Value::Variable(name) => matches!(self.values.get(name), Some(Input::Bool(true))),
            _ => false,
        }
    }
}
