//! Lists of tracks, and what ties them together.

use auto_api::AutoApi;

use super::Track;

/// A list of tracks.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Playlist", many_to_many(tracks: Track, through = PlaylistTrack))]
pub struct Playlist {
    /// The number of the playlist.
    #[api(id, column = "PlaylistId")]
    pub id: i32,
    /// What it is called.
    #[api(column = "Name", max_length = 120)]
    pub name: Option<String>,
}

/// One track on one playlist.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "PlaylistTrack")]
pub struct PlaylistTrack {
    /// The list.
    #[api(id, column = "PlaylistId", references = Playlist)]
    pub playlist_id: i32,
    /// The track.
    #[api(id, column = "TrackId", references = Track)]
    pub track_id: i32,
}
