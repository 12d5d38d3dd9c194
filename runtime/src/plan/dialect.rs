//! Which database a statement is for, and what the two spell differently.

use auto_api_model::{Kind, Scalar};
use sea_query::{BinOper, Expr, ExprTrait, NullOrdering, Order};

use super::sql::as_decimal;

/// The database that a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite, from 3.45.
    Sqlite,
    /// PostgreSQL, from 13.
    Postgres,
}

impl Dialect {
    /// A column as it is compared for equality: on SQLite decimals by their numbers.
    pub(crate) fn compared(self, column: Expr, kind: &Kind) -> Expr {
        match (self, kind.scalar()) {
            (Self::Sqlite, Some(Scalar::Decimal)) => as_decimal(column),
            _ => column,
        }
    }

    /// An expression as it is ordered: text by code point on both, enums by their text.
    pub(crate) fn ordered(self, expr: Expr, kind: &Kind) -> Expr {
        match (self, kind) {
            (Self::Postgres, Kind::Enum(_)) => {
                Expr::cust_with_expr("CAST($1 AS text) COLLATE \"C\"", expr)
            }
            (Self::Postgres, Kind::Scalar(scalar)) if scalar.is_text() => {
                Expr::cust_with_expr("$1 COLLATE \"C\"", expr)
            }
            _ => expr,
        }
    }

    /// A column as it is read: of types that only the database knows, the text.
    pub(crate) fn read(self, column: Expr, kind: &Kind) -> Expr {
        match (self, kind) {
            (Self::Postgres, Kind::Enum(_)) => Expr::cust_with_expr("CAST($1 AS text)", column),
            (Self::Postgres, Kind::List(item)) if matches!(**item, Kind::Enum(_)) => {
                Expr::cust_with_expr("CAST($1 AS text[])", column)
            }
            _ => column,
        }
    }

    /// Equal, where null equals null.
    pub(crate) fn same(self, left: Expr, right: Expr) -> Expr {
        match self {
            Self::Sqlite => left.binary(BinOper::Is, right),
            Self::Postgres => left.binary(BinOper::Custom("IS NOT DISTINCT FROM"), right),
        }
    }

    /// Different, where null differs from every value.
    pub(crate) fn differs(self, left: Expr, right: Expr) -> Expr {
        match self {
            Self::Sqlite => left.binary(BinOper::IsNot, right),
            Self::Postgres => left.binary(BinOper::Custom("IS DISTINCT FROM"), right),
        }
    }

    /// Where nulls stand if nothing is said, in this direction.
    pub(crate) fn nulls(self, order: &Order) -> NullOrdering {
        let ascends = !matches!(order, Order::Desc);
        match (self, ascends) {
            (Self::Sqlite, true) | (Self::Postgres, false) => NullOrdering::First,
            (Self::Sqlite, false) | (Self::Postgres, true) => NullOrdering::Last,
        }
    }

    /// An expression around another: `?` on SQLite, `$1` on PostgreSQL.
    pub(crate) fn around(self, sqlite: &'static str, postgres: &'static str, expr: Expr) -> Expr {
        match self {
            Self::Sqlite => Expr::cust_with_expr(sqlite, expr),
            Self::Postgres => Expr::cust_with_expr(postgres, expr),
        }
    }
}
