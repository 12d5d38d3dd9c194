//! Statement text by sea-query, with parameters that are told apart by number.
//!
//! Each parameter is bound as its position in `params`; once the text is built, the positions
//! come back in the order of the `?`, wherever an expression went or how often it was cloned.

use auto_api_model::{Entity, Kind};
use sea_query::{Expr, PostgresQueryBuilder, Query, QueryStatementWriter, SelectStatement};
use sea_query::{SqliteQueryBuilder, Value};

use super::dialect::Dialect;
use super::node::Statement;
use super::numbered::Numbered;
use super::param::{Param, Stored};

/// A statement in the making.
#[derive(Debug, Clone)]
pub(crate) struct Sql {
    pub(crate) dialect: Dialect,
    params: Vec<Param>,
    aliases: usize,
}

impl Sql {
    /// A statement for this database.
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            params: Vec::new(),
            aliases: 0,
        }
    }

    /// A parameter as an expression.
    pub(crate) fn bind(&mut self, param: Param) -> Expr {
        Expr::val(self.number(param))
    }

    /// A value that is known, as an expression.
    pub(crate) fn value(&mut self, kind: &Kind, value: &crate::value::Value) -> Expr {
        self.bind(Param::of(self.dialect, kind, value))
    }

    /// A parameter by its number, for `LIMIT` and `OFFSET`.
    pub(crate) fn number(&mut self, param: Param) -> u64 {
        self.params.push(param);
        self.params.len() as u64 - 1
    }

    /// A table's name in this statement.
    pub(crate) fn alias(&mut self) -> String {
        let alias = format!("t{}", self.aliases);
        self.aliases += 1;
        alias
    }

    /// The text, and the parameters in the order of its `?`.
    pub(crate) fn finish(self, select: &impl QueryStatementWriter) -> Statement {
        if self.dialect == Dialect::Postgres {
            let mut text = Numbered::new(self.params);
            select.build_collect_into(PostgresQueryBuilder, &mut text);
            return text.finish();
        }
        let (sql, values) = select.build(SqliteQueryBuilder);
        let position = |value: &Value| match value {
            Value::BigUnsigned(Some(at)) => usize::try_from(*at).ok(),
            _ => None,
        };
        let params: Vec<Param> = (values.iter())
            .map(|value| position(value).and_then(|at| self.params.get(at)))
            .map(|param| param.cloned().unwrap_or(Param::Fixed(Stored::Null)))
            .collect();
        let from_parent = params
            .iter()
            .filter(|p| matches!(p, Param::Parent(_) | Param::Numbers))
            .count();
        Statement {
            sql,
            params,
            from_parent,
        }
    }
}

/// `SELECT … FROM table AS alias`
pub(crate) fn from(entity: &Entity, alias: &str) -> SelectStatement {
    let mut select = Query::select();
    select.from_as(entity.table.clone(), alias.to_owned());
    select
}

/// A column of a table, as stored.
pub(crate) fn column(entity: &Entity, alias: &str, member: usize) -> Expr {
    Expr::col((alias.to_owned(), entity.members[member].column))
}

/// A column of a table, as it is compared for equality.
pub(crate) fn compared(dialect: Dialect, entity: &Entity, alias: &str, member: usize) -> Expr {
    dialect.compared(column(entity, alias, member), &entity.members[member].kind)
}

/// A column of a table, as it is ordered.
pub(crate) fn ordered(dialect: Dialect, entity: &Entity, alias: &str, member: usize) -> Expr {
    let compared = compared(dialect, entity, alias, member);
    dialect.ordered(compared, &entity.members[member].kind)
}

/// An expression whose texts are compared as decimals.
pub(crate) fn as_decimal(expr: Expr) -> Expr {
    Expr::cust_with_expr("? COLLATE auto_decimal", expr)
}

/// Several columns: one, or a tuple of them.
pub(crate) fn columns(entity: &Entity, alias: &str, members: &[usize]) -> Expr {
    match members {
        [one] => column(entity, alias, *one),
        many => Expr::tuple(many.iter().map(|&at| column(entity, alias, at))),
    }
}

/// `(expr) IS NOT TRUE`: what is false or unknown.
pub(crate) fn is_not_true(dialect: Dialect, expr: Expr) -> Expr {
    dialect.around("(?) IS NOT TRUE", "($1) IS NOT TRUE", expr)
}

/// True of every row.
pub(crate) fn always() -> Expr {
    Expr::cust("TRUE")
}

/// True of no row.
pub(crate) fn never() -> Expr {
    Expr::cust("FALSE")
}
