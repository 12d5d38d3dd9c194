//! JSON straight from a row's columns.

use rusqlite::Row;
use rusqlite::types::ValueRef;

/// What each byte is written as inside a string; 0 stands for itself.
static ESCAPES: [u8; 256] = escapes();

const fn escapes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[b'\t' as usize] = b't';
    table[b'\n' as usize] = b'n';
    table[0x0c] = b'f';
    table[b'\r' as usize] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
}

/// A whole number, or null.
pub(crate) fn int(out: &mut Vec<u8>, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    match row.get_ref(column)? {
        ValueRef::Integer(number) => number_of(out, number),
        _ => out.extend_from_slice(b"null"),
    }
    Ok(())
}

/// A text, or null.
pub(crate) fn text(out: &mut Vec<u8>, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => {
            out.push(b'"');
            escaped(out, bytes);
            out.push(b'"');
        }
        _ => out.extend_from_slice(b"null"),
    }
    Ok(())
}

/// An amount of money with two digits after the point, as a text.
// Amounts are small, and rounded before they become whole.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn money(out: &mut Vec<u8>, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    let cents = match row.get_ref(column)? {
        ValueRef::Real(number) => (number * 100.0).round() as i64,
        ValueRef::Integer(number) => number * 100,
        _ => {
            out.extend_from_slice(b"null");
            return Ok(());
        }
    };
    out.push(b'"');
    if cents < 0 {
        out.push(b'-');
    }
    let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
    number_of(out, whole);
    let digits = [b'0' + (rest / 10) as u8, b'0' + (rest % 10) as u8];
    out.extend_from_slice(&[b'.', digits[0], digits[1], b'"']);
    Ok(())
}

/// A time as SQLite has it, `2021-01-01 00:00:00`, with the `T` that JSON wants.
pub(crate) fn time(out: &mut Vec<u8>, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    let start = out.len();
    text(out, row, column)?;
    if let Some(blank @ b' ') = out.get_mut(start + 11) {
        *blank = b'T';
    }
    Ok(())
}

/// A whole number that is not from a row.
pub(crate) fn number_of(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// The inside of a string.
pub(crate) fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let escape = ESCAPES[usize::from(byte)];
        if escape == 0 {
            continue;
        }
        out.extend_from_slice(&bytes[start..at]);
        start = at + 1;
        if escape == b'u' {
            let hex = b"0123456789abcdef";
            out.extend_from_slice(b"\\u00");
            out.push(hex[usize::from(byte >> 4)]);
            out.push(hex[usize::from(byte & 15)]);
        } else {
            out.extend_from_slice(&[b'\\', escape]);
        }
    }
    out.extend_from_slice(&bytes[start..]);
}
