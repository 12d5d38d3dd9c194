//! `distinct`: of the rows with equal values of some members, the first by the order stays.
//!
//! Which rows stay is decided before anything else: the statement's own rows are those whose key is
//! the first of its group, so that pages, cursors and counts know nothing of the others. Below a
//! parent the groups are of its rows alone.

use auto_api_model::Entity;
use auto_api_model::groups::Bucket;
use auto_api_model::suggest::hint;
use sea_query::{Expr, ExprTrait, Func, OverStatement, Query, SelectStatement, WindowStatement};

use super::Planner;
use super::filter::Place;
use super::operand::items;
use super::source::Parents;
use super::sql::{Sql, column, columns, from};
use crate::ask::{Args, Input, Read};
use crate::coerce::shown;
use crate::error::Error;

/// Whether some rows stand for others.
pub(super) fn is_distinct(args: &Args) -> bool {
    match &args.distinct {
        None | Some(Input::Null) => false,
        Some(input) => !items(input).is_empty(),
    }
}

impl<'z> Planner<'z> {
    /// The members that are named, each once, in the model's order.
    pub(super) fn distinct_members(&mut self, entity: &Entity, args: &Args) -> Vec<usize> {
        let Some(input) = args.distinct.as_ref().filter(|_| is_distinct(args)) else {
            return Vec::new();
        };
        let name = self.zone.case.apply("distinct");
        self.within(&name, |planner| {
            let mut members = Vec::new();
            for (at, item) in items(input).iter().enumerate() {
                let member = planner.within(&at.to_string(), |p| p.distinct_member(entity, item));
                members.extend(member);
            }
            members.sort_unstable();
            members.dedup();
            members
        })
    }

    /// For cursors: the members that are named.
    pub(super) fn distinct_names(&mut self, read: &Read) -> Vec<&'static str> {
        let entity = &self.zone.entities[read.entity];
        let known = self.errors.len();
        let members = self.distinct_members(entity, &read.args);
        self.errors.truncate(known);
        let each = members.iter();
        each.map(|&at| entity.members[at].field.rust_name).collect()
    }

    fn distinct_member(&mut self, entity: &Entity, input: &Input) -> Option<usize> {
        let (Input::Enum(name) | Input::Raw(name) | Input::Text(name)) = input else {
            self.not_distinct(format!("expected a field, found {}", shown(input)));
            return None;
        };
        let found = entity.member(name);
        let found = found.filter(|&at| entity.members[at].is_groupable());
        if found.is_none() {
            let names = entity.groupable().map(|member| member.name.as_str());
            let known = hint(name, names);
            let model = entity.model.name;
            self.not_distinct(format!(
                "rows of `{model}` are not told apart by `{name}`{known}"
            ));
        }
        found
    }

    fn not_distinct(&mut self, message: String) {
        let mut error = Error::validation(message);
        error.path.clone_from(&self.path);
        self.errors.push(error);
    }

    /// The first row of each group: `FROM … WHERE key IN (…)`.
    pub(super) fn first_of_each(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        read: &Read,
        (parents, members): (&Parents<'_, 'z>, &[usize]),
    ) -> SelectStatement {
        let entity = &self.zone.entities[place.entity];
        let alias = sql.alias();
        let within = Place {
            entity: place.entity,
            alias: &alias,
        };
        let mut matching = self.filtered(sql, within, read, parents);
        let mut window = WindowStatement::new();
        for expr in self.told_apart(within, members) {
            window.add_partition_by(expr);
        }
        // The order's mistakes are known from the order of the rows.
        let known = self.errors.len();
        for key in self.order(sql, within, read.args.order_by.as_ref()) {
            key.apply(self.dialect, &mut window);
        }
        self.errors.truncate(known);
        for (nth, &at) in entity.key.iter().enumerate() {
            matching.expr_as(column(entity, &alias, at), format!("p{nth}"));
        }
        matching.expr_window_as(Func::cust("row_number"), window, "nth");
        let mut firsts = Query::select();
        for nth in 0..entity.key.len() {
            firsts.expr(of_groups(format!("p{nth}")));
        }
        firsts
            .from_subquery(matching, "d")
            .and_where(of_groups("nth".to_owned()).eq(Expr::cust("1")));
        let mut select = from(entity, place.alias);
        select.and_where(columns(entity, place.alias, &entity.key).in_subquery(firsts));
        select
    }

    /// A row for each group, to be counted. Which row stays is nothing to their number.
    pub(super) fn each_group(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        read: &Read,
        (parents, members): (&Parents<'_, 'z>, &[usize]),
    ) -> SelectStatement {
        let mut groups = self.filtered(sql, place, read, parents);
        groups.expr(Expr::cust("1"));
        groups.add_group_by(self.told_apart(place, members));
        let mut select = Query::select();
        select.from_subquery(groups, "d");
        select
    }

    /// What is equal in the rows of a group.
    fn told_apart(&self, place: Place<'_>, members: &[usize]) -> Vec<Expr> {
        let entity = &self.zone.entities[place.entity];
        let each = members.iter().map(|&at| {
            let stored = column(entity, place.alias, at);
            let kind = &entity.members[at].kind;
            self.dialect.bucket(stored, kind, Bucket::Value)
        });
        each.collect()
    }
}

fn of_groups(name: String) -> Expr {
    Expr::col(("d".to_owned(), name))
}
