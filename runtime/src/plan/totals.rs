//! Totals: `count`, `sum`, `avg`, `min` and `max` as one row of one statement.

use std::sync::Arc;

use auto_api_model::{Kind, Member, Scalar};
use sea_query::{Expr, Func};

use super::Planner;
use super::dialect::Dialect;
use super::filter::Place;
use super::node::{Batch, Encoding, TotalMember, TotalOutput, Totals};
use super::select::{Parent, fixed};
use super::sql::{Sql, column, ordered};
use crate::ask::{AggregateItem, Function, Read};
use crate::json;

impl<'z> Planner<'z> {
    /// The totals of a read.
    pub(crate) fn totals(
        &mut self,
        read: &Read,
        items: &[AggregateItem],
        (parent, batch): (Option<&Parent<'z>>, &mut Option<Batch>),
    ) -> Totals {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        let parents = self.parents(&mut sql, parent, read);
        let mut select = self.base(&mut sql, place, read, &parents);
        let mut exprs = Vec::new();
        let outputs = items
            .iter()
            .map(|item| self.total(place, item, &mut exprs))
            .collect();
        if exprs.is_empty() {
            exprs.push(Expr::cust("count(*)"));
        }
        let width = exprs.len();
        for expr in exprs {
            select.expr(expr);
        }
        let (select, keys) = parents.around(self.zone, place, select, width);
        *batch = keys;
        Totals {
            statement: sql.finish(&select),
            items: outputs,
        }
    }

    pub(super) fn total(
        &self,
        place: Place<'_>,
        item: &AggregateItem,
        exprs: &mut Vec<Expr>,
    ) -> TotalOutput {
        let entity = &self.zone.entities[place.entity];
        match item {
            AggregateItem::Typename(key) => {
                TotalOutput::Fixed(fixed(key, &entity.aggregate_type_name()))
            }
            AggregateItem::Count(key) => {
                exprs.push(Expr::cust("count(*)"));
                TotalOutput::Count {
                    key: json::key(key),
                    column: exprs.len() - 1,
                }
            }
            AggregateItem::Function {
                key,
                function,
                members,
            } => TotalOutput::Function {
                key: json::key(key),
                members: (members.iter())
                    .map(|(key, member)| self.total_member(place, *function, (key, *member), exprs))
                    .collect(),
            },
        }
    }

    fn total_member(
        &self,
        place: Place<'_>,
        function: Function,
        (key, member): (&Arc<str>, Option<usize>),
        exprs: &mut Vec<Expr>,
    ) -> TotalMember {
        let entity = &self.zone.entities[place.entity];
        let Some(at) = member else {
            return TotalMember::Fixed(fixed(key, &function.total().type_name(entity)));
        };
        exprs.push(self.total_expr(place, function, at));
        TotalMember::Value {
            key: json::key(key),
            column: exprs.len() - 1,
            encoding: self.total_encoding(function, &entity.members[at]),
        }
    }

    /// A function over a member.
    pub(super) fn total_expr(&self, place: Place<'_>, function: Function, member: usize) -> Expr {
        let entity = &self.zone.entities[place.entity];
        let kind = &entity.members[member].kind;
        let argument = match function {
            Function::Min | Function::Max => ordered(self.dialect, entity, place.alias, member),
            Function::Sum | Function::Avg => column(entity, place.alias, member),
        };
        match self.dialect {
            Dialect::Sqlite => Func::cust(sql_name(function, kind)).arg(argument).into(),
            Dialect::Postgres => native(function, kind, argument),
        }
    }

    fn total_encoding(&self, function: Function, member: &Member) -> Encoding {
        let scale = member.constraints.scale;
        match (function, &member.kind) {
            (Function::Sum, Kind::Scalar(scalar)) => self.scalar_encoding(scalar.sum(), scale),
            (Function::Avg, Kind::Scalar(scalar)) => self.scalar_encoding(scalar.avg(), None),
            (_, kind) => self.encoding(kind, scale, None),
        }
    }
}

/// SQLite's own functions where they are exact, else those that `sqlite/functions.rs` adds:
/// whole numbers past 64 bits and decimals.
fn sql_name(function: Function, kind: &Kind) -> &'static str {
    let is_decimal = kind.scalar() == Some(Scalar::Decimal);
    let is_float = matches!(kind.scalar(), Some(Scalar::F32 | Scalar::F64));
    match function {
        Function::Min => "min",
        Function::Max => "max",
        Function::Sum if is_decimal => "auto_sum_decimal",
        Function::Sum if is_float => "auto_sum_float",
        Function::Sum => "auto_sum_int",
        Function::Avg if is_decimal => "auto_avg_decimal",
        Function::Avg if is_float => "auto_avg_float",
        Function::Avg => "auto_avg_int",
    }
}

