//! Types, tables, columns, references and indexes from models. Adds what is missing, changes
//! nothing. On which servers rows are is in `distribute.rs`.

mod distribute;

use auto_api_model::case::snake;
use auto_api_model::{
    DefaultValue, Entity, EnumDef, Join, Kind, OnDelete, RelationKind, Scalar, Zone,
};
use deadpool_postgres::Object;
use sea_query::{Alias, ColumnDef, Expr, ForeignKey, Index, PostgresQueryBuilder, Query, Table};
use tokio_postgres::types::Type;

use super::check::columns_of;
use super::failure::failed;
use crate::ask::Input;
use crate::coerce::coerce;
use crate::ddl::Servers;
use crate::error::{Error, Result};
use crate::plan::is_array;
use crate::plan::search::document;
use crate::schema::{action, indexes};
use crate::value::{Value, text};

/// Makes what is missing, in one transaction.
pub(crate) async fn migrate(client: &Object, zone: &Zone) -> Result<()> {
    run(client, &[BEGIN.to_owned()]).await?;
    let done = missing(client, zone).await;
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    run(client, &[end.to_owned()]).await?;
    done
}

/// Runs statements of the application's own, in one transaction.
pub(crate) async fn execute_batch(client: &Object, sql: &str) -> Result<()> {
    if sql.contains('\0') {
        let message = "a statement cannot have the character U+0000";
        return Err(Error::validation(message));
    }
    let done = client
        .batch_execute(&format!("BEGIN;\n{sql}\n;COMMIT"))
        .await;
    let Err(error) = done else { return Ok(()) };
    run(client, &["ROLLBACK".to_owned()]).await?;
    let words = error.as_db_error().map(ToString::to_string);
    match (failed(error), words) {
        // What only the statements can be blamed for.
        (error, Some(words)) if error.is_of_statement() => Err(Error::validation(words)),
        (error, _) => Err(error),
    }
}

/// One migration at a time, by a lock that ends with the transaction.
const BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(hashtext('auto-api migrate'))";

async fn missing(client: &Object, zone: &Zone) -> Result<()> {
    for def in enums(zone) {
        run(client, &missing_type(client, def).await?).await?;
    }
    let mut made = Vec::new();
    let mut references = Vec::new();
    for entity in &zone.entities {
        let there = columns_of(client, &entity.table).await?;
        if there.is_empty() {
            run(client, &[create_table(entity)]).await?;
            made.push(entity);
            references.extend(foreign_keys(zone, entity, None));
        } else {
            for at in 0..entity.members.len() {
                let name = entity.members[at].column;
                if there.iter().any(|column| column.name == name) {
                    continue;
                }
                let field = entity.members[at].field;
                if !field.nullable && literal(entity, at).is_none() {
                    return Err(Error::validation(format!(
                        "table `{}` has no column `{name}`, and rows already there would have no value: make the field `Option<_>`, give it a literal `default`, or add the column yourself",
                        entity.table
                    )));
                }
                let mut add = Table::alter();
                add.table(entity.table.clone())
                    .add_column(column(entity, at));
                run(client, &[add.to_string(PostgresQueryBuilder)]).await?;
                references.extend(foreign_keys(zone, entity, Some(at)));
            }
        }
        let indexes = indexes(entity).into_iter();
        for index in indexes {
            // Only an owner may ask for what is there already.
            if !is_there(client, index.get_index_spec().get_name()).await? {
                run(client, &[index.to_string(PostgresQueryBuilder)]).await?;
            }
        }
        let search = entity.search_table();
        if let Some(index) = search_index(entity)
            && !is_there(client, Some(&search)).await?
        {
            run(client, &[index]).await?;
        }
    }
    if distribute::has_citus(client).await? {
        run(client, &distribute::statements(zone, &made)).await?;
    }
    run(client, &references).await
}

