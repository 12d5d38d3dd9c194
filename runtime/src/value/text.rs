//! The text form of each scalar that JSON has no type for: written and read here only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Datelike as _;
use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, TimeDelta, Timelike, Utc,
};
use std::fmt::Write as _;

use super::Value;

/// The text of a value, as JSON strings have it; empty for null, JSON's own text for lists.
pub(crate) fn of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => BASE64.encode(bytes),
        Value::Uuid(uuid) => uuid.to_string(),
        Value::DateTime(time) => date_time(*time),
        Value::LocalDateTime(time) => local_date_time(*time, 'T'),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => clock(*time),
        Value::Duration(delta) => duration(*delta),
        Value::Decimal(decimal) => decimal.normalize().to_string(),
        Value::Ip(ip) => ip.to_string(),
        other => other.to_json().to_string(),
    }
}

/// `2024-02-29T12:30:00Z`, with 3 or 6 digits of a fraction that is not zero.
pub(crate) fn date_time(time: DateTime<Utc>) -> String {
    let mut text = local_date_time(time.naive_utc(), 'T');
    text.push('Z');
    text
}

/// `2024-02-29T12:30:00.000000Z`, as long for every moment, as SQLite keeps them in order.
pub(crate) fn moment(time: DateTime<Utc>) -> String {
    let micros = time.nanosecond() / 1000;
    if !(0..=9999).contains(&time.year()) || micros >= 1_000_000 {
        // Far away, or in a leap second.
        return time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    }
    let mut out = Vec::with_capacity(27);
    write_date(&mut out, time.date_naive());
    for (mark, part) in [
        (b'T', time.hour()),
        (b':', time.minute()),
        (b':', time.second()),
    ] {
        out.push(mark);
        digits(&mut out, part);
    }
    out.push(b'.');
    for part in [micros / 10_000, micros / 100 % 100, micros % 100] {
        digits(&mut out, part);
    }
    out.push(b'Z');
    // Digits and marks.
    String::from_utf8(out).unwrap_or_default()
}

/// `2024-02-29T12:30:00` with `T` or a space, and a fraction that is not zero.
pub(crate) fn local_date_time(time: NaiveDateTime, separator: char) -> String {
    format!("{}{separator}{}", time.date(), clock(time.time()))
}

/// `12:30:00`, with 3 or 6 digits of a fraction that is not zero.
pub(crate) fn clock(time: NaiveTime) -> String {
    let time = time.trunc_subsecs(6);
    // A leap second has more than a second's nanoseconds, and `%S` is 60 then.
    let micros = time.nanosecond() / 1000 % 1_000_000;
    let mut text = time.format("%H:%M:%S").to_string();
    let written = match (micros, micros % 1000) {
        (0, _) => Ok(()),
        (_, 0) => write!(text, ".{:03}", micros / 1000),
        _ => write!(text, ".{micros:06}"),
    };
    debug_assert!(written.is_ok(), "writing to a String cannot fail");
    text
}

/// Writes `2024-02-29`.
pub(crate) fn write_date(out: &mut Vec<u8>, date: NaiveDate) {
    match u32::try_from(date.year()) {
        Ok(year) if year <= 9999 => {
            digits(out, year / 100);
            digits(out, year % 100);
            out.push(b'-');
            digits(out, date.month());
            out.push(b'-');
            digits(out, date.day());
        }
        _ => out.extend_from_slice(date.to_string().as_bytes()),
    }
}

/// Writes what [`clock`] gives.
#[cfg(feature = "postgres")]
pub(crate) fn write_clock(out: &mut Vec<u8>, time: NaiveTime) {
    if time.nanosecond() >= 1000 {
        out.extend_from_slice(clock(time).as_bytes());
        return;
    }
    for (at, part) in [time.hour(), time.minute(), time.second()]
        .into_iter()
        .enumerate()
    {
        if at > 0 {
            out.push(b':');
        }
        digits(out, part);
    }
}

/// Two digits of a number below 100.
fn digits(out: &mut Vec<u8>, number: u32) {
    for digit in [number / 10, number % 10] {
        out.push(b"0123456789"[digit as usize % 10]);
    }
}

