//! On PostgreSQL one statement reads a relation for all parents: their keys are a query in it, the
//! parents' own or arrays of a parameter, and each key's rows come beside it.

use std::ops::Range;

use auto_api_model::{Join, Kind, Link, Load, Zone};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::Planner;
use super::dialect::Dialect;
use super::distinct::is_distinct;
use super::filter::Place;
use super::native::Cast;
use super::node::{Batch, Strategy};
use super::param::{Keys, Param};
use super::relation::{of_parent, subquery};
use super::select::Parent;
use super::sql::{Sql, column, columns, from, never};
use crate::ask::{Form, Read};

/// The rows of a read as a query that the statements of its relations stand on.
#[derive(Debug)]
pub(crate) struct Level {
    sql: Sql,
    select: SelectStatement,
    entity: usize,
    alias: String,
    /// The keys of its own parents.
    parents: Option<SelectStatement>,
    /// Whether each row comes once.
    distinct: bool,
    strategy: Strategy,
    /// Whether its own parents' keys come as arrays.
    by_keys: bool,
}

/// The keys of the parents of a relation.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    sql: Sql,
    keys: SelectStatement,
    columns: Vec<KeyColumn>,
    /// Whether each key, and each parent, comes once.
    distinct: bool,
    strategy: Strategy,
}

/// A column of the parents' keys, for when they come as arrays.
#[derive(Debug, Clone)]
struct KeyColumn {
    cast: Cast,
    /// No value of the column: it says what type an array has that only the database knows.
    none: SelectStatement,
}

/// How a statement finds the rows of its parents.
#[derive(Debug)]
pub(crate) struct Parents<'p, 'z> {
    parent: Option<&'p Parent<'z>>,
    /// On PostgreSQL: their keys.
    keys: Option<SelectStatement>,
    strategy: Strategy,
    distinct: bool,
    /// Whether the rows of all parents are read at once, without a limit for each.
    flat: bool,
}

impl<'z> Planner<'z> {
    /// What a statement knows of its parents, if it has any.
    pub(crate) fn parents<'p>(
        &self,
        sql: &mut Sql,
        parent: Option<&'p Parent<'z>>,
        read: &Read,
    ) -> Parents<'p, 'z> {
        let source = parent.and_then(|parent| parent.source.as_ref());
        let keys = source.map(|source| source.keys(sql));
        let is_direct = |link: &Link| matches!(link.join, Join::Direct { .. });
        let flat = parent.is_some_and(|parent| {
            let whole = match read.form {
                Form::One(_) => self.zone.leads_by_key(parent.link),
                Form::List(_) => {
                    read.args.unbounded && read.args.limit.is_none() && read.args.offset.is_none()
                }
                _ => false,
            };
            // Which row is the first is decided within each parent.
            whole && is_direct(parent.link) && !is_distinct(&read.args)
        });
        Parents {
            parent,
            keys,
            strategy: source.map_or(Strategy::Subquery, |source| source.strategy),
            distinct: source.is_none_or(|source| source.distinct),
            flat,
        }
    }

    /// The rows of a read, for the statements of its relations.
    pub(crate) fn level(
        &self,
        (sql, select): (&Sql, &SelectStatement),
        place: Place<'_>,
        read: &Read,
        parents: &Parents<'_, 'z>,
    ) -> Option<Level> {
        if self.dialect == Dialect::Sqlite {
            return None;
        }
        let mut select = select.clone();
        if !is_bounded(read) {
            select.clear_order_by();
        }
        Some(Level {
            sql: sql.clone(),
            select,
            entity: place.entity,
            alias: place.alias.to_owned(),
            parents: parents.keys.clone().filter(|_| !parents.flat),
            // A row of a direct link has one parent; through a third table it may have several.
            distinct: parents.parent.is_none_or(|parent| {
                let is_direct = matches!(parent.link.join, Join::Direct { .. });
                parents.flat || is_direct && parent.link.many && parents.distinct
            }),
            strategy: if is_cheap(read) {
                Strategy::Subquery
            } else {
                Strategy::Keys
            },
            by_keys: parents.keys.is_some() && parents.strategy == Strategy::Keys,
        })
    }
}

/// Whether a read has a limit.
pub(crate) fn is_bounded(read: &Read) -> bool {
    !matches!(read.form, Form::List(_))
        || !read.args.unbounded
        || read.args.limit.is_some()
        || read.args.offset.is_some()
}

/// Whether the rows of a read cost so little that the statements of its relations may read them
/// again, in the same round trip: those found by a key. Any other query is dearer a second time
/// than its keys are as an array, even on the way of one index: three levels of Chinook take 1,606
/// microseconds of both processes as subqueries, and 983 as arrays (`benches/reads`, Q3).
fn is_cheap(read: &Read) -> bool {
    !read.args.key.is_empty()
}

