//! SQLite: connections, and plans walked over prepared statements into bytes.

mod bind;
mod check;
mod connect;
mod export;
mod failure;
mod functions;
mod index;
mod lookup;
mod page;
mod place;
mod pool;
mod read;
mod rows;
mod run;
mod schema;
mod stop;
mod threads;
mod totals;
mod transaction;
mod violation;
mod write;
mod writer;

pub(crate) use connect::Location;
pub(crate) use pool::Pool;
pub(crate) use threads::blocking;
pub(crate) use transaction::LiteTx;
pub(crate) use violation::columns;
