//! PostgreSQL: a pool of connections, and plans whose statements are sent in one round trip.

mod announce;
mod bind;
mod cells;
mod check;
mod connect;
mod counter;
mod encode;
mod export;
mod failure;
mod insert;
mod lent;
mod listen;
mod load;
mod names;
mod numeric;
mod page;
mod raw;
mod read;
mod rows;
mod run;
pub(crate) mod schema;
mod server;
mod transaction;
mod url;
mod violation;
mod write;

pub(crate) use connect::Server;
pub(crate) use counter::Behind;
pub(crate) use transaction::PgTx;
pub(crate) use violation::{columns, is_referenced};
