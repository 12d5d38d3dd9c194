//! Which rows a filter has, and in which order, over rows as plain data.

use auto_api::Value;
use auto_api::model::{Direction, Join, Nulls, Zone};
use auto_api_tests::support::store::Rows;
use std::cmp::Ordering;

use super::leaf;
use super::request::{End, Filter, Key, Quantifier, Read};

/// Rows and the zone they are of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World<'w> {
    pub(crate) zone: &'w Zone,
    pub(crate) rows: &'w Rows,
}

/// A row: its entity and its number.
pub(crate) type Place = (usize, usize);

impl<'w> World<'w> {
    /// The value of a member of a row.
    pub(crate) fn value(self, (entity, row): Place, member: usize) -> &'w Value {
        &self.rows.of[entity][row][member]
    }

    /// All rows of an entity.
    pub(crate) fn all(self, entity: usize) -> Vec<usize> {
        (0..self.rows.of[entity].len()).collect()
    }

    /// The rows that a relation leads to, each once.
    pub(crate) fn related(self, row: Place, link: usize) -> Vec<usize> {
        let link = &self.zone.entities[row.0].links[link];
        let target = self.all(link.target).into_iter();
        match &link.join {
            Join::Direct { own, other } => {
                let own: Vec<_> = own.iter().map(|&at| self.value(row, at)).collect();
                target
                    .filter(|&to| self.holds((link.target, to), other, &own))
                    .collect()
            }
            Join::Through {
                entity,
                own,
                via,
                to,
                other,
            } => {
                let own: Vec<_> = own.iter().map(|&at| self.value(row, at)).collect();
                let third = self.all(*entity).into_iter();
                let between: Vec<_> = third
                    .filter(|&at| self.holds((*entity, at), via, &own))
                    .collect();
                let is_meant = |&found: &usize| {
                    let keys: Vec<_> = other
                        .iter()
                        .map(|&at| self.value((link.target, found), at))
                        .collect();
                    between
                        .iter()
                        .any(|&at| self.holds((*entity, at), to, &keys))
                };
                target.filter(is_meant).collect()
            }
        }
    }

    /// Whether the members of a row have these values; null equals nothing.
    fn holds(self, row: Place, members: &[usize], values: &[&Value]) -> bool {
        let mut pairs = members.iter().zip(values);
        pairs.all(|(&at, &value)| *value != Value::Null && self.value(row, at) == value)
    }

    /// Whether a filter has a row.
    pub(crate) fn matches(self, row: Place, filter: &Filter) -> bool {
        let link = |at: usize| self.zone.entities[row.0].links[at].target;
        let among = |at: usize, filter: &Filter| {
            let related = self.related(row, at);
            let found = related
                .iter()
                .filter(|&&to| self.matches((link(at), to), filter));
            (found.count(), related.len())
        };
        match filter {
            Filter::Siblings(all) | Filter::And(all) => {
                all.iter().all(|one| self.matches(row, one))
            }
            Filter::Or(any) => any.iter().any(|one| self.matches(row, one)),
            Filter::Not(inner) => !self.matches(row, inner),
            Filter::Member(at, tests) => leaf::passes(self.value(row, *at), tests),
            Filter::One(at, inner) | Filter::Many(at, Quantifier::Some, inner) => {
                among(*at, inner).0 > 0
            }
            Filter::Many(at, Quantifier::None, inner) => among(*at, inner).0 == 0,
            Filter::Many(at, Quantifier::Every, inner) => {
                let (matching, all) = among(*at, inner);
                matching == all
            }
            Filter::Count(at, tests) => {
                let count = self.related(row, *at).len();
                leaf::passes(&Value::Int(i64::try_from(count).unwrap()), tests)
            }
        }
    }

    /// Of these rows those of a read's filter, in its order; of those that are not distinct the first.
    pub(crate) fn list(self, read: &Read, among: Vec<usize>) -> Vec<usize> {
        let filter = read.filter.as_ref();
        let matches = |row| filter.is_none_or(|filter| self.matches((read.entity, row), filter));
        let mut found: Vec<_> = among.into_iter().filter(|&row| matches(row)).collect();
        found.sort_by(|&a, &b| self.order(read.entity, &read.order, a, b));
        let values = |row: usize| {
            let members = read.distinct.iter();
            members.map(move |&at| self.value((read.entity, row), at))
        };
        let mut firsts: Vec<usize> = Vec::new();
        for row in found {
            let is_first = |&first: &usize| !values(first).eq(values(row));
            if read.distinct.is_empty() || firsts.iter().all(is_first) {
                firsts.push(row);
            }
        }
        firsts
    }

    fn order(self, entity: usize, keys: &[Key], a: usize, b: usize) -> Ordering {
        let own = &self.zone.entities[entity];
        let model = own.model.order.iter().map(|key| Key {
            path: Vec::new(),
            end: End::Member(own.model.position(key.field).unwrap()),
            direction: key.direction,
            nulls: key.nulls,
        });
        let model: Vec<_> = model.collect();
        let asked = if keys.is_empty() { &model } else { keys };
        let primary = own.key.iter().map(|&at| Key {
            path: Vec::new(),
            end: End::Member(at),
            direction: Direction::Asc,
            nulls: Nulls::Last,
        });
        let all: Vec<_> = asked.iter().cloned().chain(primary).collect();
        let mut each = all.iter().map(|key| self.by(key, (entity, a), (entity, b)));
        each.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    fn by(self, key: &Key, a: Place, b: Place) -> Ordering {
        let (a, b) = (self.key(key, a), self.key(key, b));
        match (&a, &b) {
            (Value::Null, Value::Null) => Ordering::Equal,
            (Value::Null, _) if key.nulls == Nulls::First => Ordering::Less,
            (Value::Null, _) => Ordering::Greater,
            (_, Value::Null) if key.nulls == Nulls::First => Ordering::Greater,
            (_, Value::Null) => Ordering::Less,
            _ => match key.direction {
                Direction::Asc => leaf::compare(&a, &b),
                Direction::Desc => leaf::compare(&b, &a),
            },
        }
    }

    /// The value of a key in a row; null where a relation leads nowhere.
    fn key(self, key: &Key, row: Place) -> Value {
        let mut at = row;
        for &link in &key.path {
            let target = self.zone.entities[at.0].links[link].target;
            match self.related(at, link).first() {
                Some(&found) => at = (target, found),
                None => return Value::Null,
            }
        }
        match key.end {
            End::Member(member) => self.value(at, member).clone(),
            End::Count(link) => Value::Int(i64::try_from(self.related(at, link).len()).unwrap()),
        }
    }
}