/// What makes everything in an empty database, in the order in which it is made.
pub(crate) fn statements(zone: &Zone, servers: Servers) -> Vec<String> {
    let mut all: Vec<String> = enums(zone).into_iter().map(create_type).collect();
    for entity in &zone.entities {
        all.push(create_table(entity));
        let indexes = indexes(entity).into_iter();
        all.extend(indexes.map(|index| index.to_string(PostgresQueryBuilder)));
        all.extend(search_index(entity));
    }
    if servers == Servers::Citus {
        let made: Vec<_> = zone.entities.iter().collect();
        all.extend(distribute::statements(zone, &made));
    }
    let keys = |entity| foreign_keys(zone, entity, None);
    all.extend(zone.entities.iter().flat_map(keys));
    all
}

/// The enums that columns have, each once.
fn enums(zone: &Zone) -> Vec<&'static EnumDef> {
    let mut found: Vec<&'static EnumDef> = Vec::new();
    for member in zone.entities.iter().flat_map(|entity| &entity.members) {
        let def = enum_of(&member.kind);
        found.extend(def.filter(|def| !found.iter().any(|one| one.name == def.name)));
    }
    found
}

/// The index that full-text search looks words up in.
fn search_index(entity: &Entity) -> Option<String> {
    let members = entity.model.search.iter();
    let columns: Option<Vec<Expr>> = members
        .map(|name| {
            Some(Expr::col(
                entity.members.get(entity.model.position(name)?)?.column,
            ))
        })
        .collect();
    let columns = columns.filter(|columns| !columns.is_empty())?;
    let document = Query::select()
        .expr(document(columns))
        .to_string(PostgresQueryBuilder);
    let (name, table) = (
        identifier(&entity.search_table()),
        identifier(&entity.table),
    );
    let document = document.trim_start_matches("SELECT ");
    Some(format!(
        "CREATE INDEX {name} ON {table} USING gin ({document})"
    ))
}

async fn run(client: &Object, statements: &[String]) -> Result<()> {
    for statement in statements {
        client.batch_execute(statement).await.map_err(failed)?;
    }
    Ok(())
}

fn enum_of(kind: &Kind) -> Option<&'static EnumDef> {
    match kind {
        Kind::Enum(def) => Some(def),
        Kind::List(item) => enum_of(item),
        _ => None,
    }
}

/// The name of an enum's type.
fn type_name(def: &EnumDef) -> String {
    snake(def.name)
}

/// Whether the connection's search path has a table or index.
async fn is_there(client: &Object, name: Option<&str>) -> Result<bool> {
    let sql = "SELECT to_regclass(quote_ident($1::text)) IS NOT NULL";
    let row = client
        .query_typed_one(sql, &[(&name, Type::TEXT)])
        .await
        .map_err(failed)?;
    row.try_get(0).map_err(failed)
}

/// What makes an enum's type, or gives it the values it lacks.
async fn missing_type(client: &Object, def: &EnumDef) -> Result<Vec<String>> {
    let name = type_name(def);
    let rows = client
        .query_typed(LABELS, &[(&name, Type::TEXT)])
        .await
        .map_err(failed)?;
    let known: Vec<String> = (rows.iter())
        .map(|row| row.try_get(0))
        .collect::<std::result::Result<_, _>>()
        .map_err(failed)?;
    if known.is_empty() {
        return Ok(vec![create_type(def)]);
    }
    let names = def.variants.iter().map(|variant| variant.name);
    let lacking = names.filter(|name| !known.iter().any(|known| known == name));
    let identifier = identifier(&name);
    Ok(lacking
        .map(|name| format!("ALTER TYPE {identifier} ADD VALUE {}", quoted(name)))
        .collect())
}

fn create_type(def: &EnumDef) -> String {
    let names: Vec<_> = (def.variants.iter())
        .map(|variant| quoted(variant.name))
        .collect();
    let (name, names) = (identifier(&type_name(def)), names.join(", "));
    format!("CREATE TYPE {name} AS ENUM ({names})")
}

/// A name, in quotes.
fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text, in quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The values of an enum's type.
const LABELS: &str = "\
SELECT enumlabel::text FROM pg_enum WHERE enumtypid = to_regtype(quote_ident($1::text))";

