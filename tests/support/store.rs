//! Rows as plain data, and databases that have them.

use auto_api::model::{Entity, Join, Kind, Scalar, Zone};
use auto_api::plan::Dialect;
use auto_api::{Database, Value};

use super::both::{Place, on, place};
use super::literal::{literal, postgres};
use super::random::Random;
use super::values::value;
use super::wide::wide;

/// The rows of one entity: a value for each member.
pub type Row = Vec<Value>;

/// The rows of a zone, by entity.
#[derive(Debug, Clone)]
pub struct Rows {
    /// By position in the zone.
    pub of: Vec<Vec<Row>>,
}

/// What makes a value of a kind.
type Make = fn(&mut Random, &Zone, &Kind) -> Value;

/// How tables are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// By `Database::migrate`, with its indexes and foreign keys.
    Migrated,
    /// Columns only, as another program might have made them; references may lead nowhere.
    Bare,
}

impl Rows {
    /// Random rows for a zone, so many of each entity.
    pub fn random(random: &mut Random, zone: &Zone, counts: &[usize], tables: Tables) -> Self {
        Self::of_values(random, zone, counts, (tables, value))
    }

    /// Random rows of any values that there are.
    pub fn wide(random: &mut Random, zone: &Zone, counts: &[usize], tables: Tables) -> Self {
        Self::of_values(random, zone, counts, (tables, wide))
    }

    fn of_values(
        random: &mut Random,
        zone: &Zone,
        counts: &[usize],
        (tables, value): (Tables, Make),
    ) -> Self {
        let mut rows = Self {
            of: vec![Vec::new(); zone.entities.len()],
        };
        for (entity, &count) in counts.iter().enumerate() {
            let members = &zone.entities[entity].members;
            for number in 0..count {
                let row =
                    members
                        .iter()
                        .map(|member| match member.field.nullable && random.chance(30) {
                            true => Value::Null,
                            false if member.field.name == "weight" => Value::Float(dyadic(random)),
                            false => value(random, zone, &member.kind),
                        });
                let mut row: Row = row.collect();
                if on() == Dialect::Postgres {
                    row = row.into_iter().map(postgres::storable).collect();
                }
                for &at in &zone.entities[entity].key {
                    row[at] = key(number, &members[at].kind);
                }
                rows.of[entity].push(row);
            }
            distinct(&mut rows.of[entity], &zone.entities[entity].unique_keys);
        }
        rows.refer(random, zone, tables);
        rows
    }

    /// Makes references lead to rows; some to nowhere, where tables let them.
    fn refer(&mut self, random: &mut Random, zone: &Zone, tables: Tables) {
        for (at, entity) in zone.entities.iter().enumerate() {
            for link in &entity.links {
                let (Join::Direct { own, other }, Some(_)) =
                    (&link.join, link.relation.on_delete())
                else {
                    continue;
                };
                for row in 0..self.of[at].len() {
                    let target = random.pick(&self.of[link.target]).clone();
                    let nowhere = tables == Tables::Bare && random.chance(10);
                    let nothing = random.chance(20);
                    for (&own, &other) in own.iter().zip(other) {
                        self.of[at][row][own] = match &target[other] {
                            _ if nothing && link.nullable => Value::Null,
                            Value::Int(number) if nowhere => Value::Int(number + 1_000_000),
                            value => value.clone(),
                        };
                    }
                }
            }
            distinct(&mut self.of[at], &entity.unique_keys);
        }
    }

    /// A database of the suite's kind with these rows, and beside PostgreSQL one of SQLite.
    pub async fn database(&self, zone: &Zone, tables: Tables) -> Stored {
        let twin = match on() {
            Dialect::Sqlite => None,
            Dialect::Postgres => {
                let database = Database::open("sqlite::memory:").await.unwrap();
                self.store(&database, zone, tables).await;
                Some(database)
            }
        };
        let place = place().await;
        self.store(&place.database, zone, tables).await;
        Stored { place, twin }
    }

    async fn store(&self, database: &Database, zone: &Zone, tables: Tables) {
        let dialect = database.dialect();
        let mut sql = match tables {
            Tables::Migrated => {
                database.migrate(zone).await.unwrap();
                match dialect {
                    Dialect::Sqlite => "PRAGMA defer_foreign_keys = on;\n",
                    Dialect::Postgres => DEFER,
                }
                .to_owned()
            }
            Tables::Bare => {
                let each = zone.entities.iter().map(|entity| create(dialect, entity));
                each.collect()
            }
        };
        for (entity, rows) in zone.entities.iter().zip(&self.of) {
            sql.extend(rows.iter().map(|row| insert(dialect, entity, row)));
        }
        database.execute_batch(&sql).await.unwrap();
    }
}

