//! A look at what a database has, from outside the engine.

use auto_api::plan::Dialect;
use rusqlite::Connection;
use tokio_postgres::Client;
use url::Url;

use super::both::{Place, client, on};

/// A second connection to a database.
// One of a test.
#[allow(clippy::large_enum_variant)]
pub enum Look {
    /// To a file.
    Sqlite(Connection),
    /// To a schema.
    Postgres(Client),
}

impl Look {
    /// A second connection to a test's own database.
    pub async fn at(place: &Place) -> Self {
        if on() == Dialect::Sqlite {
            return Self::Sqlite(Connection::open(&place.url).unwrap());
        }
        let mut url = Url::parse(&place.url).unwrap();
        let schema = url.query_pairs().find(|(key, _)| key == "schema");
        let set = format!("SET search_path TO \"{}\"", schema.unwrap().1);
        url.set_query(None);
        let client = client(&url).await;
        client.batch_execute(&set).await.unwrap();
        Self::Postgres(client)
    }

    /// Runs statements.
    pub async fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(sql).unwrap(),
            Self::Postgres(client) => client.batch_execute(sql).await.unwrap(),
        }
    }

    /// The text of everything that there is.
    pub async fn schema(&self) -> String {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection
                    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
                    .unwrap();
                let rows = statement.query_map([], |row| row.get::<_, String>(0));
                rows.unwrap().map(|text| text.unwrap() + ";\n").collect()
            }
            Self::Postgres(client) => {
                let rows = client.query(SCHEMA, &[]).await.unwrap();
                let lines = rows.iter().map(|row| row.get::<_, String>(0) + "\n");
                lines.collect()
            }
        }
    }
}

/// Types, then tables with their columns, keys and indexes, a line each.
const SCHEMA: &str = r"
SELECT line FROM (
    SELECT 0 AS part, typname::text AS owner, 0 AS nth, format('type %I: %s', typname,
        (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) AS line
    FROM pg_type t WHERE typtype = 'e' AND typnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 1, relname::text, a.attnum::int, format('%s.%s %s%s%s%s%s', relname, attname,
        format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || (SELECT collname FROM pg_collation l WHERE l.oid = a.attcollation) END,
        CASE WHEN a.attnotnull THEN ' not null' END,
        CASE WHEN a.attidentity <> '' THEN ' identity' END,
        ' default ' || pg_get_expr(d.adbin, d.adrelid))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 1, relname::text, 1000 + row_number() OVER (ORDER BY conname)::int, format('%s: %s %s', relname, conname, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid WHERE connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 1, tablename::text, 5000 + row_number() OVER (ORDER BY indexname)::int,
        replace(indexdef, current_schema() || '.', '')
    FROM pg_indexes WHERE schemaname = current_schema()
) AS lines ORDER BY part, owner, nth";
