//! The texts of changes, by sea-query.

use auto_api_model::{Auto, Entity};
use sea_query::{Expr, IntoTableRef, Query, ReturningClause, TableRef};

use crate::plan::Dialect;
use crate::plan::encoding::plain;
use crate::plan::node::{Encoding, Statement};
use crate::plan::sql::{Sql, column, from};
use crate::plan::write::Matching;
use crate::value::Value;

/// `UPDATE table SET … WHERE … RETURNING key`: the given members, those that count writes, and
/// those that take their time.
pub(super) fn update(
    entity: &Entity,
    sets: &[(usize, Value)],
    matching: Matching,
    returning: &[usize],
) -> Statement {
    let Matching {
        mut sql,
        alias,
        condition,
    } = matching;
    let mut update = Query::update();
    update.table(aliased(entity, &alias));
    for (member, value) in sets {
        let member = &entity.members[*member];
        let value = sql.value(&member.kind, value);
        update.value(member.column, value);
    }
    for member in &entity.members {
        if member.field.auto == Some(Auto::Version) {
            let counted = sql
                .dialect
                .around("? + 1", "$1 + 1", Expr::col(member.column));
            update.value(member.column, counted);
        }
    }
    update.and_where(condition);
    update.returning(returned(sql.dialect, entity, &alias, returning));
    sql.finish(&update)
}

/// `DELETE FROM table WHERE … RETURNING key`
pub(super) fn delete(entity: &Entity, matching: Matching, returning: &[usize]) -> Statement {
    let Matching {
        sql,
        alias,
        condition,
    } = matching;
    let mut delete = Query::delete();
    delete.from_table(aliased(entity, &alias));
    delete.and_where(condition);
    delete.returning(returned(sql.dialect, entity, &alias, returning));
    sql.finish(&delete)
}

/// `SELECT members FROM table WHERE …`; on PostgreSQL the rows are locked, so that they stay as
/// they are until the end of the transaction.
pub(super) fn select(entity: &Entity, matching: Matching, members: &[usize]) -> Statement {
    let Matching {
        sql,
        alias,
        condition,
    } = matching;
    let mut select = from(entity, &alias);
    for &at in members {
        let kind = &entity.members[at].kind;
        select.expr(sql.dialect.read(column(entity, &alias, at), kind));
    }
    select.and_where(condition);
    if sql.dialect == Dialect::Postgres {
        select.lock_exclusive();
    }
    sql.finish(&select)
}

/// `INSERT INTO table (…) VALUES (…), … RETURNING …`: values are bound in the order of the columns,
/// row by row.
pub(crate) fn insert(
    dialect: Dialect,
    entity: &Entity,
    columns: &[usize],
    rows: &[Vec<Value>],
    returning: &[usize],
) -> Statement {
    let mut sql = Sql::new(dialect);
    let mut insert = Query::insert();
    insert.into_table(entity.table.clone());
    insert.columns(columns.iter().map(|&at| entity.members[at].column));
    if columns.is_empty() {
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        insert.or_default_values_many(count);
    }
    for row in rows.iter().filter(|_| !columns.is_empty()) {
        let values: Vec<Expr> = (columns.iter().zip(row))
            .map(|(&at, value)| sql.value(&entity.members[at].kind, value))
            .collect();
        // As many as columns, so that it cannot fail.
        let fits = insert.values(values).is_ok();
        debug_assert!(fits);
    }
    if !returning.is_empty() {
        insert.returning(returned(dialect, entity, &entity.table, returning));
    }
    sql.finish(&insert)
}

fn aliased(entity: &Entity, alias: &str) -> TableRef {
    let table = entity.table.clone().into_table_ref();
    table.alias(alias.to_owned())
}

/// What comes back of changed rows.
pub(crate) fn returned(
    dialect: Dialect,
    entity: &Entity,
    alias: &str,
    members: &[usize],
) -> ReturningClause {
    let all = members.iter().map(|&at| {
        let member = &entity.members[at];
        // SQLite knows no alias in `RETURNING`.
        let column = match dialect {
            Dialect::Sqlite => Expr::col(member.column),
            Dialect::Postgres => column_of(alias, member.column),
        };
        dialect.read(column, &member.kind)
    });
    Query::returning().exprs(all)
}

fn column_of(alias: &str, column: &'static str) -> Expr {
    Expr::col((alias.to_owned(), column))
}

/// How values of members are read.
pub(crate) fn encodings(entity: &Entity, members: &[usize]) -> Vec<Encoding> {
    let all = members.iter();
    all.map(|&at| plain(&entity.members[at].kind)).collect()
}
