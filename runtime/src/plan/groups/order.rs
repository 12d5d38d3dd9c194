//! The order of groups: by numbers of rows, by totals and by keys; always by all keys at last.

use auto_api_model::suggest::hint;
use auto_api_model::{Direction, Kind, Nulls, Scalar};
use sea_query::Expr;

use super::GroupKey;
use crate::ask::Input;
use crate::plan::Planner;
use crate::plan::filter::Place;
use crate::plan::operand::items;
use crate::plan::order::Key;

impl Planner<'_> {
    /// The order that is asked for, then all keys: no two groups have all of them equal.
    pub(super) fn group_order(
        &mut self,
        place: Place<'_>,
        keys: &[GroupKey],
        input: Option<&Input>,
    ) -> Vec<Key> {
        let mut order: Vec<Key> = Vec::new();
        let asked = match input {
            None | Some(Input::Null) => &[],
            Some(input) => items(input),
        };
        if asked.len() > MOST_ORDER_KEYS {
            self.limit(format!("an order may have {MOST_ORDER_KEYS} keys at most"));
            return order;
        }
        for (nth, input) in asked.iter().enumerate() {
            let key = self.within(&nth.to_string(), |p| p.group_order_key(place, keys, input));
            order.extend(key.filter(|key| !order.iter().any(|known| known.name == key.name)));
        }
        for key in keys {
            let name = format!("keys.{}", key.name);
            if !order.iter().any(|known| known.name == name) {
                order.push(self.by_key(key, name, (Direction::Asc, Nulls::Last)));
            }
        }
        order
    }

    fn group_order_key(
        &mut self,
        place: Place<'_>,
        keys: &[GroupKey],
        input: &Input,
    ) -> Option<Key> {
        let (name, input) = self.only(input)?;
        self.within(name, |planner| {
            if name == "keys" {
                return planner.key_of_order(place.entity, keys, input);
            }
            if name == "count" {
                let expr = Expr::cust("count(*)");
                return planner.by_total(Kind::Scalar(Scalar::I64), expr, name.to_owned(), input);
            }
            let entity = &planner.zone.entities[place.entity];
            let function = planner.function(entity, name, &["count", "keys"])?;
            let (member, input) = planner.only(input)?;
            let at = planner.total_member_of(entity, function, member)?;
            let (expr, kind) = planner.comparable(place, function, at);
            planner.by_total(kind, expr, format!("{name}.{member}"), input)
        })
    }

    fn by_total(&mut self, kind: Kind, expr: Expr, name: String, input: &Input) -> Option<Key> {
        let (direction, nulls) = self.direction(input)?;
        Some(Key {
            expr: self.dialect.ordered(expr, &kind),
            direction,
            nulls,
            nullable: name != "count",
            kind,
            name,
        })
    }

    /// `{author: {name: ASC}}`: one of the keys that rows are grouped by.
    fn key_of_order(
        &mut self,
        mut entity: usize,
        keys: &[GroupKey],
        mut input: &Input,
    ) -> Option<Key> {
        let zone = self.zone;
        let mut names = String::new();
        loop {
            let (name, inner) = self.only(input)?;
            names += name;
            input = inner;
            match zone.entities[entity].link(name) {
                Some(link) if names.len() < MOST_LETTERS => {
                    entity = zone.entities[entity].links[link].target;
                    names.push('.');
                }
                _ => break,
            }
        }
        let (direction, nulls) = self.direction(input)?;
        if let Some(key) = keys.iter().find(|key| key.name == names) {
            return Some(self.by_key(key, format!("keys.{names}"), (direction, nulls)));
        }
        let known = hint(&names, keys.iter().map(|key| key.name.as_str()));
        self.refuse(format!("rows are not grouped by `{names}`{known}"));
        None
    }

    fn by_key(&self, key: &GroupKey, name: String, (direction, nulls): (Direction, Nulls)) -> Key {
        Key {
            expr: self.dialect.key_order(key.expr.clone(), &key.kind),
            direction,
            nulls,
            nullable: key.nullable,
            kind: key.kind.clone(),
            name,
        }
    }
}

/// More keys than any order needs.
const MOST_ORDER_KEYS: usize = 16;

/// Letters of the names of a key, far beyond those of any that there is.
const MOST_LETTERS: usize = 4096;
