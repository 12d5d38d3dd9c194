//! Tables, columns and indexes from models, by sea-query. Adds what is missing, changes nothing.

use auto_api_model::{DefaultValue, Entity, Join, Kind, OnDelete, RelationKind, Scalar, Zone};
use rusqlite::Connection;
use sea_query::{ColumnDef, Expr, ForeignKey, Index, SqliteQueryBuilder, Table};

use super::check::columns_of;
use super::failure::failed;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::operand::store;
use crate::plan::param::{OperandForm, Stored};
use crate::plan::search::fts5_table;
use crate::schema::{action, indexes};

/// What a zone's models need, as text: it goes to the thread that writes.
#[derive(Debug, Default)]
pub(crate) struct Migration {
    tables: Vec<TableText>,
}

#[derive(Debug)]
struct TableText {
    name: String,
    create: String,
    /// Each column: its name, how it is added, and whether rows there would have a value.
    columns: Vec<(String, String, bool)>,
    indexes: Vec<String>,
    /// The table of words that is searched, and what makes and keeps it.
    search: Option<(String, Vec<String>)>,
}

impl Migration {
    /// Of all models, shown or not.
    pub(crate) fn of(zone: &Zone) -> Self {
        Self {
            tables: zone
                .entities
                .iter()
                .map(|entity| table(zone, entity))
                .collect(),
        }
    }
}

/// Makes what is missing, in one transaction.
pub(crate) fn migrate(connection: &mut Connection, migration: &Migration) -> Result<()> {
    let transaction = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(failed)?;
    for table in &migration.tables {
        let there = columns_of(&transaction, &table.name)?;
        if there.is_empty() {
            transaction.execute_batch(&table.create).map_err(failed)?;
        }
        let is_there = |name: &String| there.iter().any(|c| c.name.eq_ignore_ascii_case(name));
        let missing = table.columns.iter().filter(|_| !there.is_empty());
        for (name, add, has_value) in missing.filter(|(name, ..)| !is_there(name)) {
            if !has_value {
                let message = format!(
                    "table `{}` has no column `{name}`, and rows already there would have no value: make the field `Option<_>`, give it a literal `default`, or add the column yourself",
                    table.name
                );
                return Err(Error::validation(message));
            }
            transaction.execute_batch(add).map_err(failed)?;
        }
        for index in &table.indexes {
            transaction.execute_batch(index).map_err(failed)?;
        }
        if let Some((name, statements)) = &table.search
            && columns_of(&transaction, name)?.is_empty()
        {
            for statement in statements {
                transaction.execute_batch(statement).map_err(failed)?;
            }
        }
    }
    transaction.commit().map_err(failed)
}

/// Runs statements of the application's own, in one transaction.
pub(crate) fn execute_batch(connection: &mut Connection, sql: &str) -> Result<()> {
    let transaction = connection
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(failed)?;
    let run = transaction.execute_batch(sql);
    run.map_err(|error| {
        let words = error.to_string();
        let error = failed(error);
        // What only the statements can be blamed for.
        if error.is_of_statement() {
            Error::validation(words)
        } else {
            error
        }
    })?;
    transaction.commit().map_err(failed)
}