/// ISO 8601 with hours, minutes and seconds: `PT1H30M`, `-PT0.5S`, `PT0S`.
pub(crate) fn duration(delta: TimeDelta) -> String {
    let micros = micros(delta);
    let (sign, rest) = (if micros < 0 { "-" } else { "" }, micros.unsigned_abs());
    let (seconds, fraction) = (rest / 1_000_000, rest % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let part = |amount: u64, unit| {
        if amount > 0 {
            format!("{amount}{unit}")
        } else {
            String::new()
        }
    };
    let text = format!("{sign}PT{}{}", part(hours, 'H'), part(minutes, 'M'));
    if fraction > 0 {
        let seconds = format!("{seconds}.{fraction:06}");
        format!("{text}{}S", seconds.trim_end_matches('0'))
    } else if seconds > 0 || (hours, minutes) == (0, 0) {
        format!("{text}{seconds}S")
    } else {
        text
    }
}

/// Whole microseconds; the far ends of the range are cut off.
pub(crate) fn micros(delta: TimeDelta) -> i64 {
    let edge = if delta < TimeDelta::zero() {
        i64::MIN
    } else {
        i64::MAX
    };
    delta.num_microseconds().unwrap_or(edge)
}

/// Reads RFC 3339, and the forms in which other programs store points in time in SQLite; a text
/// without an offset is in UTC.
pub(crate) fn parse_date_time(text: &str) -> Option<DateTime<Utc>> {
    let spaced = || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z");
    if let Ok(time) = DateTime::parse_from_rfc3339(text).or_else(|_| spaced()) {
        return Some(time.to_utc());
    }
    let zone = text.strip_suffix(" UTC").or(text.strip_suffix('Z'));
    Some(parse_local_date_time(zone.unwrap_or(text))?.and_utc())
}

/// Reads a date and a time with `T` or a space between; the seconds, or the time, may be missing.
pub(crate) fn parse_local_date_time(text: &str) -> Option<NaiveDateTime> {
    let forms = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
    ];
    let mut read = forms
        .iter()
        .filter_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    read.next()
        .or_else(|| Some(parse_date(text)?.and_time(NaiveTime::MIN)))
}

/// Reads `2024-02-29`.
pub(crate) fn parse_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Reads `12:30`, `12:30:00` or `12:30:00.5`.
pub(crate) fn parse_clock(text: &str) -> Option<NaiveTime> {
    let long = NaiveTime::parse_from_str(text, "%H:%M:%S%.f");
    long.or_else(|_| NaiveTime::parse_from_str(text, "%H:%M"))
        .ok()
}

/// Reads ISO 8601 of weeks, days, hours, minutes and seconds; years and months have no one length
/// and are refused.
pub(crate) fn parse_duration(text: &str) -> Option<TimeDelta> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (days, clock) = match text.strip_prefix('P')?.split_once('T') {
        Some((days, clock)) if !clock.is_empty() => (days, clock),
        Some(_) => return None,
        None => (text.strip_prefix('P')?, ""),
    };
    if days.is_empty() && clock.is_empty() {
        return None;
    }
    let total = parts(days, &[('W', 604_800), ('D', 86_400)])?
        .checked_add(parts(clock, &[('H', 3600), ('M', 60), ('S', 1)])?)?;
    let total = i128::from(total);
    let micros = i64::try_from(if negative { -total } else { total }).ok()?;
    Some(TimeDelta::microseconds(micros))
}

/// The microseconds of parts such as `1H30M`, each unit at most once, in order.
fn parts(mut text: &str, units: &[(char, u64)]) -> Option<u64> {
    let mut total: u64 = 0;
    for &(unit, seconds) in units {
        let Some((number, rest)) = text.split_once(unit) else {
            continue;
        };
        total = total.checked_add(scaled(number, seconds)?)?;
        text = rest;
    }
    text.is_empty().then_some(total)
}

fn scaled(number: &str, seconds: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 6 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let micros: u64 = format!("{fraction:0<6}").parse().ok()?;
    let whole = whole
        .parse::<u64>()
        .ok()?
        .checked_mul(seconds)?
        .checked_mul(1_000_000)?;
    whole.checked_add(micros.checked_mul(seconds)?)
}

/// Reads base64 with or without padding, of the standard alphabet.
pub(crate) fn parse_bytes(text: &str) -> Option<Vec<u8>> {
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_come_back() {
        let least = duration(TimeDelta::microseconds(i64::MIN));
        let texts = ["PT0S", "PT1H30M", "PT0.5S", "-PT1M0.000001S", "PT100H"];
        for text in texts.into_iter().chain([least.as_str()]) {
            assert_eq!(duration(parse_duration(text).unwrap()), text);
        }
        assert_eq!(parse_duration("P1DT1S"), Some(TimeDelta::seconds(86_401)));
        for wrong in ["", "P", "PT", "P1Y", "PT1", "PT1M1H", "PTxS", "1H"] {
            assert_eq!(parse_duration(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fractions_have_three_or_six_digits() {
        for (stored, wire) in [
            ("12:30", "12:30:00"),
            ("12:30:00.5", "12:30:00.500"),
            ("01:02:03.000004", "01:02:03.000004"),
            ("23:59:60", "23:59:60"),
            ("23:59:60.5", "23:59:60.500"),
        ] {
            assert_eq!(clock(parse_clock(stored).unwrap()), wire);
        }
    }

    #[test]
    fn points_in_time_of_other_programs() {
        for text in [
            "2024-02-29T12:30:00Z",
            "2024-02-29 12:30:00",
            "2024-02-29 14:30:00+02:00",
            "2024-02-29T12:30:00+00:00",
            "2024-02-29 12:30:00 UTC",
        ] {
            assert_eq!(
                date_time(parse_date_time(text).unwrap()),
                "2024-02-29T12:30:00Z",
                "{text}"
            );
        }
    }
}
