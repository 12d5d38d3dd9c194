//! SQLite: connections, and plans walked over prepared statements into bytes.

mod bind;
mod check;
mod connect;
mod export;
mod failure;
mod functions;
mod page;
mod pool;
mod read;
mod rows;
mod run;
mod schema;
mod stop;
mod totals;
mod write;

pub(crate) use check::check;
pub(crate) use connect::Location;
pub(crate) use export::export;
pub(crate) use pool::{Lent, Pool};
pub(crate) use run::{Outcome, run, values};
pub(crate) use schema::{Migration, execute_batch, migrate};