impl Level {
    /// The keys by which a link leads on from these rows.
    pub(crate) fn source(&self, zone: &Zone, link: &Link, own: &[usize]) -> Source {
        let entity = &zone.entities[self.entity];
        let mut inner = self.select.clone();
        for (nth, &member) in own.iter().enumerate() {
            inner.expr_as(column(entity, &self.alias, member), format!("k{nth}"));
        }
        let keys = match &self.parents {
            None => inner,
            Some(parents) => {
                let mut outer = Query::select();
                beside(&mut outer, parents.clone(), inner);
                for nth in 0..own.len() {
                    outer.expr(Expr::col(("c".to_owned(), format!("k{nth}"))));
                }
                outer
            }
        };
        let has_key = entity.unique_keys.iter().any(|key| {
            let is_there = |at| own.contains(at) && !entity.members[*at].field.nullable;
            key.iter().all(is_there)
        });
        // An array of lists would come apart.
        let is_plain = |at: &usize| !matches!(entity.members[*at].kind, Kind::List(_));
        let columns = own.iter().map(|&at| {
            let mut none = from(entity, "n");
            none.expr(column(entity, "n", at)).and_where(never());
            KeyColumn {
                cast: Cast::of(&entity.members[at].kind),
                none,
            }
        });
        Source {
            sql: self.sql.clone(),
            keys,
            columns: columns.collect(),
            distinct: self.distinct && has_key,
            strategy: match link.relation.load {
                // Without the query of its own parents, a query of these cannot be within.
                _ if self.by_keys => Strategy::Keys,
                Load::Subquery => Strategy::Subquery,
                _ if !own.iter().all(is_plain) => Strategy::Subquery,
                Load::Keys => Strategy::Keys,
                Load::Auto => self.strategy,
            },
        }
    }
}

impl Source {
    /// The query of the keys, once its parameters are the statement's.
    fn keys(&self, sql: &mut Sql) -> SelectStatement {
        if self.strategy == Strategy::Subquery {
            *sql = self.sql.clone();
            return self.keys.clone();
        }
        let mut arrays = Query::select();
        for (nth, column) in self.columns.iter().enumerate() {
            let cast = column.cast;
            let keys = sql.bind(Param::Keys(Keys {
                position: nth,
                cast,
            }));
            let each = if cast == Cast::INFERRED {
                let none = subquery(column.none.clone());
                Expr::cust_with_exprs("unnest(COALESCE($1, ARRAY $2))", [keys, none])
            } else {
                Expr::cust_with_expr("unnest($1)", keys)
            };
            arrays.expr_as(each, format!("k{nth}"));
        }
        arrays
    }
}

impl Parents<'_, '_> {
    /// The rows are those of the parents.
    pub(crate) fn condition(&self, zone: &Zone, sql: &mut Sql, place: Place<'_>) -> Option<Expr> {
        let parent = self.parent?;
        if let (true, Some(keys), Join::Direct { other, .. }) =
            (self.flat, &self.keys, &parent.link.join)
        {
            let entity = &zone.entities[place.entity];
            return Some(columns(entity, place.alias, other).in_subquery(keys.clone()));
        }
        let found = (parent.positions.as_slice(), parent.numbers);
        Some(of_parent(zone, sql, parent.link, place.alias, found))
    }

    /// The statement for all parents, of one for a parent that has so many columns.
    pub(crate) fn around(
        self,
        zone: &Zone,
        place: Place<'_>,
        mut select: SelectStatement,
        width: usize,
    ) -> (SelectStatement, Option<Batch>) {
        let (Some(mut keys), Some(parent)) = (self.keys, self.parent) else {
            return (select, None);
        };
        let batch = |keys: Range<usize>| {
            Some(Batch {
                strategy: self.strategy,
                keys,
            })
        };
        let all = width..width + parent.positions.len();
        if let (true, Join::Direct { other, .. }) = (self.flat, &parent.link.join) {
            for &at in other {
                select.expr(column(&zone.entities[place.entity], place.alias, at));
            }
            return (select, batch(all));
        }
        if !self.distinct && self.strategy == Strategy::Subquery {
            let mut once = Query::select();
            once.distinct().from_subquery(keys, "p");
            for nth in 0..parent.positions.len() {
                once.expr(Expr::col(("p".to_owned(), format!("k{nth}"))));
            }
            keys = once;
        }
        let mut outer = Query::select();
        outer.expr(Expr::cust("\"c\".*"));
        for nth in 0..parent.positions.len() {
            outer.expr(key(nth));
        }
        beside(&mut outer, keys, select);
        (outer, batch(all))
    }
}

/// A column of the parents' keys.
pub(crate) fn key(nth: usize) -> Expr {
    Expr::col(("k".to_owned(), format!("k{nth}")))
}

/// Each key, and beside it the rows of a query about it.
fn beside(outer: &mut SelectStatement, keys: SelectStatement, rows: SelectStatement) {
    outer
        .from_subquery(keys, "k")
        .join_lateral(JoinType::InnerJoin, rows, "c", Expr::cust("TRUE"));
}
