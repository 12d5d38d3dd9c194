//! The members of a value struct.

use std::sync::Arc;

use auto_api_model::{Kind, ValueDef};

use super::Lower;
use super::collect::Group;
use crate::ask::{Part, PartKind};

impl<'a> Lower<'a> {
    /// What is selected of a value struct, or of a list of them; `None` for other kinds.
    pub(super) fn part(&mut self, kind: &Kind, group: &Group<'a>) -> Option<Arc<[Part]>> {
        let mut leaf = kind;
        while let Kind::List(item) = leaf {
            leaf = item;
        }
        match leaf {
            Kind::Value(def) => Some(self.parts(def, group).into()),
            _ => None,
        }
    }

    fn parts(&mut self, def: &'static ValueDef, group: &Group<'a>) -> Vec<Part> {
        let mut parts = Vec::new();
        for group in self.collect(&group.selections()) {
            let key = group.key();
            if group.name() == "__typename" {
                let what = PartKind::Typename(Arc::from(def.name));
                parts.push(Part { key, what });
                continue;
            }
            let fields = self.context.schema.fields.values.get(def.rust_name);
            let Some(&field) = fields.and_then(|fields| fields.get(group.name())) else {
                self.lost(&group);
                continue;
            };
            let kind = self.context.zone.kind(&def.fields[field]);
            let part = self.part(&kind, &group);
            let what = PartKind::Field { field, part };
            parts.push(Part { key, what });
        }
        parts
    }
}