/// Rows refer to rows that come later.
const DEFER: &str = "\
DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', c.owner, c.conname);
    END LOOP;
END $$;
";

/// Rows in a database.
#[derive(Debug)]
pub struct Stored {
    /// Of the suite's kind.
    pub place: Place,
    /// The same rows on SQLite, where the suite is on PostgreSQL.
    pub twin: Option<Database>,
}

impl std::ops::Deref for Stored {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.place.database
    }
}

fn dyadic(random: &mut Random) -> f64 {
    let quarters = i32::try_from(random.within(-4000, 4000)).unwrap();
    f64::from(quarters) / 4.0
}

/// The key of the row of that number.
fn key(number: usize, kind: &Kind) -> Value {
    let number = i64::try_from(number).unwrap();
    match kind {
        Kind::Scalar(Scalar::Uuid) => {
            // In no order of their numbers.
            let mixed = u128::from(number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15));
            Value::Uuid(uuid::Uuid::from_u128(mixed << 32))
        }
        _ => Value::Int(number),
    }
}

/// Unique keys that come again become null, or the row goes.
fn distinct(rows: &mut [Row], keys: &[Vec<usize>]) {
    for key in keys {
        let mut seen: Vec<Vec<Value>> = Vec::new();
        for row in rows.iter_mut() {
            let found: Vec<_> = key.iter().map(|&at| row[at].clone()).collect();
            if found.contains(&Value::Null) {
                continue;
            }
            if seen.contains(&found) {
                for &at in key {
                    row[at] = Value::Null;
                }
            } else {
                seen.push(found);
            }
        }
    }
}

fn create(dialect: Dialect, entity: &Entity) -> String {
    let columns = entity.members.iter().map(|member| {
        let ty = match dialect {
            Dialect::Sqlite => sqlite_type(&member.kind).to_owned(),
            Dialect::Postgres => postgres_type(&member.kind),
        };
        format!("\"{}\" {ty}", member.column)
    });
    let columns: Vec<_> = columns.collect();
    format!(
        "CREATE TABLE \"{}\" ({});\n",
        entity.table,
        columns.join(", ")
    )
}

fn sqlite_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(Scalar::Bool) => "BOOLEAN",
        Kind::Scalar(
            Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 | Scalar::Duration,
        ) => "INTEGER",
        Kind::Scalar(Scalar::F32 | Scalar::F64) => "REAL",
        Kind::Scalar(Scalar::Bytes) => "BLOB",
        _ => "TEXT",
    }
}

/// As another program might have it: no types of enums, and the database's own order of text.
fn postgres_type(kind: &Kind) -> String {
    let name = match kind {
        Kind::List(item) => match **item {
            Kind::Value(_) | Kind::List(_) => "jsonb",
            _ => return postgres_type(item) + "[]",
        },
        Kind::Value(_) => "jsonb",
        Kind::Enum(_) => "text",
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => "boolean",
            Scalar::I16 => "smallint",
            Scalar::I32 | Scalar::U16 => "integer",
            Scalar::I64 | Scalar::U32 => "bigint",
            Scalar::F32 => "real",
            Scalar::F64 => "double precision",
            Scalar::String | Scalar::Url => "varchar",
            Scalar::Uuid => "uuid",
            Scalar::DateTime => "timestamptz",
            Scalar::LocalDateTime => "timestamp",
            Scalar::Date => "date",
            Scalar::Time => "time",
            Scalar::Duration => "interval",
            Scalar::Decimal => "numeric",
            Scalar::Bytes => "bytea",
            Scalar::Json => "jsonb",
            Scalar::Ip => "inet",
        },
    };
    name.to_owned()
}

/// The statement that inserts a row.
pub fn insert(dialect: Dialect, entity: &Entity, row: &Row) -> String {
    let columns: Vec<_> = entity
        .members
        .iter()
        .map(|m| format!("\"{}\"", m.column))
        .collect();
    let kinds = entity.members.iter().map(|member| &member.kind);
    let values = kinds.zip(row).map(|(kind, value)| match dialect {
        Dialect::Sqlite => literal(value),
        Dialect::Postgres => postgres::literal(kind, value),
    });
    let values: Vec<_> = values.collect();
    let (table, columns, values) = (&entity.table, columns.join(", "), values.join(", "));
    format!("INSERT INTO \"{table}\" ({columns}) VALUES ({values});\n")
}
