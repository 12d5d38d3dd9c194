//! The Chinook database, a music shop, as it is: eleven tables that were there before the structs.
//!
//! The models say where the database's names differ from theirs; nothing in it is changed.

pub mod models;

use auto_api::Zone;
use auto_api::model::Problem;
use models::{
    Album, Artist, Customer, Employee, Genre, Invoice, InvoiceLine, MediaType, Playlist,
    PlaylistTrack, Track,
};

/// Every model, for everybody.
///
/// # Errors
///
/// Every mistake between the models; there is none unless you change them.
pub fn zone() -> Result<Zone, Vec<Problem>> {
    Zone::new("public")
        .title("Chinook")
        .description("A music shop: artists, albums, tracks, playlists, customers and invoices.")
        .model::<Artist>()
        .model::<Album>()
        .model::<Track>()
        .model::<Genre>()
        .model::<MediaType>()
        .model::<Playlist>()
        .model::<PlaylistTrack>()
        .model::<Customer>()
        .model::<Employee>()
        .model::<Invoice>()
        .model::<InvoiceLine>()
        .build()
}
