//! What a write answers with.

use apollo_compiler::executable::SelectionSet;
use auto_api_model::Answer;

use super::super::super::fields::PayloadField;
use super::super::Lower;
use crate::ask::{ErrorItem, ErrorMember, PayloadItem};

impl<'a> Lower<'a> {
    /// Of a write, or of a method.
    pub(in super::super) fn payload(
        &mut self,
        (entity, method): (usize, Option<usize>),
        sets: &[&'a SelectionSet],
    ) -> Vec<PayloadItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(PayloadItem::Typename(key));
                continue;
            }
            let sets = group.selections();
            let fields = &self.context.schema.fields.writes.payload;
            items.push(match fields.get(group.name()) {
                Some(PayloadField::Ok) => PayloadItem::Ok(key),
                Some(PayloadField::Affected) => PayloadItem::Affected(key),
                Some(PayloadField::Object) => PayloadItem::Object {
                    key,
                    items: self.rows(entity, &sets),
                },
                Some(PayloadField::Objects) => PayloadItem::Objects {
                    key,
                    items: self.rows(entity, &sets),
                },
                Some(PayloadField::Errors) => PayloadItem::Errors {
                    key,
                    items: self.error(&sets),
                },
                Some(PayloadField::Result) => {
                    let methods = &self.context.zone.entities[entity].procedures;
                    let answer = method.map_or(&Answer::Nothing, |at| &methods[at].answer);
                    let what = self.result(answer, &group);
                    PayloadItem::Result { key, what }
                }
                None => {
                    self.lost(&group);
                    continue;
                }
            });
        }
        items
    }

    fn error(&mut self, sets: &[&'a SelectionSet]) -> Vec<ErrorItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            let what = match group.name() {
                "__typename" => Some(ErrorMember::Typename),
                name => self.context.schema.fields.writes.error.get(name).copied(),
            };
            match what {
                Some(what) => items.push(ErrorItem { key, what }),
                None => self.lost(&group),
            }
        }
        items
    }
}
