//! The statements that add rows.

use sea_query::{Func, Query};

use crate::plan::Dialect;
use crate::plan::native::Cast;
use crate::plan::node::Statement;
use crate::plan::param::Param;
use crate::plan::sql::Sql;
use crate::value::Value;
use crate::write::statement::{insert, returned};
use crate::write::tx::Rows;

/// One row is bound value by value, many as an array for each column, so that the text is the same
/// for any number of them. Values of types that only the database knows are bound one by one in
/// any case: only next to its column is the type of such a parameter known.
pub(super) fn statements(rows: &Rows<'_>) -> Vec<Statement> {
    let kinds = rows.columns.iter().map(|&at| &rows.entity.members[at].kind);
    let casts: Vec<Cast> = kinds.map(Cast::of).collect();
    match rows.rows {
        [] => Vec::new(),
        [one] => vec![insert(
            Dialect::Postgres,
            rows.entity,
            rows.columns,
            std::slice::from_ref(one),
            rows.returning,
        )],
        many if casts.is_empty() || casts.contains(&Cast::INFERRED) => {
            let most = PARAMETERS / casts.len().max(1);
            let chunks = many.chunks(most.min(CHUNK));
            chunks
                .map(|rows_of| {
                    let (entity, columns) = (rows.entity, rows.columns);
                    insert(Dialect::Postgres, entity, columns, rows_of, rows.returning)
                })
                .collect()
        }
        many => vec![arrays(rows, many, &casts)],
    }
}

/// `INSERT INTO table (…) SELECT unnest($1), … RETURNING …`: arrays of one length go in lockstep.
fn arrays(rows: &Rows<'_>, many: &[Vec<Value>], casts: &[Cast]) -> Statement {
    let mut sql = Sql::new(Dialect::Postgres);
    let mut select = Query::select();
    for (at, cast) in casts.iter().enumerate() {
        let values = many.iter().map(|row| row[at].clone());
        let cast = Cast {
            many: true,
            ..*cast
        };
        let array = sql.bind(Param::Native(Value::List(values.collect()), cast));
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
