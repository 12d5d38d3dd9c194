//! The tables of Chinook as structs, one file a part of the shop.

mod catalog;
mod people;
mod playlist;
mod sales;

pub use catalog::{Album, Artist, Genre, MediaType, Track};
pub use people::{Customer, Employee};
pub use playlist::{Playlist, PlaylistTrack};
pub use sales::{Invoice, InvoiceLine};
