//! The statements that add rows.

use sea_query::{Func, Query};

use super::bind::Column;
use crate::plan::Dialect;
use crate::plan::native::Cast;
use crate::plan::node::Statement;
use crate::plan::param::Param;
use crate::plan::sql::Sql;
use crate::value::Value;
use crate::write::statement::{insert, returned};
use crate::write::tx::Rows;

/// The statements of rows whose values are bound one by one.
pub(super) fn statements(rows: &Rows<'_>) -> Vec<Statement> {
    match rows.rows {
        [] => Vec::new(),
        [one] => vec![insert(
            Dialect::Postgres,
            rows.entity,
            rows.columns,
            std::slice::from_ref(one),
            rows.returning,
        )],
        many => {
            let most = PARAMETERS / rows.columns.len().max(1);
            let chunks = many.chunks(most.min(CHUNK));
            chunks
                .map(|rows_of| {
                    let (entity, columns) = (rows.entity, rows.columns);
                    insert(Dialect::Postgres, entity, columns, rows_of, rows.returning)
                })
                .collect()
        }
    }
}

/// The columns of many rows, to be bound as an array each, so that the text is the same for any
/// number of rows. Nothing if a value is of a type that only the database knows: only next to its
/// column is the type of such a parameter known.
pub(super) fn columns<'r>(rows: &Rows<'r>) -> Option<Vec<Column<'r>>> {
    let kinds = rows.columns.iter().map(|&at| &rows.entity.members[at].kind);
    let column = |(at, kind)| {
        let cast = Cast::of(kind);
        (cast != Cast::INFERRED).then_some(Column {
            rows: rows.rows,
            at,
            cast: Cast { many: true, ..cast },
        })
    };
    let columns: Option<Vec<_>> = kinds.enumerate().map(column).collect();
    columns.filter(|columns| rows.rows.len() > 1 && !columns.is_empty())
}

/// `INSERT INTO table (…) SELECT unnest($1), … RETURNING …`: arrays of one length go in lockstep.
pub(super) fn arrays(rows: &Rows<'_>, columns: &[Column<'_>]) -> Statement {
    let mut sql = Sql::new(Dialect::Postgres);
    let mut select = Query::select();
    for column in columns {
        // The text alone: the values are bound from where they are.
        let array = sql.bind(Param::Native(Value::Null, column.cast));
        select.expr(Func::cust("unnest").arg(array));
    }
    let mut insert = Query::insert();
    insert.into_table(rows.entity.table.clone());
    insert.columns(
        rows.columns
            .iter()
            .map(|&at| rows.entity.members[at].column),
    );
    // As many as columns, so that it cannot fail.
    let fits = insert.select_from(select).is_ok();
    debug_assert!(fits);
    let table = &rows.entity.table;
    insert.returning(returned(
        Dialect::Postgres,
        rows.entity,
        table,
        rows.returning,
    ));
    sql.finish(&insert)
}

/// Parameters of one statement, at most.
const PARAMETERS: usize = 65_535;

/// Rows of one statement whose text grows with them, at most.
const CHUNK: usize = 1_000;
