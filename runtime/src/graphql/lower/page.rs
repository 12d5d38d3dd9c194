//! The members of the object around a page, and of edges.

use apollo_compiler::executable::SelectionSet;

use super::super::fields::PageField;
use super::Lower;
use crate::ask::{EdgeItem, Info, InfoItem, PageItem};

impl<'a> Lower<'a> {
    pub(super) fn page(&mut self, entity: usize, sets: &[&'a SelectionSet]) -> Vec<PageItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(PageItem::Typename(key));
                continue;
            }
            let sets = group.selections();
            items.push(match self.context.schema.fields.page.get(group.name()) {
                Some(PageField::Rows) => PageItem::Rows {
                    key,
                    items: self.rows(entity, &sets),
                },
                Some(PageField::Edges) => PageItem::Edges {
                    key,
                    items: self.edge(entity, &sets),
                },
                Some(PageField::Info) => PageItem::PageInfo {
                    key,
                    items: self.info(&sets),
                },
                Some(PageField::TotalCount) => PageItem::TotalCount(key),
                Some(PageField::Cursor | PageField::Node) | None => {
                    self.lost(&group);
                    continue;
                }
            });
        }
        items
    }

    fn edge(&mut self, entity: usize, sets: &[&'a SelectionSet]) -> Vec<EdgeItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            if group.name() == "__typename" {
                items.push(EdgeItem::Typename(key));
                continue;
            }
            match self.context.schema.fields.page.get(group.name()) {
                Some(PageField::Cursor) => items.push(EdgeItem::Cursor(key)),
                Some(PageField::Node) => items.push(EdgeItem::Node {
                    key,
                    items: self.rows(entity, &group.selections()),
                }),
                _ => self.lost(&group),
            }
        }
        items
    }

    fn info(&mut self, sets: &[&'a SelectionSet]) -> Vec<InfoItem> {
        let mut items = Vec::new();
        for group in self.collect(sets) {
            let key = group.key();
            let what = match group.name() {
                "__typename" => Some(Info::Typename),
                name => self.context.schema.fields.info.get(name).copied(),
            };
            match what {
                Some(what) => items.push(InfoItem { key, what }),
                None => self.lost(&group),
            }
        }
        items
    }
}
