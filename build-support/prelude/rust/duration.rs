//! Lengths of time in ISO 8601: `PT1H30M`, `-P1DT0.5S`.

use chrono::TimeDelta;
use serde::{Deserialize, Deserializer, Serializer};

use crate::runtime::text::Text;

impl Text for TimeDelta {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&write(*self))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        read(&text).ok_or_else(|| serde::de::Error::custom("this is no length of time"))
    }
}

/// In seconds and their fraction, which need no more units. Microseconds are the finest.
fn write(delta: TimeDelta) -> String {
    let micros =
        i128::from(delta.num_seconds()) * 1_000_000 + i128::from(delta.subsec_nanos() / 1000);
    let sign = if micros < 0 { "-" } else { "" };
    let (seconds, fraction) = (micros.abs() / 1_000_000, micros.abs() % 1_000_000);
    let text = format!("{sign}PT{seconds}.{fraction:06}");
    format!("{}S", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Weeks to seconds; years and months have no one length.
fn read(text: &str) -> Option<TimeDelta> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let text = text.strip_prefix('P')?;
    let (days, clock) = text.split_once('T').unwrap_or((text, ""));
    let micros = micros(days, "WD", &[604_800, 86_400])? + micros(clock, "HMS", &[3600, 60, 1])?;
    let micros = i64::try_from(micros).ok()?;
    (text.len() > 1).then(|| TimeDelta::microseconds(sign * micros))
}

/// `1H30M` by the length of each unit in seconds; units come in order, each once at most.
fn micros(mut text: &str, units: &str, lengths: &[i128]) -> Option<i128> {
    let mut total = 0;
    for (unit, length) in units.chars().zip(lengths) {
        if let Some((amount, rest)) = text.split_once(unit) {
            let (whole, fraction) = amount.split_once('.').unwrap_or((amount, "0"));
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            if !digits(whole) || !digits(fraction) {
                return None;
            }
            let fraction: i128 = format!("{fraction:0<6.6}").parse().ok()?;
            total += (i128::from(whole.parse::<u64>().ok()?) * 1_000_000 + fraction) * length;
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (text, micros, again) in [
            ("PT1H30M", 5_400_000_000, "PT5400S"),
            ("-PT0.5S", -500_000, "-PT0.5S"),
            ("PT0S", 0, "PT0S"),
            ("P1DT1S", 86_401_000_000, "PT86401S"),
            ("P1W", 604_800_000_000, "PT604800S"),
            ("PT0.000001S", 1, "PT0.000001S"),
            ("PT20S", 20_000_000, "PT20S"),
        ] {
            let delta = read(text).unwrap();
            assert_eq!(delta, TimeDelta::microseconds(micros), "{text}");
            assert_eq!(write(delta), again);
        }
        for wrong in [
            "", "P", "PT", "1H", "P1Y", "PT1M1H", "PT1.S", "PT-1S", "PTS", "P1H",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
