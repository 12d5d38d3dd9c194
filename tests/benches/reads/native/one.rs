//! The usual way: one statement in which the database builds the JSON, passed on.

use deadpool_postgres::Pool;
use tokio_postgres::types::ToSql;

use super::Answer;
use crate::hand::graphql::Request;
use crate::hand::rest::{Page, page_info};

const TRACK: &str = "SELECT json_build_object('data', json_build_object('track', (
    SELECT json_build_object('id', track_id, 'name', name, 'composer', composer,
        'milliseconds', milliseconds, 'unit_price', unit_price::text)
    FROM track WHERE track_id = $1::int8)))::text";

const LONGER_TRACKS: &str =
    "SELECT json_build_object('data', json_build_object('tracks', COALESCE((
    SELECT json_agg(json_build_object('id', track_id, 'name', name, 'composer', composer,
        'milliseconds', milliseconds, 'unit_price', unit_price::text))
    FROM (SELECT * FROM track WHERE milliseconds > $1::int8
        ORDER BY name COLLATE \"C\", track_id LIMIT $2) t), '[]')))::text";

const ARTISTS: &str = "SELECT json_build_object('data', json_build_object('artists', COALESCE((
    SELECT json_agg(json_build_object('id', artist_id, 'name', name, 'albums', COALESCE((
        SELECT json_agg(json_build_object('id', album_id, 'title', title, 'tracks', COALESCE((
            SELECT json_agg(json_build_object('id', track_id, 'name', name,
                'milliseconds', milliseconds, 'unit_price', unit_price::text))
            FROM (SELECT * FROM track WHERE track.album_id = b.album_id
                ORDER BY track_id LIMIT 100) t), '[]')))
        FROM (SELECT * FROM album WHERE album.artist_id = a.artist_id
            ORDER BY album_id LIMIT 100) b), '[]')))
    FROM (SELECT * FROM artist ORDER BY artist_id LIMIT $1 OFFSET $2) a), '[]')))::text";

const INVOICES: &str = "SELECT json_build_object('data', json_build_object('invoice_pages',
    json_build_object('items', COALESCE((
        SELECT json_agg(json_build_object('id', i.invoice_id, 'invoice_date', i.invoice_date,
            'total', i.total::text,
            'customer', (SELECT json_build_object('id', customer_id, 'first_name', first_name,
                    'last_name', last_name, 'country', country)
                FROM customer c WHERE c.customer_id = i.customer_id),
            'invoice_lines', COALESCE((
                SELECT json_agg(json_build_object('id', invoice_line_id, 'quantity', quantity,
                    'unit_price', unit_price::text,
                    'track', (SELECT json_build_object('id', track_id, 'name', name)
                        FROM track t WHERE t.track_id = l.track_id)))
                FROM (SELECT * FROM invoice_line WHERE invoice_line.invoice_id = i.invoice_id
                    ORDER BY invoice_line_id LIMIT 100) l), '[]')))
        FROM (SELECT * FROM invoice ORDER BY invoice_id LIMIT $1 OFFSET $2) i), '[]'),
    'page_info', (SELECT json_build_object('total_count', count(*),
        'page_count', (count(*) + $1 - 1) / $1, 'current_page', $3::int8,
        'has_next_page', count(*) > $2 + $1) FROM invoice))))::text";

const ARTIST_TRACKS: &str = "SELECT json_build_object('data', json_build_object('tracks', COALESCE((
    SELECT json_agg(json_build_object('id', t.track_id, 'name', t.name, 'milliseconds', t.milliseconds,
        'album', (SELECT json_build_object('id', b.album_id, 'title', b.title,
                'artist', (SELECT json_build_object('id', a.artist_id, 'name', a.name)
                    FROM artist a WHERE a.artist_id = b.artist_id))
            FROM album b WHERE b.album_id = t.album_id)))
    FROM (SELECT * FROM track WHERE album_id IN (SELECT album_id FROM album WHERE artist_id IN (
            SELECT artist_id FROM artist WHERE strpos(name, $1) > 0))
        ORDER BY name COLLATE \"C\", track_id LIMIT $2) t), '[]')))::text";

const TRACKS: &str = "SELECT json_agg(json_build_object('id', track_id, 'name', name,
        'album_id', album_id, 'media_type_id', media_type_id, 'genre_id', genre_id,
        'composer', composer, 'milliseconds', milliseconds, 'bytes', bytes,
        'unit_price', unit_price::text))::text
    FROM (SELECT * FROM track ORDER BY track_id LIMIT $1 OFFSET $2) t";

async fn value(pool: &Pool, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Answer {
    let client = pool.get().await?;
    let statement = client.prepare_cached(sql).await?;
    let row = client.query_one(&statement, params).await?;
    Ok(row.get::<_, &str>(0).as_bytes().to_vec())
}

/// Runs a request and passes its answer on.
pub(super) async fn write(pool: &Pool, request: &Request<'_>) -> Answer {
    match request {
        Request::Track(id) => value(pool, TRACK, &[&id.id]).await,
        Request::LongerTracks(longer) => {
            value(pool, LONGER_TRACKS, &[&longer.longer, &longer.limit]).await
        }
        Request::Artists(slice) => value(pool, ARTISTS, &[&slice.limit, &slice.offset]).await,
        Request::Invoices(page) => {
            let offset = (page.page - 1) * page.per_page;
            value(pool, INVOICES, &[&page.per_page, &offset, &page.page]).await
        }
        Request::ArtistTracks(by) => value(pool, ARTIST_TRACKS, &[&by.artist, &by.limit]).await,
    }
}

/// The page of tracks over REST. Whether there is another is asked with a row too many, which is
/// written, too: the answer is longer by it.
pub(super) async fn tracks(pool: &Pool, page: Page) -> Answer {
    let offset = (page.number - 1) * page.size;
    let items = value(pool, TRACKS, &[&page.size, &offset]).await?;
    let mut out = Vec::with_capacity(items.len() + 256);
    out.extend_from_slice(b"{\"items\":");
    out.extend_from_slice(items.strip_suffix(b"]").unwrap_or(&items));
    page_info(&mut out, page, true);
    Ok(out)
}
