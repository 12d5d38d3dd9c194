//! From a filter of a request to a predicate.
//!
//! Leaves are three-valued as in SQL, and what is unknown does not match: `not` is `IS NOT TRUE`,
//! so the whole is two-valued.

use auto_api_model::suggest::hint;
use auto_api_model::{Kind, Link, Operator, Scalar};
use sea_query::Expr;

use super::Planner;
use super::combine::{all, any};
use super::operator::Leaf;
use super::relation::{count, related};
use super::sql::{Sql, always, compared, is_not_true};
use crate::ask::Input;
use crate::coerce::shown;
use crate::error::Error;

/// Where a filter stands: whose rows it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) entity: usize,
    pub(crate) alias: &'a str,
}

impl Planner<'_> {
    /// The predicate of a filter; mistakes are kept with their paths.
    pub(crate) fn filter(&mut self, sql: &mut Sql, place: Place<'_>, input: &Input) -> Expr {
        self.depth += 1;
        let limit = self.zone.limits.filter_depth;
        let expr = match input {
            _ if self.depth > limit as usize => {
                self.limit(format!("a filter may be {limit} levels deep at most"));
                always()
            }
            Input::Object(members) => {
                let members = members.iter();
                all(members
                    .map(|(name, input)| self.within(name, |p| p.member(sql, place, name, input)))
                    .collect())
            }
            other => {
                self.refuse(format!("expected a filter, found {}", shown(other)));
                always()
            }
        };
        self.depth -= 1;
        expr
    }

    fn member(&mut self, sql: &mut Sql, place: Place<'_>, name: &str, input: &Input) -> Expr {
        if *input == Input::Null {
            self.refuse("null is not a filter; use `is_null`".to_owned());
            return always();
        }
        let zone = self.zone;
        let entity = &zone.entities[place.entity];
        match name {
            "and" => return all(self.each(sql, place, input)),
            "or" => return any(self.each(sql, place, input)),
            "not" => return is_not_true(self.dialect, self.filter(sql, place, input)),
            "search" if let Some(members) = entity.search() => {
                return self.search(sql, place, &members, input);
            }
            _ => {}
        }
        if let Some(at) = entity.member(name)
            && entity.members[at].is_filterable()
        {
            let column = compared(self.dialect, entity, place.alias, at);
            return self.leaf(sql, &column, &entity.members[at].kind, input);
        }
        if let Some(at) = entity.link(name) {
            let link = &entity.links[at];
            return if link.many {
                self.list(sql, place, link, input)
            } else {
                self.related(sql, place, link, input)
            };
        }
        let names = entity
            .members
            .iter()
            .filter(|m| m.is_filterable())
            .map(|m| &m.name);
        let links = entity.visible_links().map(|link| &link.name);
        let known = hint(name, names.chain(links).map(String::as_str));
        self.refuse(format!(
            "`{}` has no filter `{name}`{known}",
            entity.model.name
        ));
        always()
    }

    fn each(&mut self, sql: &mut Sql, place: Place<'_>, input: &Input) -> Vec<Expr> {
        let items = super::operand::items(input);
        (items.iter().enumerate())
            .map(|(at, input)| self.within(&at.to_string(), |p| p.filter(sql, place, input)))
            .collect()
    }

    /// The related row exists and matches.
    fn related(&mut self, sql: &mut Sql, place: Place<'_>, link: &Link, input: &Input) -> Expr {
        let zone = self.zone;
        related(
            zone,
            sql,
            (place.entity, place.alias),
            link,
            |sql, alias| {
                let place = Place {
                    entity: link.target,
                    alias,
                };
                is_something(input).then(|| self.filter(sql, place, input))
            },
        )
    }

    /// `some`, `every`, `none` and `count` of related rows.
    fn list(&mut self, sql: &mut Sql, place: Place<'_>, link: &Link, input: &Input) -> Expr {
        let Input::Object(members) = input else {
            self.refuse("expected an object of `some`, `every`, `none` or `count`".to_owned());
            return always();
        };
        let (zone, dialect) = (self.zone, self.dialect);
        let mut conditions = Vec::new();
        for (name, input) in members {
            let condition = self.within(name, |planner| match name.as_str() {
                _ if *input == Input::Null => {
                    planner.refuse("null is not a filter".to_owned());
                    always()
                }
                "some" => planner.related(sql, place, link, input),
                "none" => is_not_true(dialect, planner.related(sql, place, link, input)),
                "every" => is_not_true(
                    dialect,
                    related(
                        zone,
                        sql,
                        (place.entity, place.alias),
                        link,
                        |sql, alias| {
                            let place = Place {
                                entity: link.target,
                                alias,
                            };
                            Some(is_not_true(dialect, planner.filter(sql, place, input)))
                        },
                    ),
                ),
                "count" => {
                    let count = count(zone, sql, (place.entity, place.alias), link);
                    planner.leaf(sql, &count, &Kind::Scalar(Scalar::I64), input)
                }
                other => {
                    let known = hint(other, ["some", "every", "none", "count"]);
                    planner.refuse(format!("unknown quantifier `{other}`{known}"));
                    always()
                }
            });
            conditions.push(condition);
        }
        all(conditions)
    }

    /// The operators on one value; a value that is no object is short for `eq`.
    pub(super) fn leaf(
        &mut self,
        sql: &mut Sql,
        column: &Expr,
        kind: &Kind,
        input: &Input,
    ) -> Expr {
        let operators = Operator::of(kind);
        let short = [("eq".to_owned(), input.clone())];
        let members = match input {
            Input::Object(members) => members.as_slice(),
            _ if operators.contains(&Operator::Eq) => &short,
            other => {
                self.refuse(format!(
                    "expected an object of operators, found {}",
                    shown(other)
                ));
                return always();
            }
        };
        let mut conditions = Vec::new();
        for (name, input) in members {
            let case = self.zone.case;
            let mut all = operators.iter();
            let operator = all.find(|op| op.name() == name || case.apply(op.name()) == *name);
            let condition = self.within(name, |planner| {
                let Some(&operator) = operator else {
                    let known = hint(name, operators.iter().map(|op| op.name()));
                    planner.refuse(format!("unknown operator `{name}`{known}"));
                    return always();
                };
                planner.count_operator();
                let leaf = Leaf {
                    column: column.clone(),
                    kind,
                    operator,
                };
                planner.operator(sql, leaf, input)
            });
            conditions.push(condition);
        }
        all(conditions)
    }

    pub(super) fn count_operator(&mut self) {
        self.operators += 1;
        let limit = self.zone.limits.filter_operators as usize;
        if self.operators == limit + 1 {
            self.limit(format!("a filter may have {limit} operators at most"));
        }
    }

    /// Keeps a mistake of the filter or order at the present path.
    pub(crate) fn refuse(&mut self, message: String) {
        // An operator of two parameters finds the same mistake twice.
        let known = |error: &Error| error.path == self.path && error.message == message;
        if self.errors.last().is_some_and(known) {
            return;
        }
        let mut error = Error::filter(message);
        error.path.clone_from(&self.path);
        self.errors.push(error);
    }

    /// Keeps an exceeded limit at the present path.
    pub(crate) fn limit(&mut self, message: String) {
        let mut error = Error::new(auto_api_model::ErrorCode::LimitExceeded, message);
        error.path.clone_from(&self.path);
        self.errors.push(error);
    }
}

/// Whether a filter says anything; `{}` only asks that the row exists.
fn is_something(input: &Input) -> bool {
    !matches!(input, Input::Object(members) if members.is_empty())
}
