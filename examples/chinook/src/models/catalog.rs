//! What the shop sells: artists, their albums and tracks.

use auto_api::AutoApi;
use rust_decimal::Decimal;

use super::{InvoiceLine, Playlist, PlaylistTrack};

/// A band, a composer or a performer.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Artist", zones(public, catalog), has_many(albums: Album))]
pub struct Artist {
    /// The number of the artist.
    #[api(id, column = "ArtistId")]
    pub id: i32,
    /// The name on the cover.
    #[api(column = "Name", max_length = 120)]
    pub name: Option<String>,
}

/// A record of one artist.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Album", zones(public, catalog), has_many(tracks: Track))]
pub struct Album {
    /// The number of the album.
    #[api(id, column = "AlbumId")]
    pub id: i32,
    /// The title on the cover.
    #[api(column = "Title", max_length = 160)]
    pub title: String,
    /// Whose record it is.
    #[api(column = "ArtistId", references = Artist)]
    pub artist_id: i32,
}

/// A piece of music or a video that can be bought.
#[derive(AutoApi, Clone, Debug)]
#[api(
    table = "Track",
    zones(public, catalog),
    has_many(invoice_lines: InvoiceLine, zones(public)),
    many_to_many(playlists: Playlist, through = PlaylistTrack, zones(public))
)]
pub struct Track {
    /// The number of the track.
    #[api(id, column = "TrackId")]
    pub id: i32,
    /// The title of the track.
    #[api(column = "Name", max_length = 200)]
    pub name: String,
    /// The record it is on.
    #[api(column = "AlbumId", references = Album)]
    pub album_id: Option<i32>,
    /// The kind of file.
    #[api(column = "MediaTypeId", references = MediaType)]
    pub media_type_id: i32,
    /// The kind of music.
    #[api(column = "GenreId", references = Genre)]
    pub genre_id: Option<i32>,
    /// Who wrote it.
    #[api(column = "Composer", max_length = 220)]
    pub composer: Option<String>,
    /// How long it plays, in thousandths of a second.
    #[api(column = "Milliseconds")]
    pub milliseconds: i32,
    /// How large the file is.
    #[api(column = "Bytes", zones(public))]
    pub bytes: Option<i32>,
    /// What it costs, in US dollars.
    #[api(column = "UnitPrice", precision = 10, scale = 2)]
    pub unit_price: Decimal,
}

/// A kind of music.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Genre", zones(public, catalog), has_many(tracks: Track))]
pub struct Genre {
    /// The number of the genre.
    #[api(id, column = "GenreId")]
    pub id: i32,
    /// What it is called.
    #[api(column = "Name", max_length = 120)]
    pub name: Option<String>,
}

/// A kind of file.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "MediaType", zones(public, catalog), has_many(tracks: Track))]
pub struct MediaType {
    /// The number of the media type.
    #[api(id, column = "MediaTypeId")]
    pub id: i32,
    /// What it is called.
    #[api(column = "Name", max_length = 120)]
    pub name: Option<String>,
}
