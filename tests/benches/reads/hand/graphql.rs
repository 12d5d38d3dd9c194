//! The five GraphQL requests, known by the name of their operation.

use rusqlite::params;
use serde::Deserialize;

use super::json::{int, money, number_of, text, time};
use super::statements::Statements;

/// A request: its variables, as the operation has them.
pub(crate) enum Request<'a> {
    Track(Id),
    LongerTracks(Longer),
    Artists(Slice),
    Invoices(Page),
    ArtistTracks(ByArtist<'a>),
}

#[derive(Deserialize)]
pub(crate) struct Id {
    pub(crate) id: i64,
}

#[derive(Deserialize)]
pub(crate) struct Longer {
    pub(crate) longer: i64,
    pub(crate) limit: i64,
}

#[derive(Deserialize)]
pub(crate) struct Slice {
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

#[derive(Deserialize)]
pub(crate) struct Page {
    pub(crate) page: i64,
    pub(crate) per_page: i64,
}

#[derive(Deserialize)]
pub(crate) struct ByArtist<'a> {
    pub(crate) artist: &'a str,
    pub(crate) limit: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    operation_name: &'a str,
    #[serde(borrow)]
    variables: &'a serde_json::value::RawValue,
}

/// Reads a request's body; `None` if it is not one of the five.
pub(crate) fn read(body: &[u8]) -> Option<Request<'_>> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).ok()?;
    let variables = envelope.variables.get();
    Some(match envelope.operation_name {
        "Q1" => Request::Track(serde_json::from_str(variables).ok()?),
        "Q2" => Request::LongerTracks(serde_json::from_str(variables).ok()?),
        "Q3" => Request::Artists(serde_json::from_str(variables).ok()?),
        "Q4" => Request::Invoices(serde_json::from_str(variables).ok()?),
        "Q5" => Request::ArtistTracks(serde_json::from_str(variables).ok()?),
        _ => return None,
    })
}

/// Runs a request and writes its answer.
pub(crate) fn write(db: &mut Statements, request: &Request<'_>) -> rusqlite::Result<Vec<u8>> {
    match request {
        Request::Track(id) => track(db, id),
        Request::LongerTracks(longer) => longer_tracks(db, longer),
        Request::Artists(slice) => artists(db, slice),
        Request::Invoices(page) => invoices(db, page),
        Request::ArtistTracks(by) => artist_tracks(db, by),
    }
}

fn track(db: &mut Statements, id: &Id) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(256);
    out.extend_from_slice(br#"{"data":{"track":"#);
    let mut rows = db.track.query([id.id])?;
    match rows.next()? {
        Some(row) => track_row(&mut out, row)?,
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b"}}");
    Ok(out)
}

fn longer_tracks(db: &mut Statements, longer: &Longer) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(8 * 1024);
    out.extend_from_slice(br#"{"data":{"tracks":["#);
    let mut rows = db.longer_tracks.query([longer.longer, longer.limit])?;
    let mut first = true;
    while let Some(row) = rows.next()? {
        comma(&mut out, &mut first);
        track_row(&mut out, row)?;
    }
    out.extend_from_slice(b"]}}");
    Ok(out)
}

