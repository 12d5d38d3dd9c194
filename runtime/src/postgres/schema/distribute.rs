//! On which servers of a Citus cluster the rows of new tables are.
//!
//! Reference: <https://docs.citusdata.com/en/latest/develop/reference_ddl.html>.

use auto_api_model::{Distribution, Entity, Zone};
use deadpool_postgres::Object;

use super::{identifier, quoted};
use crate::error::Result;
use crate::postgres::failure::failed;

/// Whether the database is a cluster's.
pub(super) async fn has_citus(client: &Object) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')";
    let row = client.query_typed_one(sql, &[]).await.map_err(failed)?;
    row.try_get(0).map_err(failed)
}

/// What distributes tables that have just been made and do not refer to each other yet: tables
/// that are everywhere first, since others lead to them.
pub(super) fn statements(zone: &Zone, made: &[&Entity]) -> Vec<String> {
    let table = |entity: &Entity| quoted(&plain(&entity.table));
    let everywhere = made
        .iter()
        .filter(|e| e.model.distribution == Distribution::Everywhere);
    let everywhere = everywhere.map(|e| format!("SELECT create_reference_table({})", table(e)));
    let distributed = made.iter().filter_map(|entity| {
        let key = &entity.members[entity.model.distribution_key()?];
        let first = first_beside(zone, entity).map(table);
        let (table, column) = (table(entity), quoted(key.column));
        let beside = first.map_or_else(String::new, |name| format!(", colocate_with => {name}"));
        Some(format!(
            "SELECT create_distributed_table({table}, {column}{beside})"
        ))
    });
    let calls: Vec<String> = everywhere.chain(distributed).collect();
    // References between tables of both forms are added in the same transaction.
    let first = (!calls.is_empty())
        .then(|| "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'".to_owned());
    first.into_iter().chain(calls).collect()
}

/// A table's name as a text that is read as one: in quotes of its own only where it needs them.
fn plain(name: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'_');
    let has_plain = name
        .bytes()
        .all(|byte| is_plain(byte) || byte.is_ascii_digit());
    if has_plain && name.bytes().next().is_some_and(is_plain) {
        name.to_owned()
    } else {
        identifier(name)
    }
}

/// The first of the zone's tables whose rows are with those of this one: its key has the same
/// type. None if that is this table.
fn first_beside<'a>(zone: &'a Zone, entity: &Entity) -> Option<&'a Entity> {
    let kind = |entity: &'a Entity| Some(&entity.members[entity.model.distribution_key()?].kind);
    let own = &entity.members[entity.model.distribution_key()?].kind;
    let first = zone
        .entities
        .iter()
        .find(|other| kind(other) == Some(own))?;
    (first.table != entity.table).then_some(first)
}
