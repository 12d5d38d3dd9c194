//! The limit: a statement a level, pipelined, rows written to bytes.

use deadpool_postgres::{Object, Pool};
use futures_util::FutureExt;
use futures_util::future::{join, try_join3};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::Answer;
use super::row::{int, money, text, time};
use crate::Failure;
use crate::hand::graphql::{Request, comma};
use crate::hand::json::number_of;
use crate::hand::rest::{Page, page_info};

const TRACK: &str = "SELECT track_id, name, composer, milliseconds, unit_price FROM track WHERE track_id = $1::int8";

const LONGER_TRACKS: &str = "SELECT track_id, name, composer, milliseconds, unit_price FROM track
    WHERE milliseconds > $1::int8 ORDER BY name COLLATE \"C\", track_id LIMIT $2";

const ARTISTS: &str = "SELECT artist_id, name FROM artist ORDER BY artist_id LIMIT $1 OFFSET $2";

const ALBUMS: &str = "SELECT album_id, title, artist_id FROM album
    WHERE artist_id IN (SELECT artist_id FROM artist ORDER BY artist_id LIMIT $1 OFFSET $2)
    ORDER BY artist_id, album_id";

const ALBUM_TRACKS: &str = "SELECT track_id, name, milliseconds, unit_price, album_id FROM track
    WHERE album_id IN (SELECT album_id FROM album
        WHERE artist_id IN (SELECT artist_id FROM artist ORDER BY artist_id LIMIT $1 OFFSET $2))
    ORDER BY album_id, track_id";

const INVOICES: &str = "SELECT i.invoice_id, i.invoice_date, i.total,
        c.customer_id, c.first_name, c.last_name, c.country
    FROM (SELECT invoice_id, invoice_date, total, customer_id FROM invoice
        ORDER BY invoice_id LIMIT $1 OFFSET $2) i
    LEFT JOIN customer c ON c.customer_id = i.customer_id ORDER BY i.invoice_id";

const INVOICE_COUNT: &str = "SELECT count(*) FROM invoice";

const LINES: &str =
    "SELECT l.invoice_line_id, l.quantity, l.unit_price, t.track_id, t.name, l.invoice_id
    FROM invoice_line l LEFT JOIN track t ON t.track_id = l.track_id
    WHERE l.invoice_id IN (SELECT invoice_id FROM invoice ORDER BY invoice_id LIMIT $1 OFFSET $2)
    ORDER BY l.invoice_id, l.invoice_line_id";

const ARTIST_TRACKS: &str = "SELECT t.track_id, t.name, t.milliseconds,
        b.album_id, b.title, a.artist_id, a.name
    FROM track t
    LEFT JOIN album b ON b.album_id = t.album_id
    LEFT JOIN artist a ON a.artist_id = b.artist_id
    WHERE t.album_id IN (SELECT album_id FROM album WHERE artist_id IN (
        SELECT artist_id FROM artist WHERE strpos(name, $1) > 0))
    ORDER BY t.name COLLATE \"C\", t.track_id LIMIT $2";

const TRACKS: &str = "SELECT track_id, name, album_id, media_type_id, genre_id, composer,
        milliseconds, bytes, unit_price
    FROM track ORDER BY track_id LIMIT $1 OFFSET $2";

