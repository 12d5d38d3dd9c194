//! Whether a database has what a zone's models say: found out at start-up, never by a request.

use auto_api_model::{Entity, Join, Kind, Link, Member, Scalar, Zone};
use deadpool_postgres::Object;
use tokio_postgres::types::Type;

use super::failure::failed;
use crate::error::Result;
use crate::plan::is_array;

/// A column as the database has it.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// The name of its type; of the items of an array with `[]`.
    type_name: String,
    is_enum: bool,
    not_null: bool,
}

/// A domain counts as what it is over.
const COLUMNS: &str = "\
SELECT a.attname, \
    CASE WHEN e.oid IS NULL THEN t.typname ELSE e.typname || '[]' END, \
    COALESCE(e.typtype, t.typtype) = 'e', \
    a.attnotnull OR d.typnotnull \
FROM pg_attribute a \
JOIN pg_type d ON d.oid = a.atttypid \
JOIN pg_type t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END \
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' \
WHERE a.attrelid = to_regclass(quote_ident($1::text)) AND a.attnum > 0 AND NOT a.attisdropped \
ORDER BY a.attnum";

/// The columns of a table or view that the connection's search path has; none if there is no such
/// table.
pub(crate) async fn columns_of(client: &Object, table: &str) -> Result<Vec<Column>> {
    // Not prepared by name: behind a pooler the next statement may be another connection's.
    let rows = client
        .query_typed(COLUMNS, &[(&table, Type::TEXT)])
        .await
        .map_err(failed)?;
    let column = |row: &tokio_postgres::Row| {
        Ok(Column {
            name: row.try_get(0)?,
            type_name: row.try_get(1)?,
            is_enum: row.try_get(2)?,
            not_null: row.try_get(3)?,
        })
    };
    rows.iter()
        .map(column)
        .collect::<std::result::Result<_, _>>()
        .map_err(failed)
}

/// Every difference, in words for whoever starts the program.
pub(crate) async fn check(client: &Object, zone: &Zone) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    let encoding = client
        .query_typed_one("SHOW server_encoding", &[])
        .await
        .map_err(failed)?;
    let encoding: String = encoding.try_get(0).map_err(failed)?;
    if encoding != "UTF8" {
        differences.push(format!(
            "the database's encoding is {encoding}: it must be UTF8"
        ));
    }
    for entity in &zone.entities {
        let columns = columns_of(client, &entity.table).await?;
        if columns.is_empty() {
            let (table, model) = (&entity.table, entity.model.rust_name);
            differences.push(format!(
                "there is no table `{table}` for `{model}`: create it with `Database::migrate`, name it with `#[api(table = \"…\")]`, or name its schema with `?schema=…` in the URL"
            ));
            continue;
        }
        for member in &entity.members {
            differences.extend(difference(entity, member, &columns));
        }
    }
    for entity in &zone.entities {
        for link in &entity.links {
            warn_of_missing_index(client, zone, entity, link).await?;
        }
    }
    Ok(differences)
}

fn difference(entity: &Entity, member: &Member, columns: &[Column]) -> Option<String> {
    let place = format!("`{}.{}`", entity.model.rust_name, member.field.rust_name);
    let (table, name) = (&entity.table, member.column);
    let Some(column) = columns.iter().find(|column| column.name == name) else {
        return Some(format!(
            "table `{table}` has no column `{name}` for {place}: name it with `#[api(column = \"…\")]`, or add it with `Database::migrate`"
        ));
    };
    if !fits(&member.kind, column) {
        let (found, ty) = (&column.type_name, member.field.ty);
        return Some(format!(
            "column `{table}.{name}` has type {found}, which {place} of type `{ty:?}` cannot be"
        ));
    }
    if !column.not_null && !member.field.nullable {
        return Some(format!(
            "column `{table}.{name}` may be null: make {place} an `Option<_>`, or the column NOT NULL"
        ));
    }
    None
}

/// Whether a column of this type may hold a kind's values.
fn fits(kind: &Kind, column: &Column) -> bool {
    let name = column.type_name.as_str();
    match kind {
        Kind::Scalar(scalar) => names(*scalar).contains(&name),
        Kind::Enum(_) => column.is_enum || names(Scalar::String).contains(&name),
        Kind::Value(_) => names(Scalar::Json).contains(&name),
        Kind::List(item) => match name.strip_suffix("[]") {
            Some(of) if is_array(kind) => fits(
                item,
                &Column {
                    name: String::new(),
                    type_name: of.to_owned(),
                    is_enum: column.is_enum,
                    not_null: true,
                },
            ),
            _ => !is_array(kind) && names(Scalar::Json).contains(&name),
        },
    }
}

/// The types that may hold a scalar's values, by PostgreSQL's internal names.
fn names(scalar: Scalar) -> &'static [&'static str] {
    match scalar {
        Scalar::Bool => &["bool"],
        Scalar::I16 => &["int2"],
        Scalar::I32 | Scalar::U16 => &["int4", "int2"],
        Scalar::I64 | Scalar::U32 => &["int8", "int4", "int2"],
        Scalar::F32 => &["float4"],
        Scalar::F64 => &["float8", "float4", "numeric"],
        Scalar::String | Scalar::Url => &["text", "varchar", "bpchar", "citext", "name"],
        Scalar::Uuid => &["uuid"],
        Scalar::DateTime => &["timestamptz"],
        Scalar::LocalDateTime => &["timestamp"],
        Scalar::Date => &["date"],
        Scalar::Time => &["time"],
        Scalar::Duration => &["interval"],
        Scalar::Decimal => &["numeric", "int8", "int4", "int2"],
        Scalar::Bytes => &["bytea"],
        Scalar::Json => &["jsonb"],
        Scalar::Ip => &["inet"],
    }
}

/// A relation whose rows are found without an index reads the whole table for each parent's row.
async fn warn_of_missing_index(
    client: &Object,
    zone: &Zone,
    entity: &Entity,
    link: &Link,
) -> Result<()> {
    let (table, members) = match &link.join {
        Join::Direct { other, .. } => (zone.target(link), other),
        Join::Through { entity, via, .. } => (&zone.entities[*entity], via),
    };
    let columns: Vec<&str> = members.iter().map(|&at| table.members[at].column).collect();
    let count = i32::try_from(columns.len()).unwrap_or(1);
    let found = client
        .query_typed_one(
            INDEX,
            &[
                (&table.table, Type::TEXT),
                (&columns, Type::TEXT_ARRAY),
                (&count, Type::INT4),
            ],
        )
        .await
        .map_err(failed)?;
    if !found.try_get::<_, bool>(0).map_err(failed)? {
        let (relation, table, columns) = (link.relation.name, &table.table, columns.join(", "));
        let model = entity.model.rust_name;
        tracing::warn!(
            "no index serves `{model}.{relation}`: each row of it reads all of `{table}`; add an index on ({columns})"
        );
    }
    Ok(())
}

/// Whether an index of all rows begins with these columns in any order.
const INDEX: &str = "\
SELECT to_regclass(quote_ident($1::text)) IS NULL OR EXISTS ( \
    SELECT FROM pg_index i WHERE i.indrelid = to_regclass(quote_ident($1::text)) \
        AND i.indpred IS NULL AND i.indisvalid \
        AND $2::text[] @> ARRAY(SELECT a.attname::text FROM pg_attribute a \
            WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey[0:$3::int4 - 1])) \
        AND i.indnkeyatts >= $3::int4)";
