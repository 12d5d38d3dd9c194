//! One connection a thread, its statements prepared once and kept.

use std::cell::RefCell;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Statement};

/// Every statement of the server.
pub(crate) struct Statements {
    pub(crate) track: Statement<'static>,
    pub(crate) longer_tracks: Statement<'static>,
    pub(crate) artists: Statement<'static>,
    pub(crate) albums: Statement<'static>,
    pub(crate) album_tracks: Statement<'static>,
    pub(crate) invoices: Statement<'static>,
    pub(crate) invoice_count: Statement<'static>,
    pub(crate) lines: Statement<'static>,
    pub(crate) artist_tracks: Statement<'static>,
    pub(crate) tracks: Statement<'static>,
}

thread_local! {
    static DATABASE: RefCell<Option<Statements>> = const { RefCell::new(None) };
}

/// Runs something with this thread's statements.
pub(crate) fn with<T>(
    path: &str,
    run: impl FnOnce(&mut Statements) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    DATABASE.with_borrow_mut(|database| {
        if database.is_none() {
            *database = Some(Statements::prepare(path)?);
        }
        match database {
            Some(statements) => run(statements),
            None => Err(rusqlite::Error::InvalidQuery),
        }
    })
}

impl Statements {
    fn prepare(path: &str) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // A thread of the runtime lives as long as the process, and so does its connection.
        let db: &'static Connection =
            Box::leak(Box::new(Connection::open_with_flags(path, flags)?));
        // Else SQLite looks at values while it plans, and plans anew each time a `LIMIT ?` is bound.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // As the library opens its readers.
        db.pragma_update(None, "mmap_size", 256 * 1024 * 1024)?;
        Ok(Self {
            track: db.prepare(TRACK)?,
            longer_tracks: db.prepare(LONGER_TRACKS)?,
            artists: db.prepare(ARTISTS)?,
            albums: db.prepare(ALBUMS)?,
            album_tracks: db.prepare(ALBUM_TRACKS)?,
            invoices: db.prepare(INVOICES)?,
            invoice_count: db.prepare(INVOICE_COUNT)?,
            lines: db.prepare(LINES)?,
            artist_tracks: db.prepare(ARTIST_TRACKS)?,
            tracks: db.prepare(TRACKS)?,
        })
    }
}

const TRACK: &str = "SELECT TrackId, Name, Composer, Milliseconds, UnitPrice
    FROM Track WHERE TrackId = ?1";

const LONGER_TRACKS: &str = "SELECT TrackId, Name, Composer, Milliseconds, UnitPrice
    FROM Track WHERE Milliseconds > ?1 ORDER BY Name, TrackId LIMIT ?2";

const ARTISTS: &str = "SELECT ArtistId, Name FROM Artist ORDER BY ArtistId LIMIT ?1 OFFSET ?2";

const ALBUMS: &str = "SELECT AlbumId, Title FROM Album
    WHERE ArtistId = ?1 ORDER BY AlbumId LIMIT 100";

const ALBUM_TRACKS: &str = "SELECT TrackId, Name, Milliseconds, UnitPrice FROM Track
    WHERE AlbumId = ?1 ORDER BY TrackId LIMIT 100";

// The page is cut first, so that customers are looked up for its rows only. SQLite keeps the order
// of a subquery whose rows it only looks others up for.
const INVOICES: &str = "SELECT i.InvoiceId, i.InvoiceDate, i.Total,
        c.CustomerId, c.FirstName, c.LastName, c.Country
    FROM (
        SELECT InvoiceId, InvoiceDate, Total, CustomerId FROM Invoice
        ORDER BY InvoiceId LIMIT ?1 OFFSET ?2) i
    LEFT JOIN Customer c ON c.CustomerId = i.CustomerId";

const INVOICE_COUNT: &str = "SELECT count(*) FROM Invoice";

const LINES: &str = "SELECT l.InvoiceLineId, l.Quantity, l.UnitPrice, t.TrackId, t.Name
    FROM InvoiceLine l LEFT JOIN Track t ON t.TrackId = l.TrackId
    WHERE l.InvoiceId = ?1 ORDER BY l.InvoiceLineId LIMIT 100";

const ARTIST_TRACKS: &str = "SELECT t.TrackId, t.Name, t.Milliseconds,
        b.AlbumId, b.Title, a.ArtistId, a.Name
    FROM Track t
    LEFT JOIN Album b ON b.AlbumId = t.AlbumId
    LEFT JOIN Artist a ON a.ArtistId = b.ArtistId
    WHERE t.AlbumId IN (
        SELECT AlbumId FROM Album WHERE ArtistId IN (
            SELECT ArtistId FROM Artist WHERE instr(Name, ?1) > 0))
    ORDER BY t.Name, t.TrackId LIMIT ?2";

const TRACKS: &str = "SELECT TrackId, Name, AlbumId, MediaTypeId, GenreId, Composer,
        Milliseconds, Bytes, UnitPrice
    FROM Track ORDER BY TrackId LIMIT ?1 OFFSET ?2";
