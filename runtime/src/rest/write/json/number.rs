//! Numbers of JSON.

use super::{Parser, Read};
use crate::ask::Input;

/// Digits that every `f64` keeps.
const SURE: usize = 15;

impl Parser<'_> {
    /// A number; the reading is at its sign or first digit.
    pub(super) fn number(&mut self) -> Read<Input> {
        let rest = &self.text[self.at..];
        let Some((length, is_whole)) = extent(rest.as_bytes()) else {
            return Err("a malformed number".to_owned());
        };
        let text = &rest[..length];
        if is_whole && let Ok(number) = text.parse() {
            self.at += length;
            return Ok(Input::Int(number));
        }
        let number: f64 = text.parse().map_err(|_| "a malformed number")?;
        if number.is_infinite() {
            return Err("a number that is too large".to_owned());
        }
        self.at += length;
        Ok(if is_exact(text, number) {
            Input::Float(number)
        } else {
            Input::Raw(text.to_owned())
        })
    }
}

/// How many bytes a number has, and whether it has neither a fraction nor an exponent.
fn extent(text: &[u8]) -> Option<(usize, bool)> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let start = usize::from(text.first() == Some(&b'-'));
    let whole = digits(start);
    if whole == 0 || whole > 1 && text[start] == b'0' {
        return None;
    }
    let mut end = start + whole;
    let mut is_whole = true;
    if text.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        (end, is_whole) = (end + 1 + fraction, false);
        if fraction == 0 {
            return None;
        }
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        (end, is_whole) = (end + 1 + sign + exponent, false);
        if exponent == 0 {
            return None;
        }
    }
    Some((end, is_whole))
}

/// Whether the shortest text of the number means what was written.
fn is_exact(text: &str, number: f64) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= SURE || normal(text) == normal(zmij::Buffer::new().format_finite(number))
}

/// The digits without zeros around them, and where the point is; the sign aside.
fn normal(text: &str) -> (String, i64) {
    let text = text.trim_start_matches('-');
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // A longer exponent is that of zero or too large.
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let leading = digits.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return (String::new(), 0);
    }
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX) + exponent;
    let point = point - i64::try_from(leading).unwrap_or(0);
    (significant.to_owned(), point)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::ask::Input;

    #[test]
    fn what_no_float_holds_is_kept_as_written() {
        for exact in [
            "0.1",
            "1.0",
            "0.30000000000000004",
            "123456789012345.5",
            "1e21",
            "1.7976931348623157e308",
            "100000000000000000000000",
            "0.0000000000000000000000001",
            "-0.30000000000000004",
            "1000000000000000000000.000",
        ] {
            assert!(
                matches!(parse(exact.as_bytes()), Ok(Input::Float(_))),
                "{exact}"
            );
        }
        for long in [
            "12345678901234567.89",
            "0.1234567890123456789",
            "9223372036854775809.5",
            "-79228162514264337593543950335",
            "123456789012345678901e-3",
        ] {
            assert_eq!(parse(long.as_bytes()).unwrap(), Input::Raw(long.to_owned()));
        }
    }
}
