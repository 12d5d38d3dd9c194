//! The REST request: a page of tracks.

use super::graphql::comma;
use super::json::{int, money, number_of, text};
use super::statements::Statements;

/// Which page.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) number: i64,
    pub(crate) size: i64,
}

/// Reads `page` and `per_page` of a query string.
pub(crate) fn read(query: &str) -> Page {
    let mut page = Page {
        number: 1,
        size: 100,
    };
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("page", number)) => page.number = number.parse().unwrap_or(1),
            Some(("per_page", size)) => page.size = size.parse().unwrap_or(100),
            _ => {}
        }
    }
    page
}

/// Runs the request and writes its answer.
pub(crate) fn write(db: &mut Statements, page: Page) -> rusqlite::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(16 * 1024);
    out.extend_from_slice(br#"{"items":["#);
    let offset = (page.number - 1) * page.size;
    let mut rows = db.tracks.query([page.size + 1, offset])?;
    let (mut written, mut next) = (0, false);
    while let Some(row) = rows.next()? {
        if written == page.size {
            next = true;
            break;
        }
        comma(&mut out, &mut (written == 0));
        written += 1;
        out.extend_from_slice(br#"{"id":"#);
        int(&mut out, row, 0)?;
        out.extend_from_slice(br#","name":"#);
        text(&mut out, row, 1)?;
        out.extend_from_slice(br#","album_id":"#);
        int(&mut out, row, 2)?;
        out.extend_from_slice(br#","media_type_id":"#);
        int(&mut out, row, 3)?;
        out.extend_from_slice(br#","genre_id":"#);
        int(&mut out, row, 4)?;
        out.extend_from_slice(br#","composer":"#);
        text(&mut out, row, 5)?;
        out.extend_from_slice(br#","milliseconds":"#);
        int(&mut out, row, 6)?;
        out.extend_from_slice(br#","bytes":"#);
        int(&mut out, row, 7)?;
        out.extend_from_slice(br#","unit_price":"#);
        money(&mut out, row, 8)?;
        out.push(b'}');
    }
    page_info(&mut out, page, next);
    Ok(out)
}

/// What is told of the page, and the end.
pub(crate) fn page_info(out: &mut Vec<u8>, page: Page, next: bool) {
    out.extend_from_slice(br#"],"page_info":{"has_next_page":"#);
    out.extend_from_slice(if next { b"true" } else { b"false" });
    out.extend_from_slice(br#","has_previous_page":"#);
    out.extend_from_slice(if page.number > 1 { b"true" } else { b"false" });
    out.extend_from_slice(br#","start_cursor":null,"end_cursor":null"#);
    out.extend_from_slice(br#","total_count":null,"page_count":null,"current_page":"#);
    number_of(out, page.number);
    out.extend_from_slice(br#","per_page":"#);
    number_of(out, page.size);
    out.extend_from_slice(b"}}");
}
