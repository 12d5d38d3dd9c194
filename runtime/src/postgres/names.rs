//! Names of tables and columns as a database has them.
//!
//! PostgreSQL folds names without quotes to lower case, so that a schema which is `InvoiceLine` with
//! `InvoiceLineId` on SQLite is mostly `invoice_line` with `invoice_line_id` here. Where a table or
//! column is not there under its own name, that spelling is tried.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use auto_api_model::Zone;
use auto_api_model::case::snake;
use deadpool_postgres::Object;

use super::check::columns_of;
use crate::error::Result;

/// A zone with the names that the database has.
pub(crate) async fn fitted(client: &Object, mut zone: Zone) -> Result<Zone> {
    for entity in &mut zone.entities {
        let mut columns = columns_of(client, &entity.table).await?;
        if columns.is_empty() {
            let table = snake(&entity.table);
            if table == entity.table {
                continue;
            }
            columns = columns_of(client, &table).await?;
            if columns.is_empty() {
                continue;
            }
            entity.table = table;
        }
        let has = |name: &str| columns.iter().any(|column| column.name == name);
        for member in &mut entity.members {
            let folded = snake(member.column);
            if !has(member.column) && has(&folded) {
                member.column = kept(folded);
            }
        }
    }
    Ok(zone)
}

/// A name that lives as long as the program: there are as many as columns in models.
fn kept(name: String) -> &'static str {
    static NAMES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name.as_str()) {
        return known;
    }
    let kept: &'static str = Box::leak(name.into_boxed_str());
    names.insert(kept);
    kept
}
