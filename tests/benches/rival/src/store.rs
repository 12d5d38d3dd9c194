//! The database: a pool of either kind, and the two forms in which everything is read.

use std::str::FromStr;

use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::query::QueryAs;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteRow};
use sqlx::{AssertSqlSafe, Database, Encode, Error, FromRow, Type};

/// A pool.
pub(crate) enum Store {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// One text for each database, whose names differ.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

/// What is bound.
#[derive(Clone)]
pub(crate) enum Value {
    Int(i64),
    Text(String),
}

/// A struct that a row of either becomes.
pub(crate) trait Row:
    Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>
{
}

impl<T> Row for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>
{}

impl Store {
    pub(crate) async fn open(url: &str) -> Result<Self, Error> {
        if url.starts_with("postgres") {
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .connect(url)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        // As the others open it.
        let options = SqliteConnectOptions::from_str(url)?
            .read_only(true)
            .pragma("mmap_size", "268435456");
        // Each connection is a thread; more than this made it slower on two cores.
        let pool = SqlitePoolOptions::new().max_connections(4);
        Ok(Self::Sqlite(pool.connect_with(options).await?))
    }

    /// The text for this database.
    pub(crate) fn pick(&self, sql: Sql) -> &'static str {
        match self {
            Self::Sqlite(_) => sql.sqlite,
            Self::Postgres(_) => sql.postgres,
        }
    }

    /// The rows of a statement whose parameters are `$1`, `$2`, ….
    pub(crate) async fn rows<T: Row>(
        &self,
        sql: String,
        values: Vec<Value>,
    ) -> Result<Vec<T>, Error> {
        let sql = AssertSqlSafe(sql);
        match self {
            Self::Sqlite(pool) => bind(sqlx::query_as(sql), values).fetch_all(pool).await,
            Self::Postgres(pool) => bind(sqlx::query_as(sql), values).fetch_all(pool).await,
        }
    }

    /// The rows that have one of the keys where the statement says `{keys}`, as each database
    /// takes a list best.
    pub(crate) async fn with_keys<T: Row>(&self, sql: Sql, keys: &[i32]) -> Result<Vec<T>, Error> {
        match self {
            Self::Sqlite(pool) => {
                let list: Vec<String> = (1..=keys.len()).map(|n| format!("${n}")).collect();
                let sql = sql
                    .sqlite
                    .replace("{keys}", &format!("IN ({})", list.join(", ")));
                let mut query = sqlx::query_as(AssertSqlSafe(sql));
                for key in keys {
                    query = query.bind(*key);
                }
                query.fetch_all(pool).await
            }
            Self::Postgres(pool) => {
                let sql = sql.postgres.replace("{keys}", "= ANY($1)");
                sqlx::query_as(AssertSqlSafe(sql))
                    .bind(keys)
                    .fetch_all(pool)
                    .await
            }
        }
    }
}

fn bind<DB: Database, T>(
    mut query: QueryAs<'_, DB, T, DB::Arguments>,
    values: Vec<Value>,
) -> QueryAs<'_, DB, T, DB::Arguments>
where
    for<'e> i64: Encode<'e, DB> + Type<DB>,
    for<'e> String: Encode<'e, DB> + Type<DB>,
{
    for value in values {
        query = match value {
            Value::Int(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
        };
    }
    query
}
