//! Rows as plain data, and a database in memory that has them.

use auto_api::model::{Join, Kind, Scalar, Zone};
use auto_api::{Database, Value};

use super::literal::literal;
use super::random::Random;
use super::values::value;

/// The rows of one entity: a value for each member.
pub type Row = Vec<Value>;

/// The rows of a zone, by entity.
#[derive(Debug, Clone)]
pub struct Rows {
    /// By position in the zone.
    pub of: Vec<Vec<Row>>,
}

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

    /// A database in memory with these rows.
    pub async fn database(&self, zone: &Zone, tables: Tables) -> Database {
        let database = Database::open("sqlite::memory:").await.unwrap();
        let mut sql = match tables {
            Tables::Migrated => {
                database.migrate(zone).await.unwrap();
                "PRAGMA defer_foreign_keys = on;\n".to_owned()
            }
            Tables::Bare => zone.entities.iter().map(create).collect(),
        };
        for (entity, rows) in zone.entities.iter().zip(&self.of) {
            sql.extend(rows.iter().map(|row| insert(entity, row)));
        }
        database.execute_batch(&sql).await.unwrap();
        database
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

fn create(entity: &auto_api::model::Entity) -> String {
    let columns = entity.members.iter().map(|member| {
        let ty = match &member.kind {
            Kind::Scalar(Scalar::Bool) => "BOOLEAN",
            Kind::Scalar(
                Scalar::I16
                | Scalar::I32
                | Scalar::I64
                | Scalar::U16
                | Scalar::U32
                | Scalar::Duration,
            ) => "INTEGER",
            Kind::Scalar(Scalar::F32 | Scalar::F64) => "REAL",
            Kind::Scalar(Scalar::Bytes) => "BLOB",
            _ => "TEXT",
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

/// The statement that inserts a row.
pub fn insert(entity: &auto_api::model::Entity, row: &Row) -> String {
    let columns: Vec<_> = entity
        .members
        .iter()
        .map(|m| format!("\"{}\"", m.column))
        .collect();
    let values: Vec<_> = row.iter().map(literal).collect();
    let (table, columns, values) = (&entity.table, columns.join(", "), values.join(", "));
    format!("INSERT INTO \"{table}\" ({columns}) VALUES ({values});\n")
}
