//! Which calls are repeated, and when: full jitter, and what `Retry-After` says.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use super::timer::random;

/// The first pause is up to that many seconds; each further one up to twice the one before.
const BASE: f64 = 0.2;

/// No pause is longer, and a server that wants a longer one gets no further try.
const MOST: f64 = 60.0;

/// Whether the same request may have another answer a little later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502..=504)
}

/// How long to wait before the next try; `None` if that is longer than is sensible.
pub(crate) fn pause(tries: u32, headers: Option<&HeaderMap>) -> Option<Duration> {
    let most = (BASE * 2_f64.powi(tries.min(16).cast_signed())).min(MOST);
    let jitter = random() * most;
    let asked = headers.and_then(wanted).unwrap_or(0.0);
    // A little more than asked, so that not all who were sent away come back together.
    (asked <= MOST).then(|| Duration::from_secs_f64(asked + jitter))
}

/// The seconds that the server wants callers to wait: a number, or a date seen from the answer's
/// own, so that clocks need not agree. What is past or cannot be read asks for nothing.
fn wanted(headers: &HeaderMap) -> Option<f64> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let asked = text(RETRY_AFTER)?;
    let seconds = if let Ok(seconds) = asked.parse::<u32>() {
        f64::from(seconds)
    } else {
        let left = seconds_of(asked)? - seconds_of(text(DATE)?)?;
        i32::try_from(left).map_or(f64::INFINITY, f64::from)
    };
    (seconds > 0.0).then_some(seconds)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` in seconds.
fn seconds_of(date: &str) -> Option<i64> {
    let parts: Vec<&str> = date.split_whitespace().collect();
    let [_, day, month, year, time, "GMT"] = parts[..] else {
        return None;
    };
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = i64::try_from(months.find(month)?).ok()? / 3 + 1;
    let mut units = time.split(':').map(|unit| unit.parse::<i64>().ok());
    let (hours, minutes, seconds) = (units.next()??, units.next()??, units.next()??);
    let days = days(year.parse().ok()?, month, day.parse().ok()?);
    Some(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

/// The number of a day. Years begin in March here, so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(retry: &str, date: &str) -> HeaderMap {
        let pairs = [(RETRY_AFTER, retry), (DATE, date)];
        let pairs = pairs.map(|(name, value)| (name, value.parse().unwrap()));
        pairs.into_iter().collect()
    }

    #[test]
    fn seconds_and_dates() {
        let date = "Sat, 29 Feb 2020 23:59:58 GMT";
        for (retry, seconds) in [
            ("3", Some(3.0)),
            ("0", None),
            ("-1", None),
            ("soon", None),
            ("Sun, 01 Mar 2020 00:00:03 GMT", Some(5.0)),
            ("Sat, 29 Feb 2020 23:59:57 GMT", None),
            ("Sat, 29 Feb 2020 23:59:57 CET", None),
            ("Sat, 29 Fee 2020 23:59:57 GMT", None),
        ] {
            assert_eq!(wanted(&headers(retry, date)), seconds, "{retry}");
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        for tries in [0, 5, 40] {
            assert!(pause(tries, None).unwrap() <= Duration::from_secs(60));
        }
        assert!(pause(0, None).unwrap() <= Duration::from_millis(200));
        let asked = pause(0, Some(&headers("2", ""))).unwrap();
        assert!(asked >= Duration::from_secs(2) && asked < Duration::from_millis(2300));
        assert_eq!(pause(0, Some(&headers("61", ""))), None);
    }
}
