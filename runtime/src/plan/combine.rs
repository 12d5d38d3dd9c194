//! Many conditions as one: `AND` and `OR` in trees that are no deeper than databases read.
//!
//! `a AND b AND c …` is read as a tree as deep as it is long, and SQLite reads no more than 1,000
//! levels. So many conditions stand in groups within groups.

use sea_query::{Expr, ExprTrait};

use super::Planner;
use super::node::Statement;
use super::sql::{always, never};

/// All of them; none is true.
pub(crate) fn all(conditions: Vec<Expr>) -> Expr {
    combined(conditions, ExprTrait::and).unwrap_or_else(always)
}

/// One of them; none is false.
pub(super) fn any(conditions: Vec<Expr>) -> Expr {
    combined(conditions, ExprTrait::or).unwrap_or_else(never)
}

fn combined(mut conditions: Vec<Expr>, join: fn(Expr, Expr) -> Expr) -> Option<Expr> {
    while conditions.len() > GROUP {
        let mut rest = conditions.into_iter();
        let mut groups = Vec::with_capacity(rest.len() / GROUP + 1);
        while let Some(group) = rest.by_ref().take(GROUP).reduce(join) {
            // A tuple of one is an expression in brackets, which no writer leaves out.
            groups.push(Expr::tuple([group]));
        }
        conditions = groups;
    }
    conditions.into_iter().reduce(join)
}

/// Conditions that stand beside each other. Ten levels of a filter, each of a thousand conditions,
/// are less deep than what SQLite reads.
const GROUP: usize = 16;

impl Planner<'_> {
    /// Refuses a statement of more values than both databases take.
    pub(super) fn check_values(&mut self, statement: &Statement) {
        if statement.params.len() > MOST_VALUES {
            self.limit(format!("a request may have {MOST_VALUES} values at most"));
        }
    }
}

/// What SQLite takes unless it is built to take another number:
/// <https://www.sqlite.org/limits.html#max_variable_number>.
const MOST_VALUES: usize = 32_766;

#[cfg(test)]
mod tests {
    use super::*;

    fn deepest(sql: &str) -> usize {
        let (mut deep, mut most) = (0_usize, 0);
        for byte in sql.bytes() {
            match byte {
                b'(' => deep += 1,
                b')' => deep -= 1,
                _ => {}
            }
            most = Ord::max(most, deep);
        }
        most
    }

    #[test]
    fn many_conditions_are_in_groups() {
        for (count, deep) in [(1, 0), (16, 0), (17, 1), (256, 1), (257, 2), (5000, 3)] {
            let each = (0..count).map(|at| Expr::col(format!("c{at}")));
            let mut select = sea_query::Query::select();
            select.expr(any(each.collect()));
            let sql = select.to_string(sea_query::SqliteQueryBuilder);
            assert_eq!(deepest(&sql), deep, "{count}");
            assert_eq!(sql.matches(" OR ").count(), count - 1);
            let longest = sql
                .split(['(', ')'])
                .map(|part| part.matches(" OR ").count());
            assert!(Iterator::max(longest).unwrap_or(0) <= GROUP, "{count}");
        }
    }
}