fn track_row(out: &mut Vec<u8>, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
    out.extend_from_slice(br#"{"id":"#);
    int(out, row, 0)?;
    out.extend_from_slice(br#","name":"#);
    text(out, row, 1)?;
    out.extend_from_slice(br#","composer":"#);
    text(out, row, 2)?;
    out.extend_from_slice(br#","milliseconds":"#);
    int(out, row, 3)?;
    out.extend_from_slice(br#","unit_price":"#);
    money(out, row, 4)?;
    out.push(b'}');
    Ok(())
}

fn artists(db: &mut Statements, slice: &Slice) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(24 * 1024);
    out.extend_from_slice(br#"{"data":{"artists":["#);
    // While this statement is being read, all that runs inside sees the same snapshot.
    let mut artists = db.artists.query([slice.limit, slice.offset])?;
    let mut first = true;
    while let Some(artist) = artists.next()? {
        comma(&mut out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(&mut out, artist, 0)?;
        out.extend_from_slice(br#","name":"#);
        text(&mut out, artist, 1)?;
        out.extend_from_slice(br#","albums":["#);
        let mut albums = db.albums.query([artist.get_ref(0)?.as_i64()?])?;
        let mut first = true;
        while let Some(album) = albums.next()? {
            comma(&mut out, &mut first);
            out.extend_from_slice(br#"{"id":"#);
            int(&mut out, album, 0)?;
            out.extend_from_slice(br#","title":"#);
            text(&mut out, album, 1)?;
            out.extend_from_slice(br#","tracks":["#);
            let mut tracks = db.album_tracks.query([album.get_ref(0)?.as_i64()?])?;
            let mut first = true;
            while let Some(track) = tracks.next()? {
                comma(&mut out, &mut first);
                out.extend_from_slice(br#"{"id":"#);
                int(&mut out, track, 0)?;
                out.extend_from_slice(br#","name":"#);
                text(&mut out, track, 1)?;
                out.extend_from_slice(br#","milliseconds":"#);
                int(&mut out, track, 2)?;
                out.extend_from_slice(br#","unit_price":"#);
                money(&mut out, track, 3)?;
                out.push(b'}');
            }
            out.extend_from_slice(b"]}");
        }
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(b"]}}");
    Ok(out)
}

fn invoices(db: &mut Statements, page: &Page) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(16 * 1024);
    out.extend_from_slice(br#"{"data":{"invoice_pages":{"items":["#);
    let offset = (page.page - 1) * page.per_page;
    // One row more than the page has tells whether there is another.
    let mut invoices = db.invoices.query([page.per_page + 1, offset])?;
    let (mut written, mut next) = (0, false);
    while let Some(invoice) = invoices.next()? {
        if written == page.per_page {
            next = true;
            break;
        }
        comma(&mut out, &mut (written == 0));
        written += 1;
        invoice_row(&mut out, invoice, &mut db.lines)?;
    }
    let total: i64 = db.invoice_count.query_row([], |row| row.get(0))?;
    out.extend_from_slice(br#"],"page_info":{"total_count":"#);
    number_of(&mut out, total);
    out.extend_from_slice(br#","page_count":"#);
    number_of(&mut out, (total + page.per_page - 1) / page.per_page);
    out.extend_from_slice(br#","current_page":"#);
    number_of(&mut out, page.page);
    out.extend_from_slice(br#","has_next_page":"#);
    out.extend_from_slice(if next { b"true" } else { b"false" });
    out.extend_from_slice(b"}}}}");
    Ok(out)
}

fn invoice_row(
    out: &mut Vec<u8>,
    invoice: &rusqlite::Row<'_>,
    lines: &mut rusqlite::Statement<'_>,
) -> rusqlite::Result<()> {
    out.extend_from_slice(br#"{"id":"#);
    int(out, invoice, 0)?;
    out.extend_from_slice(br#","invoice_date":"#);
    time(out, invoice, 1)?;
    out.extend_from_slice(br#","total":"#);
    money(out, invoice, 2)?;
    out.extend_from_slice(br#","customer":{"id":"#);
    int(out, invoice, 3)?;
    out.extend_from_slice(br#","first_name":"#);
    text(out, invoice, 4)?;
    out.extend_from_slice(br#","last_name":"#);
    text(out, invoice, 5)?;
    out.extend_from_slice(br#","country":"#);
    text(out, invoice, 6)?;
    out.extend_from_slice(br#"},"invoice_lines":["#);
    let mut lines = lines.query([invoice.get_ref(0)?.as_i64()?])?;
    let mut first = true;
    while let Some(line) = lines.next()? {
        comma(out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(out, line, 0)?;
        out.extend_from_slice(br#","quantity":"#);
        int(out, line, 1)?;
        out.extend_from_slice(br#","unit_price":"#);
        money(out, line, 2)?;
        out.extend_from_slice(br#","track":{"id":"#);
        int(out, line, 3)?;
        out.extend_from_slice(br#","name":"#);
        text(out, line, 4)?;
        out.extend_from_slice(b"}}");
    }
    out.extend_from_slice(b"]}");
    Ok(())
}

fn artist_tracks(db: &mut Statements, by: &ByArtist<'_>) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(12 * 1024);
    out.extend_from_slice(br#"{"data":{"tracks":["#);
    let mut rows = db.artist_tracks.query(params![by.artist, by.limit])?;
    let mut first = true;
    while let Some(row) = rows.next()? {
        comma(&mut out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(&mut out, row, 0)?;
        out.extend_from_slice(br#","name":"#);
        text(&mut out, row, 1)?;
        out.extend_from_slice(br#","milliseconds":"#);
        int(&mut out, row, 2)?;
        out.extend_from_slice(br#","album":{"id":"#);
        int(&mut out, row, 3)?;
        out.extend_from_slice(br#","title":"#);
        text(&mut out, row, 4)?;
        out.extend_from_slice(br#","artist":{"id":"#);
        int(&mut out, row, 5)?;
        out.extend_from_slice(br#","name":"#);
        text(&mut out, row, 6)?;
        out.extend_from_slice(b"}}}");
    }
    out.extend_from_slice(b"]}}");
    Ok(out)
}

/// A comma before every item but the first.
pub(crate) fn comma(out: &mut Vec<u8>, first: &mut bool) {
    if !std::mem::take(first) {
        out.push(b',');
    }
}
