//! JSON straight from a binary row's columns.

use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};

use crate::hand::json::{escaped, number_of};

/// A column's bytes.
struct Raw<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

fn raw(row: &Row, column: usize) -> Option<&[u8]> {
    row.get::<_, Option<Raw<'_>>>(column).map(|raw| raw.0)
}

/// A whole number of 32 bits, or null.
pub(super) fn int(out: &mut Vec<u8>, row: &Row, column: usize) {
    match row.get::<_, Option<i32>>(column) {
        Some(number) => number_of(out, number.into()),
        None => out.extend_from_slice(b"null"),
    }
}

/// A text, or null.
pub(super) fn text(out: &mut Vec<u8>, row: &Row, column: usize) {
    match raw(row, column) {
        Some(bytes) => {
            out.push(b'"');
            escaped(out, bytes);
            out.push(b'"');
        }
        None => out.extend_from_slice(b"null"),
    }
}

/// `numeric(10, 2)` as a text: groups of four digits, of which the first's weight is known.
pub(super) fn money(out: &mut Vec<u8>, row: &Row, column: usize) {
    let Some(raw) = raw(row, column) else {
        out.extend_from_slice(b"null");
        return;
    };
    let word = |at: usize| i16::from_be_bytes([raw[at], raw[at + 1]]);
    let (count, weight) = (word(0), word(2));
    let group = |nth: i16| match usize::try_from(nth) {
        Ok(nth) if nth < usize::try_from(count).unwrap_or(0) => i64::from(word(8 + nth * 2)),
        _ => 0,
    };
    let whole = (0..=weight).fold(0, |sum, nth| sum * 10_000 + group(nth));
    let cents = group(weight + 1) / 100;
    out.push(b'"');
    if word(4) != 0 {
        out.push(b'-');
    }
    number_of(out, whole);
    out.push(b'.');
    number_of(out, cents / 10);
    number_of(out, cents % 10);
    out.push(b'"');
}

/// A `timestamp` at midnight or any second of a day.
pub(super) fn time(out: &mut Vec<u8>, row: &Row, column: usize) {
    let micros = raw(row, column)
        .and_then(|raw| raw.try_into().ok())
        .map_or(0, i64::from_be_bytes);
    let seconds = micros / 1_000_000 + 946_684_800;
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let two = |out: &mut Vec<u8>, number: i64| {
        number_of(out, number / 10);
        number_of(out, number % 10);
    };
    out.push(b'"');
    number_of(out, year);
    for part in [month, day] {
        out.push(b'-');
        two(out, part);
    }
    for (mark, part) in [
        (b'T', rest / 3600),
        (b':', rest / 60 % 60),
        (b':', rest % 60),
    ] {
        out.push(mark);
        two(out, part);
    }
    out.push(b'"');
}

/// Year, month and day of days since 1970, by whole eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (years + era * 400 + i64::from(month <= 2), month, day)
}