/// PostgreSQL's own functions: `numeric` is exact, and what has no smallest value of its own is
/// compared as text.
fn native(function: Function, kind: &Kind, argument: Expr) -> Expr {
    let template = match (function, kind.scalar()) {
        (Function::Min, Some(Scalar::Uuid)) => "CAST(min(CAST($1 AS text) COLLATE \"C\") AS uuid)",
        (Function::Max, Some(Scalar::Uuid)) => "CAST(max(CAST($1 AS text) COLLATE \"C\") AS uuid)",
        (Function::Min, _) => "min($1)",
        (Function::Max, _) => "max($1)",
        (Function::Sum, Some(Scalar::F32 | Scalar::F64)) => FLOAT_SUM,
        (Function::Sum, _) => "sum($1)",
        (Function::Avg, Some(Scalar::F32 | Scalar::F64)) => {
            let sum = native(Function::Sum, kind, argument.clone());
            return Expr::cust_with_exprs(FLOAT_AVERAGE, [sum, argument]);
        }
        // As many digits as the other database has, rounded once.
        (Function::Avg, Some(Scalar::Decimal)) => {
            "round(sum($1) * 1.0000000000000000000000000000 / NULLIF(count($1), 0), 10)"
        }
        (Function::Avg, _) => "CAST(sum($1) AS float8) / NULLIF(count($1), 0)",
    };
    Expr::cust_with_expr(template, argument)
}

/// The sum of the numbers' shortest decimal digits, rounded once, so that the order of the rows is
/// nothing to it; infinite from half a step past the largest number on, and zero up to half the
/// smallest. The server's own rounding fails there.
///
/// A million rows take 0.84 s, and 0.23 s in a plain `sum`, whose result depends on their order.
/// Whole ten-thousandths, where a number is one, are summed as `int8` in 0.39 s; looking for them
/// takes a number of 17 digits from 0.87 to 1.33 s, so nobody looks. A cast from `float8` to
/// `numeric` without text takes 2.2 s, and keeps 15 digits.
const FLOAT_SUM: &str = "\
(SELECT CASE WHEN s = 'NaN' THEN NULL \
WHEN s >= 1.79769313486231580793728971405303415e308 THEN float8 'Infinity' \
WHEN s <= -1.79769313486231580793728971405303415e308 THEN float8 '-Infinity' \
WHEN abs(s) <= 2.47032822920623272e-324 THEN 0 \
ELSE CAST(s AS float8) END \
FROM (SELECT sum(CAST(CAST(CAST($1 AS float8) AS text) AS numeric)) AS s) AS \"s\")";

/// That sum by the number of values; zero where the server would find it too small.
const FLOAT_AVERAGE: &str = "\
(SELECT CASE WHEN abs(s) < 1e-200 AND abs(s) * 2 <= n * float8 '5e-324' THEN 0 \
ELSE s / NULLIF(n, 0) END \
FROM (SELECT $1 AS s, count($2) AS n) AS \"a\")";
