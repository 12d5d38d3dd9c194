//! The Chinook database, a music shop, as it is: eleven tables that were there before the structs.
//!
//! The models say where the database's names differ from theirs; nothing in it is changed.
//! Everything is in the public zone at `/`; `/catalog` shows what is for sale.

pub mod models;

auto_api::include_zones!();
