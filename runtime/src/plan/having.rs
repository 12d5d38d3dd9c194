//! From a condition on groups to a predicate: as filters are, over totals.

use auto_api_model::suggest::hint;
use auto_api_model::{Entity, Kind, Scalar};
use sea_query::{Expr, Func};

use super::Planner;
use super::combine::{all, any};
use super::dialect::Dialect;
use super::filter::Place;
use super::operand::items;
use super::sql::{Sql, always, as_decimal, is_not_true};
use crate::ask::{Function, Input};
use crate::coerce::shown;

impl Planner<'_> {
    /// The predicate of a condition on groups; mistakes are kept with their paths.
    pub(crate) fn having(&mut self, sql: &mut Sql, place: Place<'_>, input: &Input) -> Expr {
        self.depth += 1;
        let limit = self.zone.limits.filter_depth;
        let expr = match input {
            _ if self.depth > limit as usize => {
                self.limit(format!("`having` may be {limit} levels deep at most"));
                always()
            }
            Input::Object(members) => {
                let each = members.iter().map(|(name, input)| {
                    self.within(name, |planner| planner.condition(sql, place, name, input))
                });
                all(each.collect())
            }
            other => {
                self.refuse(format!(
                    "expected a condition on groups, found {}",
                    shown(other)
                ));
                always()
            }
        };
        self.depth -= 1;
        expr
    }

    fn condition(&mut self, sql: &mut Sql, place: Place<'_>, name: &str, input: &Input) -> Expr {
        if *input == Input::Null {
            self.refuse("null is not a condition; use `is_null`".to_owned());
            return always();
        }
        match name {
            "and" => return all(self.each_having(sql, place, input)),
            "or" => return any(self.each_having(sql, place, input)),
            "not" => return is_not_true(self.dialect, self.having(sql, place, input)),
            "count" => {
                let count = Expr::cust("count(*)");
                return self.leaf(sql, &count, &Kind::Scalar(Scalar::I64), input);
            }
            _ => {}
        }
        let entity = &self.zone.entities[place.entity];
        let Some(function) = self.function(entity, name, &["count", "and", "or", "not"]) else {
            return always();
        };
        let Input::Object(members) = input else {
            let found = shown(input);
            self.refuse(format!("expected fields with operators, found {found}"));
            return always();
        };
        let each = members.iter().map(|(name, input)| {
            self.within(name, |planner| {
                let Some(at) = planner.total_member_of(entity, function, name) else {
                    return always();
                };
                if *input == Input::Null {
                    planner.refuse("null is not a condition; use `is_null`".to_owned());
                    return always();
                }
                let (total, kind) = planner.comparable(place, function, at);
                planner.leaf(sql, &total, &kind, input)
            })
        });
        all(each.collect())
    }

    fn each_having(&mut self, sql: &mut Sql, place: Place<'_>, input: &Input) -> Vec<Expr> {
        let each = items(input).iter().enumerate();
        each.map(|(at, input)| self.within(&at.to_string(), |p| p.having(sql, place, input)))
            .collect()
    }

    /// The function of that name that an entity has.
    pub(super) fn function(
        &mut self,
        entity: &Entity,
        name: &str,
        others: &[&str],
    ) -> Option<Function> {
        let all = Function::of(entity);
        if let Some(found) = all.iter().find(|function| function.name() == name) {
            return Some(*found);
        }
        let names = all.iter().map(|function| function.name());
        let known = hint(name, names.chain(others.iter().copied()));
        let model = entity.model.name;
        self.refuse(format!("groups of `{model}` have no `{name}`{known}"));
        None
    }

    /// The member of that name that a function goes over.
    pub(super) fn total_member_of(
        &mut self,
        entity: &Entity,
        function: Function,
        name: &str,
    ) -> Option<usize> {
        let mut members = function.total().members(entity);
        if members.any(|member| member.name == name) {
            return entity.member(name);
        }
        let names = function.total().members(entity);
        let known = hint(name, names.map(|member| member.name.as_str()));
        let (model, function) = (entity.model.name, function.name());
        self.refuse(format!("`{model}` has no {function} of `{name}`{known}"));
        None
    }

    /// A total as it is compared and ordered, and its kind. On SQLite a result of a function has
    /// no type of its own: decimals are compared as such, and sums past 64 bits as floats.
    pub(super) fn comparable(
        &self,
        place: Place<'_>,
        function: Function,
        member: usize,
    ) -> (Expr, Kind) {
        let own = &self.zone.entities[place.entity].members[member].kind;
        let kind = function.total().kind(own);
        let total = self.total_expr(place, function, member);
        if self.dialect == Dialect::Postgres {
            return (total, kind);
        }
        let expr = match (function, kind.scalar()) {
            (Function::Min | Function::Max, Some(Scalar::Decimal)) => {
                as_decimal(Func::cust("auto_decimal").arg(total).into())
            }
            (_, Some(Scalar::Decimal)) => as_decimal(total),
            (Function::Sum, Some(Scalar::I64)) => Func::cust("auto_number").arg(total).into(),
            _ => total,
        };
        (expr, kind)
    }
}
