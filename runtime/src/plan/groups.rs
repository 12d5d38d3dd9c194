//! Groups: rows with equal keys as one row of one statement, `GROUP BY` on both databases.
//!
//! A key of a related row comes by a `LEFT JOIN`: the link leads to one row at most, so that no
//! row is counted twice.

mod keys;
mod order;

use auto_api_model::Kind;
use sea_query::Expr;

use super::Planner;
use super::filter::Place;
use super::node::{GroupOutput, Groups, KeyOutput, TotalOutput};
use super::select::fixed;
use super::sql::Sql;
use crate::ask::{GroupItem, Input, KeyItem, Read};
use crate::json;
use keys::Grouping;

/// One key that rows are grouped by.
#[derive(Debug)]
struct GroupKey {
    /// The links from the entity to whose member it is.
    way: Vec<usize>,
    member: usize,
    /// The same as names, for errors and orders.
    name: String,
    expr: Expr,
    kind: Kind,
    scale: Option<u32>,
    nullable: bool,
}

impl Planner<'_> {
    /// The groups of a read.
    pub(crate) fn groups(&mut self, read: &Read, wanted: &[GroupItem]) -> Groups {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        let parents = self.parents(&mut sql, None, read);
        let mut select = self.base(&mut sql, place, read, &parents);
        let mut grouping = Grouping::new(&mut sql, &mut select);
        let by = read.args.by.as_ref().unwrap_or(&Input::Null);
        let keys = self.within("by", |p| p.group_keys(&mut grouping, place, by));
        select.add_group_by(keys.iter().map(|key| key.expr.clone()));
        if let Some(having) = read.args.having.as_ref().filter(|h| **h != Input::Null) {
            let condition = self.within("having", |p| p.having(&mut sql, place, having));
            select.and_having(condition);
        }
        let order_by = self.zone.case.apply("order_by");
        let order = self.within(&order_by, |p| {
            p.group_order(place, &keys, read.args.order_by.as_ref())
        });
        for key in &order {
            key.apply(self.dialect, &mut select);
        }
        self.list_bounds(&mut sql, &mut select, read);

        let mut exprs = Vec::new();
        let outputs = wanted.iter();
        let items = outputs
            .map(|item| self.group_item(place, item, &keys, &mut exprs))
            .collect();
        if exprs.is_empty() {
            exprs.push(Expr::cust("1"));
        }
        select.exprs(exprs);
        Groups {
            statement: sql.finish(&select),
            items,
        }
    }

    fn group_item(
        &self,
        place: Place<'_>,
        item: &GroupItem,
        keys: &[GroupKey],
        exprs: &mut Vec<Expr>,
    ) -> GroupOutput {
        let entity = &self.zone.entities[place.entity];
        match item {
            GroupItem::Typename(key) => {
                let bytes = fixed(key, &entity.group_by_type_name());
                GroupOutput::Total(TotalOutput::Fixed(bytes))
            }
            GroupItem::Keys { key, items } => GroupOutput::Keys {
                key: json::key(key),
                members: self.key_outputs(place.entity, &[], items, (keys, exprs)),
            },
            GroupItem::Total(item) => GroupOutput::Total(self.total(place, item, exprs)),
        }
    }

    fn key_outputs(
        &self,
        entity: usize,
        way: &[usize],
        items: &[KeyItem],
        (keys, exprs): (&[GroupKey], &mut Vec<Expr>),
    ) -> Vec<KeyOutput> {
        let this = &self.zone.entities[entity];
        let one = |item: &KeyItem| match item {
            KeyItem::Typename(key) => KeyOutput::Fixed(fixed(key, &this.group_keys_name())),
            KeyItem::Member { key, member } => {
                let mut all = keys.iter();
                match all.find(|known| known.way == way && known.member == *member) {
                    Some(known) => {
                        exprs.push(known.expr.clone());
                        KeyOutput::Value {
                            key: json::key(key),
                            column: exprs.len() - 1,
                            encoding: self.encoding(&known.kind, known.scale, None),
                        }
                    }
                    None => KeyOutput::Fixed(null(key)),
                }
            }
            KeyItem::Link { key, link, items } => {
                let way = [way, &[*link]].concat();
                if !keys.iter().any(|known| known.way.starts_with(&way)) {
                    return KeyOutput::Fixed(null(key));
                }
                let target = this.links[*link].target;
                KeyOutput::Within {
                    key: json::key(key),
                    members: self.key_outputs(target, &way, items, (keys, exprs)),
                }
            }
        };
        items.iter().map(one).collect()
    }
}

/// `"key":null`
fn null(key: &str) -> Box<[u8]> {
    let mut bytes = json::key(key).into_vec();
    bytes.extend_from_slice(b"null");
    bytes.into()
}
