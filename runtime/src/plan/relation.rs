//! Relations as predicates: `IN (subquery)`, which SQLite answers from an index, never a join.

use auto_api_model::{Join, Link, Zone};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

pub(crate) use super::combine::all;
use super::dialect::Dialect;
use super::node::Lookup;
use super::param::Param;
use super::source::key;
use super::sql::{Sql, column, columns, from};

/// The row of the parent has these rows: `positions` are the columns of the parent's statement
/// that hold its side of the join. Where no index serves it, rows are found by `numbers`.
pub(crate) fn of_parent(
    zone: &Zone,
    sql: &mut Sql,
    link: &Link,
    alias: &str,
    (positions, numbers): (&[usize], Option<&'static str>),
) -> Expr {
    let target = zone.target(link);
    match &link.join {
        Join::Direct { other, .. } => {
            if let Some(numbers) = numbers {
                return numbered(sql, alias, numbers);
            }
            let pairs = other.iter().zip(positions).enumerate();
            let equal = pairs
                .map(|(nth, (&other, &at))| column(target, alias, other).eq(value(sql, nth, at)));
            all(equal.collect())
        }
        Join::Through {
            entity,
            via,
            to,
            other,
            ..
        } => {
            let third = &zone.entities[*entity];
            let inner = sql.alias();
            let mut select = from(third, &inner);
            for &to in to {
                select.expr(column(third, &inner, to));
            }
            if let Some(numbers) = numbers {
                select.and_where(numbered(sql, &inner, numbers));
            } else {
                for (nth, (&via, &at)) in via.iter().zip(positions).enumerate() {
                    select.and_where(column(third, &inner, via).eq(value(sql, nth, at)));
                }
            }
            columns(target, alias, other).in_subquery(select)
        }
    }
}

/// The rows that were found before.
fn numbered(sql: &mut Sql, alias: &str, numbers: &'static str) -> Expr {
    let number = Expr::col((alias.to_owned(), numbers));
    let found = sql.bind(Param::Numbers);
    Expr::cust_with_exprs("? IN (SELECT value FROM json_each(?))", [number, found])
}

/// The key of the parent of each row that an index should find, and the row's number.
pub(crate) fn lookup(zone: &Zone, link: &Link, numbers: &'static str) -> Lookup {
    let (entity, members) = match &link.join {
        Join::Direct { other, .. } => (zone.target(link), other),
        Join::Through { entity, via, .. } => (&zone.entities[*entity], via),
    };
    let mut sql = Sql::new(Dialect::Sqlite);
    let alias = sql.alias();
    let mut select = from(entity, &alias);
    for &member in members {
        select.expr(column(entity, &alias, member));
    }
    select.expr(Expr::col((alias, numbers)));
    Lookup {
        statement: sql.finish(&select),
        width: members.len(),
    }
}

/// A value of the parent's row: a parameter, or a column of the parents' keys.
fn value(sql: &mut Sql, nth: usize, at: usize) -> Expr {
    match sql.dialect {
        Dialect::Sqlite => sql.bind(Param::Parent(at)),
        Dialect::Postgres => key(nth),
    }
}

/// There is a related row that satisfies a condition (`None`: any).
pub(crate) fn related(
    zone: &Zone,
    sql: &mut Sql,
    owner: (usize, &str),
    link: &Link,
    condition: impl FnOnce(&mut Sql, &str) -> Option<Expr>,
) -> Expr {
    let (entity, alias) = owner;
    let own_entity = &zone.entities[entity];
    let inner = sql.alias();
    let condition = condition(sql, &inner);
    match &link.join {
        Join::Direct { own, other } => {
            let mut select = keys(zone, link.target, &inner, other);
            select.and_where_option(condition);
            columns(own_entity, alias, own).in_subquery(select)
        }
        Join::Through {
            entity,
            own,
            via,
            to,
            other,
        } => {
            let third = &zone.entities[*entity];
            let between = sql.alias();
            let mut select = keys(zone, *entity, &between, via);
            // Without a condition, too: a row of the third table may lead to no row of the target.
            let mut targets = keys(zone, link.target, &inner, other);
            targets.and_where_option(condition);
            select.and_where(columns(third, &between, to).in_subquery(targets));
            columns(own_entity, alias, own).in_subquery(select)
        }
    }
}

/// How many related rows there are.
pub(crate) fn count(zone: &Zone, sql: &mut Sql, owner: (usize, &str), link: &Link) -> Expr {
    let mut select = of_row(zone, sql, owner, link).0;
    select.expr(Expr::cust("count(*)"));
    subquery(select)
}

/// The related rows of a row of an outer query: a query without columns, and its table's alias.
pub(crate) fn of_row(
    zone: &Zone,
    sql: &mut Sql,
    owner: (usize, &str),
    link: &Link,
) -> (SelectStatement, String) {
    let (entity, alias) = owner;
    let (own_entity, target) = (&zone.entities[entity], zone.target(link));
    let inner = sql.alias();
    let mut select = from(target, &inner);
    match &link.join {
        Join::Direct { own, other } => {
            for (&own, &other) in own.iter().zip(other) {
                let own = column(own_entity, alias, own);
                select.and_where(column(target, &inner, other).eq(own));
            }
        }
        Join::Through {
            entity,
            own,
            via,
            to,
            other,
        } => {
            let third = &zone.entities[*entity];
            let between = sql.alias();
            let mut keys = from(third, &between);
            for &to in to {
                keys.expr(column(third, &between, to));
            }
            for (&own, &via) in own.iter().zip(via) {
                let own = column(own_entity, alias, own);
                keys.and_where(column(third, &between, via).eq(own));
            }
            select.and_where(columns(target, &inner, other).in_subquery(keys));
        }
    }
    (select, inner)
}

/// A query as a value.
pub(crate) fn subquery(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(select.into()))
}

/// `SELECT keys FROM …` without nulls, which would make `IN` unknown.
fn keys(zone: &Zone, entity: usize, alias: &str, members: &[usize]) -> SelectStatement {
    let entity = &zone.entities[entity];
    let mut select = Query::select();
    select.from_as(entity.table.clone(), alias.to_owned());
    for &member in members {
        select.expr(column(entity, alias, member));
        if entity.members[member].field.nullable {
            select.and_where(column(entity, alias, member).is_not_null());
        }
    }
    select
}
