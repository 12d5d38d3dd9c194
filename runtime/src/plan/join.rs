//! On PostgreSQL a relation that leads to one row by its key is joined to the statement of its
//! parent: another statement would cost more than the columns.

use auto_api_model::{Join, Link, Load};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::Planner;
use super::dialect::Dialect;
use super::filter::Place;
use super::order::Key;
use super::select::apply;
use super::sql::column;
use crate::ask::{Form, Item, Read};

/// The columns of a statement, each once, in the order they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    all: Vec<(Table, usize)>,
    joins: Vec<Joined>,
}

/// Whose column it is: the statement's own table, or one that is joined.
pub(crate) type Table = Option<usize>;

/// A table that is joined, one row at most to each.
#[derive(Debug, PartialEq)]
struct Joined {
    entity: usize,
    /// The table that leads to it, and its members.
    from: Table,
    own: Vec<usize>,
    other: Vec<usize>,
}

impl Columns {
    /// Where a member's column is.
    pub(crate) fn position(&mut self, table: Table, member: usize) -> usize {
        let column = (table, member);
        let known = self.all.iter().position(|known| *known == column);
        known.unwrap_or_else(|| {
            self.all.push(column);
            self.all.len() - 1
        })
    }

    /// The table that a link leads to.
    pub(super) fn join(&mut self, from: Table, link: &Link) -> usize {
        let (Join::Direct { own, other } | Join::Through { own, other, .. }) = &link.join;
        let join = Joined {
            entity: link.target,
            from,
            own: own.clone(),
            other: other.clone(),
        };
        let known = self.joins.iter().position(|known| *known == join);
        known.unwrap_or_else(|| {
            self.joins.push(join);
            self.joins.len() - 1
        })
    }

    /// How many there are; one at least, since there is no statement without.
    pub(crate) fn len(&self) -> usize {
        self.all.len().max(1)
    }
}

impl Planner<'_> {
    /// Whether a read is joined to the statement of its parent: of one row by its key, with nothing
    /// below it but the same.
    pub(super) fn is_joined(&self, link: &Link, read: &Read) -> bool {
        let Form::One(items) = &read.form else {
            return false;
        };
        self.dialect == Dialect::Postgres
            && link.relation.load == Load::Auto
            && matches!(link.join, Join::Direct { .. })
            && self.zone.leads_by_key(link)
            && read.args.filter.is_none()
            && items.iter().all(|item| self.is_plain(link.target, item))
    }

    fn is_plain(&self, entity: usize, item: &Item) -> bool {
        match item {
            Item::Typename(_) | Item::Member { .. } | Item::Computed { .. } => true,
            Item::Link { link, read } => {
                self.is_joined(&self.zone.entities[entity].links[*link], read)
            }
        }
    }

    /// A statement with the columns that rows and their children need. `keys` are its order, of
    /// which `exported` follow the columns.
    pub(super) fn with_columns(
        &self,
        mut select: SelectStatement,
        place: Place<'_>,
        columns: &Columns,
        (keys, is_limited): (&[Key], bool),
        exported: &[Key],
    ) -> SelectStatement {
        if columns.joins.is_empty() || !is_limited {
            for (nth, join) in columns.joins.iter().enumerate() {
                let own = |member| match join.from {
                    None => column(&self.zone.entities[place.entity], place.alias, member),
                    Some(table) => self.of_join(columns, table, member),
                };
                self.join(&mut select, (nth, join), own);
            }
            for &(table, member) in &columns.all {
                select.expr(self.cell(place, columns, table, member));
            }
            if columns.all.is_empty() {
                select.expr(Expr::cust("1"));
            }
            for key in exported {
                select.expr(key.expr.clone());
            }
            return select;
        }
        self.around_page(select, place, columns, keys, exported)
    }

    /// The page is cut first, so that rows are looked up for its own only; then it is in order
    /// again.
    fn around_page(
        &self,
        mut page: SelectStatement,
        place: Place<'_>,
        columns: &Columns,
        keys: &[Key],
        exported: &[Key],
    ) -> SelectStatement {
        let entity = &self.zone.entities[place.entity];
        let mut outer = Query::select();
        for (nth, &(table, member)) in columns.all.iter().enumerate() {
            match table {
                None => {
                    page.expr_as(self.cell(place, columns, None, member), format!("c{nth}"));
                    outer.expr(of_page('c', nth));
                }
                Some(_) => {
                    outer.expr(self.cell(place, columns, table, member));
                }
            }
        }
        let mut leading: Vec<usize> = Vec::new();
        for join in columns.joins.iter().filter(|join| join.from.is_none()) {
            for &member in &join.own {
                if !leading.contains(&member) {
                    leading.push(member);
                    page.expr_as(column(entity, place.alias, member), format!("m{member}"));
                }
            }
        }
        let mut again = keys.to_vec();
        for (nth, key) in again.iter_mut().enumerate() {
            page.expr_as(key.expr.clone(), format!("o{nth}"));
            key.expr = of_page('o', nth);
        }
        // The same keys, maybe in the other direction.
        for nth in 0..exported.len() {
            outer.expr(of_page('o', nth));
        }
        outer.from_subquery(page, "p");
        for (nth, join) in columns.joins.iter().enumerate() {
            let own = |member| match join.from {
                None => of_page('m', member),
                Some(table) => self.of_join(columns, table, member),
            };
            self.join(&mut outer, (nth, join), own);
        }
        apply(self.dialect, &again, &mut outer);
        outer
    }

    fn join(
        &self,
        select: &mut SelectStatement,
        (nth, join): (usize, &Joined),
        own: impl Fn(usize) -> Expr,
    ) {
        let target = &self.zone.entities[join.entity];
        let pairs = join.own.iter().zip(&join.other);
        let equal =
            pairs.map(|(&member, &other)| column(target, &alias(nth), other).eq(own(member)));
        let on = super::combine::all(equal.collect());
        select.join_as(JoinType::LeftJoin, target.table.clone(), alias(nth), on);
    }

    fn of_join(&self, columns: &Columns, table: usize, member: usize) -> Expr {
        let entity = columns.joins[table].entity;
        column(&self.zone.entities[entity], &alias(table), member)
    }

    /// A column as it is read.
    fn cell(&self, place: Place<'_>, columns: &Columns, table: Table, member: usize) -> Expr {
        let (entity, column) = match table {
            None => {
                let entity = &self.zone.entities[place.entity];
                (entity, column(entity, place.alias, member))
            }
            Some(table) => {
                let entity = &self.zone.entities[columns.joins[table].entity];
                (entity, self.of_join(columns, table, member))
            }
        };
        self.dialect.read(column, &entity.members[member].kind)
    }
}

fn alias(join: usize) -> String {
    format!("j{join}")
}

/// A column of the page that is cut first.
fn of_page(letter: char, nth: usize) -> Expr {
    Expr::col(("p".to_owned(), format!("{letter}{nth}")))
}
