//! Buckets of time, of texts as SQLite holds dates and times.

use auto_api_model::groups::Bucket;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use rusqlite::types::{ToSqlOutput, Value as Stored, ValueRef};
use rusqlite::{Connection, Result};

use super::{FLAGS, borrowed};
use crate::value::text;

/// Adds the function.
pub(super) fn add(connection: &Connection) -> Result<()> {
    connection.create_scalar_function("auto_bucket", 3, FLAGS, |context| {
        let found = match (
            borrowed(context, 0),
            borrowed(context, 1),
            borrowed(context, 2),
        ) {
            (Some(words), Some(unit), Some(form)) => start(words, unit, form),
            _ => None,
        };
        // What is no time stays what it is; whoever writes it says so.
        Ok(ToSqlOutput::Owned(match (found, context.get_raw(0)) {
            (Some(start), _) => Stored::Text(start),
            (None, ValueRef::Null) => Stored::Null,
            (None, other) => Stored::try_from(other).unwrap_or(Stored::Null),
        }))
    })
}

/// The first moment of the bucket of a time, in the form of its kind: `instant`, `local` or `date`.
fn start(words: &str, unit: &str, form: &str) -> Option<String> {
    let unit = Bucket::ALL.into_iter().find(|known| known.name() == unit)?;
    if let Some(start) = cut(words, unit, form) {
        return Some(start);
    }
    let time = match form {
        "instant" => text::parse_date_time(words)?.naive_utc(),
        _ => text::parse_local_date_time(words)?,
    };
    let start = truncated(time, unit)?;
    Some(match form {
        "instant" => start.format("%Y-%m-%dT%H:%M:%S.000000Z").to_string(),
        "date" => start.date().to_string(),
        _ => text::local_date_time(start, ' '),
    })
}

/// The same of a text in the project's own form, of which the bucket's start is the beginning.
fn cut(words: &str, unit: Bucket, form: &str) -> Option<String> {
    let (kept, rest) = match unit {
        Bucket::Year => (4, "-01-01"),
        Bucket::Month => (7, "-01"),
        Bucket::Day => (10, ""),
        Bucket::Hour => (13, ":00:00"),
        Bucket::Value | Bucket::Quarter | Bucket::Week => return None,
    };
    let (whole, midnight, end) = match form {
        "instant" => (INSTANT, "T00:00:00", ".000000Z"),
        "date" => (&INSTANT[..10], "", ""),
        _ => (LOCAL, " 00:00:00", ""),
    };
    let is_whole = words.len() >= whole.len()
        && whole
            .iter()
            .zip(words.as_bytes())
            .all(|(form, found)| match form {
                b'0' => found.is_ascii_digit(),
                other => found == other,
            });
    // An offset, or a year of more digits, is for the calendar.
    if !is_whole || (form != "local" && words.len() != whole.len()) {
        return None;
    }
    let mut start = String::with_capacity(INSTANT.len());
    start.push_str(words.get(..kept)?);
    start.push_str(rest);
    if unit != Bucket::Hour {
        start.push_str(midnight);
    }
    start.push_str(end);
    Some(start)
}

const INSTANT: &[u8] = b"0000-00-00T00:00:00.000000Z";
const LOCAL: &[u8] = b"0000-00-00 00:00:00";

fn truncated(time: NaiveDateTime, unit: Bucket) -> Option<NaiveDateTime> {
    let day = time.date();
    let first = |month| NaiveDate::from_ymd_opt(day.year(), month, 1);
    let start = match unit {
        Bucket::Value => return Some(time),
        Bucket::Hour => return day.and_hms_opt(time.hour(), 0, 0),
        Bucket::Year => first(1),
        Bucket::Quarter => first(day.month0() / 3 * 3 + 1),
        Bucket::Month => first(day.month()),
        Bucket::Week => {
            let since_monday = day.weekday().num_days_from_monday();
            day.checked_sub_days(Days::new(since_monday.into()))
        }
        Bucket::Day => Some(day),
    };
    start.map(|day| day.and_time(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::{Bucket, cut, start, truncated};

    #[test]
    fn first_moments() {
        for (words, unit, form, first) in [
            (
                "2024-02-29T23:59:59.999999Z",
                "year",
                "instant",
                "2024-01-01T00:00:00.000000Z",
            ),
            (
                "2024-02-29T23:59:59.999999Z",
                "month",
                "instant",
                "2024-02-01T00:00:00.000000Z",
            ),
            (
                "2024-02-29T23:59:59.999999Z",
                "day",
                "instant",
                "2024-02-29T00:00:00.000000Z",
            ),
            (
                "2024-02-29T23:59:59.999999Z",
                "hour",
                "instant",
                "2024-02-29T23:00:00.000000Z",
            ),
            (
                "2024-03-01T00:30:00+01:00",
                "month",
                "instant",
                "2024-02-01T00:00:00.000000Z",
            ),
            (
                "2024-12-31 12:00:00",
                "quarter",
                "local",
                "2024-10-01 00:00:00",
            ),
            (
                "2024-03-03 12:00:00",
                "week",
                "local",
                "2024-02-26 00:00:00",
            ),
            ("2024-02-26", "week", "date", "2024-02-26"),
            ("0001-01-07", "week", "date", "0001-01-01"),
            (
                "9999-12-31T23:59:59.999999Z",
                "week",
                "instant",
                "9999-12-27T00:00:00.000000Z",
            ),
        ] {
            assert_eq!(
                start(words, unit, form).as_deref(),
                Some(first),
                "{words} {unit}"
            );
        }
        // What is cut and what is counted are the same.
        for words in ["0001-01-01", "1999-12-31", "2024-02-29", "9999-12-31"] {
            for unit in Bucket::ALL {
                let Some(cut) = cut(words, unit, "date") else {
                    continue;
                };
                let time = crate::value::text::parse_local_date_time(words).unwrap();
                let counted = truncated(time, unit).unwrap().date().to_string();
                assert_eq!(cut, counted, "{words}");
            }
        }
        assert_eq!(start("soon", "year", "date"), None);
    }
}