fn table(zone: &Zone, entity: &Entity) -> TableText {
    let mut create = Table::create();
    create.table(entity.table.clone());
    let mut columns = Vec::new();
    for at in 0..entity.members.len() {
        let mut definition = column(entity, at);
        create.col(&mut definition);
        let added = Table::alter()
            .table(entity.table.clone())
            .add_column(added(zone, entity, at))
            .to_string(SqliteQueryBuilder);
        let field = entity.members[at].field;
        let has_value = field.nullable || literal(entity, at).is_some();
        columns.push((entity.members[at].column.to_owned(), added, has_value));
    }
    if entity.key.len() > 1 {
        let mut key = Index::create();
        for &at in &entity.key {
            key.col(entity.members[at].column);
        }
        create.primary_key(&mut key);
    }
    for link in &entity.links {
        if let (RelationKind::BelongsTo { on_delete, .. }, Join::Direct { own, other }) =
            (link.relation.kind, &link.join)
        {
            let target = zone.target(link);
            let mut key = ForeignKey::create();
            key.from_tbl(entity.table.clone())
                .to_tbl(target.table.clone());
            // The primary key is what it is here; what else is unique has the distribution key.
            let pairs = if *other == target.key {
                own.iter().copied().zip(other.iter().copied()).collect()
            } else {
                entity.foreign_key(link, target)
            };
            for (own, other) in pairs {
                key.from_col(entity.members[own].column)
                    .to_col(target.members[other].column);
            }
            create.foreign_key(key.on_delete(action(on_delete)));
        }
    }
    TableText {
        name: entity.table.clone(),
        create: create.to_string(SqliteQueryBuilder),
        columns,
        indexes: (indexes(entity).iter())
            .map(|index| index.to_string(SqliteQueryBuilder))
            .collect(),
        search: fts5_table(entity).map(|statements| (entity.search_table(), statements)),
    }
}

fn column(entity: &Entity, at: usize) -> ColumnDef {
    let member = &entity.members[at];
    let mut column = ColumnDef::new(member.column);
    column.custom(column_type(&member.kind));
    if !member.field.nullable {
        column.not_null();
    }
    if entity.key == [at] {
        column.primary_key();
    }
    if let Some(literal) = literal(entity, at) {
        column.default(literal);
    }
    column
}

/// A column that a table gains: its reference is a part of it. SQLite adds no reference whose
/// column has a default, since rows already there would have to lead somewhere.
fn added(zone: &Zone, entity: &Entity, at: usize) -> ColumnDef {
    let mut column = column(entity, at);
    let is_free = entity.members[at].field.nullable && literal(entity, at).is_none();
    for link in entity.links.iter().filter(|_| is_free) {
        if let (RelationKind::BelongsTo { on_delete, .. }, Join::Direct { own, other }) =
            (link.relation.kind, &link.join)
            && *own == [at]
        {
            let target = zone.target(link);
            let names = [target.table.as_str(), target.members[other[0]].column];
            let [table, key] = names.map(|name| name.replace('"', "\"\""));
            let action = match on_delete {
                OnDelete::Restrict => "RESTRICT",
                OnDelete::Cascade => "CASCADE",
                OnDelete::SetNull => "SET NULL",
            };
            let reference = format!("REFERENCES \"{table}\" (\"{key}\") ON DELETE {action}");
            column.extra(reference);
        }
    }
    column
}

/// The type of a kind's column: see the table at [`Scalar`].
pub(crate) fn column_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => "BOOLEAN",
            Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U16
            | Scalar::U32
            | Scalar::Duration => "INTEGER",
            Scalar::F32 | Scalar::F64 => "REAL",
            Scalar::Bytes => "BLOB",
            _ => "TEXT",
        },
        Kind::Enum(_) | Kind::Value(_) | Kind::List(_) => "TEXT",
    }
}

/// The default of a column, where the model gives a literal: in the form that values are stored in.
fn literal(entity: &Entity, at: usize) -> Option<Expr> {
    let input = match entity.members[at].field.default? {
        DefaultValue::OfType => return None,
        DefaultValue::Bool(value) => Input::Bool(value),
        DefaultValue::Int(number) => Input::Int(number),
        DefaultValue::Number(text) | DefaultValue::Text(text) => Input::Raw(text.to_owned()),
    };
    match store(&entity.members[at].kind, OperandForm::Value, &input).ok()? {
        Stored::Null => None,
        Stored::Int(number) => Some(Expr::val(number)),
        Stored::Real(number) => Some(Expr::val(number)),
        Stored::Text(text) => Some(Expr::val(text)),
        Stored::Blob(bytes) => Some(Expr::val(bytes)),
    }
}
