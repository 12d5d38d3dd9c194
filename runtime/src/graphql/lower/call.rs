//! Methods: what callers give, and what is answered.

use std::sync::Arc;

use auto_api_model::{Answer, MethodKind};

use super::Lower;
use super::collect::Group;
use super::write::slots;
use crate::ask::{Call, Part, PayloadItem, ResultItem, Root};

impl<'a> Lower<'a> {
    /// A field of `Query` or `Mutation` that is a method.
    pub(super) fn call(&mut self, group: &Group<'a>, (entity, method): (usize, usize)) -> Root {
        self.path.push(group.key.to_string());
        let procedure = &self.context.zone.entities[entity].procedures[method];
        let mut row = Vec::new();
        let mut arguments = vec![None; procedure.arguments.len()];
        for (name, input) in self.given(group) {
            let mut all = procedure.arguments.iter();
            match all.position(|own| own.name == name) {
                Some(at) => arguments[at] = Some(input),
                None if input == crate::ask::Input::Null => {}
                None => self.key_part(&mut row, entity, group, input, name),
            }
        }
        if procedure.is_of_row() {
            self.check_key(&mut row, entity, group);
        }
        let payload = if procedure.method.kind == MethodKind::Mutation {
            self.payload((entity, Some(method)), &group.selections())
        } else {
            let what = self.result(&procedure.answer, group);
            let key = group.key();
            vec![PayloadItem::Result { key, what }]
        };
        self.path.pop();
        let given = self.values.given.iter().flatten();
        Root::Call(Call {
            key: group.key(),
            entity,
            method,
            row,
            arguments,
            slots: given.map(slots).sum(),
            payload,
        })
    }

    /// What is selected of an answer.
    pub(super) fn result(&mut self, answer: &Answer, group: &Group<'a>) -> ResultItem {
        match answer {
            Answer::Nothing => ResultItem::default(),
            Answer::Value { .. } => ResultItem {
                part: self.part_of(answer, group),
                ..ResultItem::default()
            },
            Answer::Row { entity, .. } | Answer::Rows { entity } => ResultItem {
                items: self.rows(*entity, &group.selections()),
                ..ResultItem::default()
            },
        }
    }

    /// What is selected of a value.
    pub(super) fn part_of(&mut self, answer: &Answer, group: &Group<'a>) -> Option<Arc<[Part]>> {
        match answer {
            Answer::Value { kind, .. } => self.part(kind, group),
            _ => None,
        }
    }
}