fn create_table(entity: &Entity) -> String {
    let mut create = Table::create();
    create.table(entity.table.clone());
    for at in 0..entity.members.len() {
        create.col(column(entity, at));
    }
    if !entity.key.is_empty() {
        let mut key = Index::create();
        for at in entity.model.with_distribution_key(entity.key.clone()) {
            key.col(entity.members[at].column);
        }
        create.primary_key(&mut key);
    }
    create.to_string(PostgresQueryBuilder)
}

fn column(entity: &Entity, at: usize) -> ColumnDef {
    let member = &entity.members[at];
    let mut column = ColumnDef::new(member.column);
    column.custom(Alias::new(column_type(&member.kind)));
    if !member.field.nullable {
        column.not_null();
    }
    if let Some(literal) = literal(entity, at) {
        column.default(Expr::cust(literal));
    } else if entity.key == [at] && is_numbered(entity, at) {
        column.extra("GENERATED BY DEFAULT AS IDENTITY");
    }
    column
}

/// Whether rows are numbered by the database: a key that is a whole number and leads nowhere.
fn is_numbered(entity: &Entity, at: usize) -> bool {
    let is_whole = matches!(
        entity.members[at].kind.scalar(),
        Some(Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32)
    );
    let is_reference = entity
        .model
        .reference_columns()
        .iter()
        .any(|own| own.contains(&at));
    is_whole && !is_reference
}

/// The type of a kind's column: see the table at [`Scalar`].
fn column_type(kind: &Kind) -> String {
    match kind {
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => "boolean",
            Scalar::I16 => "smallint",
            Scalar::I32 | Scalar::U16 => "integer",
            Scalar::I64 | Scalar::U32 => "bigint",
            Scalar::F32 => "real",
            Scalar::F64 => "double precision",
            // By code point, so that an index serves the order.
            Scalar::String | Scalar::Url => "text COLLATE \"C\"",
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
        }
        .to_owned(),
        Kind::Enum(def) => identifier(&type_name(def)),
        Kind::List(item) if is_array(kind) => {
            let item = column_type(item);
            format!("{}[]", item.strip_suffix(" COLLATE \"C\"").unwrap_or(&item))
        }
        Kind::Value(_) | Kind::List(_) => "jsonb".to_owned(),
    }
}

/// The default of a column, where the model gives a literal.
fn literal(entity: &Entity, at: usize) -> Option<String> {
    let input = match entity.members[at].field.default? {
        DefaultValue::OfType => return None,
        DefaultValue::Bool(value) => Input::Bool(value),
        DefaultValue::Int(number) => Input::Int(number),
        DefaultValue::Number(text) | DefaultValue::Text(text) => Input::Raw(text.to_owned()),
    };
    Some(match coerce(&entity.members[at].kind, &input).ok()? {
        Value::Null => return None,
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Bytes(bytes) => {
            format!("'{}'", super::encode::hex(&bytes))
        }
        other => quoted(&text::of(&other)),
    })
}

/// The references of a table, or of one of its columns.
fn foreign_keys(zone: &Zone, entity: &Entity, only: Option<usize>) -> Vec<String> {
    let mut keys = Vec::new();
    for link in &entity.links {
        if let (RelationKind::BelongsTo { on_delete, .. }, Join::Direct { own, .. }) =
            (link.relation.kind, &link.join)
            && only.is_none_or(|at| own.contains(&at))
        {
            let target = zone.target(link);
            let names: Vec<_> = own.iter().map(|&at| entity.members[at].column).collect();
            let mut key = ForeignKey::create();
            key.name(format!("{}_{}_fkey", entity.table, names.join("_")))
                .from_tbl(entity.table.clone())
                .to_tbl(target.table.clone());
            let pairs = entity.foreign_key(link, target);
            for &(own, other) in &pairs {
                key.from_col(entity.members[own].column)
                    .to_col(target.members[other].column);
            }
            // Where a row is does not become null with what it leads to.
            let only = (on_delete == OnDelete::SetNull && pairs.len() > own.len()).then(|| {
                let names: Vec<_> = names.iter().map(|name| identifier(name)).collect();
                format!(" ({})", names.join(", "))
            });
            let text = key
                .on_delete(action(on_delete))
                .to_string(PostgresQueryBuilder);
            keys.push(text + &only.unwrap_or_default());
        }
    }
    keys
}
