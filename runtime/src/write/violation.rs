//! What a caller is told of a constraint that the database found violated.

use auto_api_model::{Entity, ErrorCode, Join, RelationKind};

use super::engine::Engine;
use super::path::Path;
use super::statement::select;
use super::tx::Tx;
use super::{Refused, is_callers};
use crate::error::Error;
use crate::plan::write::Matching;
use crate::value::Value;

/// The error in the caller's words, with the field it is about. What the database said goes
/// nowhere: the caller is to blame, not the server.
///
/// SQLite does not say which foreign key: those of the `row` are looked up.
pub(super) async fn told(
    engine: &Engine<'_>,
    tx: &mut Tx<'_>,
    entity: &Entity,
    error: Error,
    row: Option<&[Option<Value>]>,
) -> Error {
    let columns = columns(&error);
    let members: Vec<usize> = (columns.iter())
        .filter_map(|column| entity.members.iter().position(|m| m.column == column))
        .collect();
    match error.code {
        #[cfg(feature = "postgres")]
        ErrorCode::Unique if is_behind(entity, &members, row) => {
            let (table, column) = (entity.table.clone(), entity.members[members[0]].column);
            Error::internal(crate::postgres::Behind { table, column })
        }
        ErrorCode::Unique => unique(entity, &members),
        ErrorCode::NotNull => {
            let name = shown(entity, &members);
            let what = name.as_deref().map_or_else(
                || "a value that is not given here is missing".to_owned(),
                |name| format!("`{name}` may not be null"),
            );
            about(ErrorCode::NotNull, what, name)
        }
        ErrorCode::ForeignKey if is_referenced(&error) => referenced(),
        ErrorCode::ForeignKey => match row {
            Some(row) if members.is_empty() => dangling(engine, tx, entity, row).await,
            _ => no_such(entity, &members),
        },
        ErrorCode::Check => Error::new(
            ErrorCode::Check,
            "the database does not accept these values",
        ),
        _ => error,
    }
}

/// Says where in the input the field is.
pub(super) fn put(error: Error, entity: &Entity, path: &Path<'_>) -> Refused {
    if !is_callers(&error) {
        return Refused::Fault(error);
    }
    let is_shown = |name: &String| entity.members.iter().any(|m| m.name == *name);
    let error = if let Some(name) = error.field.clone().filter(is_shown) {
        path.name(&name).put(error)
    } else {
        let mut error = error;
        error.path = path.steps();
        error
    };
    Refused::Caller(vec![error], None)
}

/// Whether the key that is taken was not given, but counted by the server.
#[cfg(feature = "postgres")]
fn is_behind(entity: &Entity, members: &[usize], row: Option<&[Option<Value>]>) -> bool {
    let is_given = |member: usize| row.is_none_or(|row| row[member].is_some());
    matches!(members, [only] if entity.key == [*only] && entity.has_generated_key() && !is_given(*only))
}

fn unique(entity: &Entity, members: &[usize]) -> Error {
    let one = entity.model.singular().replace('_', " ");
    let names: Vec<_> = members
        .iter()
        .map(|&at| &entity.members[at])
        .filter(|member| member.visible || member.settable)
        .map(|member| format!("`{}`", member.name))
        .collect();
    let message = if names.len() == members.len() && !names.is_empty() {
        format!("another {one} has this {}", names.join(" and "))
    } else {
        format!("there is such a {one} already")
    };
    about(ErrorCode::Unique, message, shown(entity, members))
}

fn no_such(entity: &Entity, members: &[usize]) -> Error {
    let mut links = entity.links.iter();
    let link = links.find(|link| members.iter().any(|&at| link.holds(at)));
    let what = link.map_or("row", |link| link.relation.name);
    let message = format!("there is no such {}", what.replace('_', " "));
    about(ErrorCode::ForeignKey, message, shown(entity, members))
}

/// Other rows lead to what was to go.
pub(super) fn referenced() -> Error {
    Error::new(
        ErrorCode::ForeignKey,
        "other rows still refer to it: delete or change them first",
    )
}

/// The reference of a row that leads nowhere.
async fn dangling(
    engine: &Engine<'_>,
    tx: &mut Tx<'_>,
    entity: &Entity,
    row: &[Option<Value>],
) -> Error {
    for link in &entity.links {
        let (RelationKind::BelongsTo { .. }, Join::Direct { own, other }) =
            (link.relation.kind, &link.join)
        else {
            continue;
        };
        let key: Option<Vec<_>> = (own.iter().zip(other))
            .map(|(&own, &other)| Some((other, row[own].clone()?)))
            .collect();
        let Some(key) = key.filter(|key| key.iter().all(|(_, value)| *value != Value::Null)) else {
            continue;
        };
        let target = engine.zone.target(link);
        let statement = find(tx, target, &key);
        match tx.keys(target, &statement, &[]).await {
            Ok(rows) if rows.is_empty() => return no_such(entity, own),
            Ok(_) => {}
            Err(error) => return error,
        }
    }
    no_such(entity, &[])
}

/// The primary key of the row of a key.
pub(super) fn find(
    tx: &Tx<'_>,
    entity: &Entity,
    key: &[(usize, Value)],
) -> crate::plan::node::Statement {
    let matching = Matching::of_key(tx.dialect(), entity, key);
    select(entity, matching, &entity.key)
}

fn about(code: ErrorCode, message: impl Into<String>, field: Option<String>) -> Error {
    let mut error = Error::new(code, message);
    error.field = field;
    error
}

/// The first of the members that the zone has.
fn shown(entity: &Entity, members: &[usize]) -> Option<String> {
    let all = members.iter().map(|&at| &entity.members[at]);
    let mut shown = all.filter(|member| member.visible || member.settable);
    shown.next().map(|member| member.name.clone())
}

fn columns(error: &Error) -> Vec<String> {
    let Some(source) = std::error::Error::source(error) else {
        return Vec::new();
    };
    if let Some(error) = source.downcast_ref::<rusqlite::Error>() {
        return crate::sqlite::columns(error);
    }
    #[cfg(feature = "postgres")]
    if let Some(error) = source.downcast_ref::<tokio_postgres::Error>() {
        return crate::postgres::columns(error);
    }
    Vec::new()
}

#[cfg(feature = "postgres")]
fn is_referenced(error: &Error) -> bool {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref());
    source.is_some_and(crate::postgres::is_referenced)
}

#[cfg(not(feature = "postgres"))]
fn is_referenced(_: &Error) -> bool {
    false
}