type Params<'a> = &'a [&'a (dyn ToSql + Sync)];

async fn rows(client: &Object, sql: &str, params: Params<'_>) -> Result<Vec<Row>, Failure> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, params).await?)
}

/// Several statements in one snapshot and one round trip.
async fn snapshot<T>(
    client: &Object,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let begin = client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    let (begun, done) = join(begin, work).await;
    let _ = client.batch_execute("COMMIT").now_or_never();
    begun?;
    done
}

/// Runs a request and writes its answer.
pub(super) async fn write(pool: &Pool, request: &Request<'_>) -> Answer {
    let client = pool.get().await?;
    let mut out = Vec::with_capacity(24 * 1024);
    match request {
        Request::Track(id) => {
            out.extend_from_slice(br#"{"data":{"track":"#);
            match rows(&client, TRACK, &[&id.id]).await?.first() {
                Some(row) => track(&mut out, row),
                None => out.extend_from_slice(b"null"),
            }
            out.extend_from_slice(b"}}");
        }
        Request::LongerTracks(longer) => {
            let found = rows(&client, LONGER_TRACKS, &[&longer.longer, &longer.limit]).await?;
            out.extend_from_slice(br#"{"data":{"tracks":["#);
            let mut first = true;
            for row in &found {
                comma(&mut out, &mut first);
                track(&mut out, row);
            }
            out.extend_from_slice(b"]}}");
        }
        Request::Artists(slice) => {
            let params: Params<'_> = &[&slice.limit, &slice.offset];
            let work = try_join3(
                rows(&client, ARTISTS, params),
                rows(&client, ALBUMS, params),
                rows(&client, ALBUM_TRACKS, params),
            );
            let (all, albums, tracks) = snapshot(&client, work).await?;
            artists(&mut out, &all, (&albums, &tracks));
        }
        Request::Invoices(page) => {
            let offset = (page.page - 1) * page.per_page;
            let (more, size) = (page.per_page + 1, page.per_page);
            let (of_page, of_lines): ([&(dyn ToSql + Sync); 2], [&(dyn ToSql + Sync); 2]) =
                ([&more, &offset], [&size, &offset]);
            let work = try_join3(
                rows(&client, INVOICES, &of_page),
                rows(&client, INVOICE_COUNT, &[]),
                rows(&client, LINES, &of_lines),
            );
            let (found, count, lines) = snapshot(&client, work).await?;
            let total: i64 = count.first().map_or(0, |row| row.get(0));
            invoices(&mut out, &found, &lines, (size, page.page, total));
        }
        Request::ArtistTracks(by) => {
            let found = rows(&client, ARTIST_TRACKS, &[&by.artist, &by.limit]).await?;
            artist_tracks(&mut out, &found);
        }
    }
    Ok(out)
}

fn track(out: &mut Vec<u8>, row: &Row) {
    out.extend_from_slice(br#"{"id":"#);
    int(out, row, 0);
    out.extend_from_slice(br#","name":"#);
    text(out, row, 1);
    out.extend_from_slice(br#","composer":"#);
    text(out, row, 2);
    out.extend_from_slice(br#","milliseconds":"#);
    int(out, row, 3);
    out.extend_from_slice(br#","unit_price":"#);
    money(out, row, 4);
    out.push(b'}');
}

/// The rows that begin with those of a parent; both are in the order of the parents.
fn of<'r>(rows: &mut &'r [Row], column: usize, parent: i32) -> &'r [Row] {
    let mine = |row: &&Row| row.get::<_, i32>(column) == parent;
    let count = rows.iter().take_while(mine).count();
    let (own, rest) = rows.split_at(count);
    *rows = rest;
    own
}

fn artists(out: &mut Vec<u8>, all: &[Row], (mut albums, tracks): (&[Row], &[Row])) {
    out.extend_from_slice(br#"{"data":{"artists":["#);
    let mut first = true;
    for artist in all {
        comma(out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(out, artist, 0);
        out.extend_from_slice(br#","name":"#);
        text(out, artist, 1);
        out.extend_from_slice(br#","albums":["#);
        let mut first = true;
        for album in of(&mut albums, 2, artist.get(0)) {
            comma(out, &mut first);
            out.extend_from_slice(br#"{"id":"#);
            int(out, album, 0);
            out.extend_from_slice(br#","title":"#);
            text(out, album, 1);
            out.extend_from_slice(br#","tracks":["#);
            // Albums of one artist are in order, but not those of all.
            let id: i32 = album.get(0);
            let start = tracks.partition_point(|row| row.get::<_, i32>(4) < id);
            let mut rest = &tracks[start..];
            let mut first = true;
            for track in of(&mut rest, 4, id) {
                comma(out, &mut first);
                out.extend_from_slice(br#"{"id":"#);
                int(out, track, 0);
                out.extend_from_slice(br#","name":"#);
                text(out, track, 1);
                out.extend_from_slice(br#","milliseconds":"#);
                int(out, track, 2);
                out.extend_from_slice(br#","unit_price":"#);
                money(out, track, 3);
                out.push(b'}');
            }
            out.extend_from_slice(b"]}");
        }
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(b"]}}");
}

fn invoices(
    out: &mut Vec<u8>,
    found: &[Row],
    mut lines: &[Row],
    (size, number, total): (i64, i64, i64),
) {
    out.extend_from_slice(br#"{"data":{"invoice_pages":{"items":["#);
    let shown = usize::try_from(size).unwrap_or(0).min(found.len());
    let mut first = true;
    for invoice in &found[..shown] {
        comma(out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(out, invoice, 0);
        out.extend_from_slice(br#","invoice_date":"#);
        time(out, invoice, 1);
        out.extend_from_slice(br#","total":"#);
        money(out, invoice, 2);
        out.extend_from_slice(br#","customer":{"id":"#);
        int(out, invoice, 3);
        out.extend_from_slice(br#","first_name":"#);
        text(out, invoice, 4);
        out.extend_from_slice(br#","last_name":"#);
        text(out, invoice, 5);
        out.extend_from_slice(br#","country":"#);
        text(out, invoice, 6);
        out.extend_from_slice(br#"},"invoice_lines":["#);
        let mut first = true;
        for line in of(&mut lines, 5, invoice.get(0)) {
            comma(out, &mut first);
            out.extend_from_slice(br#"{"id":"#);
            int(out, line, 0);
            out.extend_from_slice(br#","quantity":"#);
            int(out, line, 1);
            out.extend_from_slice(br#","unit_price":"#);
            money(out, line, 2);
            out.extend_from_slice(br#","track":{"id":"#);
            int(out, line, 3);
            out.extend_from_slice(br#","name":"#);
            text(out, line, 4);
            out.extend_from_slice(b"}}");
        }
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(br#"],"page_info":{"total_count":"#);
    number_of(out, total);
    out.extend_from_slice(br#","page_count":"#);
    number_of(out, (total + size - 1) / size);
    out.extend_from_slice(br#","current_page":"#);
    number_of(out, number);
    out.extend_from_slice(br#","has_next_page":"#);
    let next = found.len() > shown;
    out.extend_from_slice(if next { b"true" } else { b"false" });
    out.extend_from_slice(b"}}}}");
}

fn artist_tracks(out: &mut Vec<u8>, found: &[Row]) {
    out.extend_from_slice(br#"{"data":{"tracks":["#);
    let mut first = true;
    for row in found {
        comma(out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(out, row, 0);
        out.extend_from_slice(br#","name":"#);
        text(out, row, 1);
        out.extend_from_slice(br#","milliseconds":"#);
        int(out, row, 2);
        out.extend_from_slice(br#","album":{"id":"#);
        int(out, row, 3);
        out.extend_from_slice(br#","title":"#);
        text(out, row, 4);
        out.extend_from_slice(br#","artist":{"id":"#);
        int(out, row, 5);
        out.extend_from_slice(br#","name":"#);
        text(out, row, 6);
        out.extend_from_slice(b"}}}");
    }
    out.extend_from_slice(b"]}}");
}

/// The page of tracks over REST.
pub(super) async fn tracks(pool: &Pool, page: Page) -> Answer {
    let client = pool.get().await?;
    let (more, offset) = (page.size + 1, (page.number - 1) * page.size);
    let found = rows(&client, TRACKS, &[&more, &offset]).await?;
    let mut out = Vec::with_capacity(16 * 1024);
    out.extend_from_slice(br#"{"items":["#);
    let shown = usize::try_from(page.size).unwrap_or(0).min(found.len());
    let mut first = true;
    for row in &found[..shown] {
        comma(&mut out, &mut first);
        out.extend_from_slice(br#"{"id":"#);
        int(&mut out, row, 0);
        out.extend_from_slice(br#","name":"#);
        text(&mut out, row, 1);
        for (column, key) in ["album_id", "media_type_id", "genre_id"].iter().enumerate() {
            out.extend_from_slice(b",\"");
            out.extend_from_slice(key.as_bytes());
            out.extend_from_slice(b"\":");
            int(&mut out, row, column + 2);
        }
        out.extend_from_slice(br#","composer":"#);
        text(&mut out, row, 5);
        out.extend_from_slice(br#","milliseconds":"#);
        int(&mut out, row, 6);
        out.extend_from_slice(br#","bytes":"#);
        int(&mut out, row, 7);
        out.extend_from_slice(br#","unit_price":"#);
        money(&mut out, row, 8);
        out.push(b'}');
    }
    page_info(&mut out, page, found.len() > shown);
    Ok(out)
}
