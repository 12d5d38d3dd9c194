//! The statements that make a zone's tables, as text: to be read, reviewed or run by others than
//! [`Database::migrate`](crate::Database::migrate).

use auto_api_model::Zone;

use crate::postgres::schema;

/// What the tables are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Servers {
    /// One PostgreSQL server.
    One,
    /// A cluster with Citus: `#[api(distribute_by = …)]` and `#[api(reference_table)]` say where
    /// rows are.
    Citus,
}

/// What makes a zone's tables in an empty PostgreSQL database, in order, each statement ended with
/// a semicolon. To be run in one transaction.
///
/// ```
/// use auto_api::ddl::{Servers, postgres};
/// use auto_api::{AutoApi, Zone};
///
/// /// A note of a customer's.
/// #[derive(AutoApi)]
/// #[api(distribute_by = tenant_id)]
/// struct Note {
///     #[api(id)]
///     id: i64,
///     tenant_id: i32,
/// }
/// let zone = Zone::new("public").model::<Note>().build()?;
/// let sql = postgres(&zone, Servers::Citus);
/// assert!(sql.contains(r#"PRIMARY KEY ("id", "tenant_id")"#));
/// assert!(sql.contains(r#"SELECT create_distributed_table('notes', 'tenant_id');"#));
/// # Ok::<(), Vec<auto_api::model::Problem>>(())
/// ```
pub fn postgres(zone: &Zone, servers: Servers) -> String {
    let statements = schema::statements(zone, servers);
    statements
        .into_iter()
        .map(|statement| statement + ";\n")
        .collect()
}
