//! Buckets of time as SQL: the first moment of a year, a month, an hour, in UTC.

use auto_api_model::groups::Bucket;
use auto_api_model::{Kind, Scalar};
use sea_query::Expr;

use super::dialect::Dialect;

impl Dialect {
    /// What of a column groups rows.
    pub(super) fn bucket(self, column: Expr, kind: &Kind, bucket: Bucket) -> Expr {
        match (self, bucket) {
            (_, Bucket::Value) => self.value(column, kind),
            (Self::Sqlite, bucket) => {
                let form = match kind.scalar() {
                    Some(Scalar::DateTime) => "instant",
                    Some(Scalar::Date) => "date",
                    _ => "local",
                };
                let unit = bucket.name();
                Expr::cust_with_expr(format!("auto_bucket(?, '{unit}', '{form}')"), column)
            }
            (Self::Postgres, bucket) => {
                let unit = bucket.name();
                let template = match kind.scalar() {
                    Some(Scalar::DateTime) => {
                        format!("date_trunc('{unit}', $1 AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'")
                    }
                    Some(Scalar::Date) => {
                        format!("CAST(date_trunc('{unit}', CAST($1 AS timestamp)) AS date)")
                    }
                    _ => format!("date_trunc('{unit}', $1)"),
                };
                Expr::cust_with_expr(template, column)
            }
        }
    }

    /// Equal values are one group, which is written in one form: a zero has no sign.
    fn value(self, column: Expr, kind: &Kind) -> Expr {
        let column = self.ordered(self.compared(column, kind), kind);
        match (self, kind.scalar()) {
            (Self::Postgres, Some(Scalar::F32 | Scalar::F64)) => {
                Expr::cust_with_expr("(CAST($1 AS float8) + CAST(0 AS float8))", column)
            }
            _ => column,
        }
    }

    /// How a key that rows are grouped by is ordered: addresses by their text, on both.
    pub(super) fn key_order(self, key: Expr, kind: &Kind) -> Expr {
        match (self, kind.scalar()) {
            (Self::Postgres, Some(Scalar::Ip)) => {
                Expr::cust_with_expr("host($1) COLLATE \"C\"", key)
            }
            _ => key,
        }
    }
}
