//! Bounds of numbers and digits of decimals, compared exactly.

use rust_decimal::Decimal;

use crate::coerce::parse_decimal;
use crate::value::Value;

/// A bound as written, in the forms that it is compared in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) text: &'static str,
    /// For whole numbers and decimals; nothing if it does not fit one.
    decimal: Option<Decimal>,
    float: f64,
}

impl Bound {
    /// Reads a bound; nothing if it is no number.
    pub(super) fn of(text: &'static str) -> Option<Self> {
        Some(Self {
            text,
            decimal: parse_decimal(text),
            float: text.parse().ok()?,
        })
    }

    /// How a number compares with it; nothing if it is none.
    pub(super) fn compare(&self, value: &Value) -> Option<std::cmp::Ordering> {
        match value {
            Value::Int(number) => self.exactly(Decimal::from(*number)),
            Value::Decimal(number) => self.exactly(*number),
            Value::Float(number) => number.partial_cmp(&self.float),
            // As the field has it: 0.1 of 32 bits is not above 0.1.
            #[allow(clippy::cast_possible_truncation)]
            Value::Float32(number) => number.partial_cmp(&(self.float as f32)),
            _ => None,
        }
    }

    fn exactly(&self, number: Decimal) -> Option<std::cmp::Ordering> {
        match self.decimal {
            Some(bound) => Some(number.cmp(&bound)),
            // A bound with too many digits or too large for a decimal: the nearest will do.
            None => rust_decimal::prelude::ToPrimitive::to_f64(&number)?.partial_cmp(&self.float),
        }
    }
}

/// How many digits stand before the point and after it, without zeros at either end.
pub(super) fn digits(number: Decimal) -> (u32, u32) {
    let number = number.normalize();
    let (mantissa, scale) = (number.mantissa().unsigned_abs(), number.scale());
    let all = mantissa.checked_ilog10().map_or(0, |digits| digits + 1);
    (all.saturating_sub(scale), scale)
}

/// Whether a text has more digits than the decimal that it was read as.
pub(super) fn is_rounded(text: &str, number: Decimal) -> bool {
    let written = text.split(['e', 'E']).next().unwrap_or(text);
    let written: String = written.chars().filter(char::is_ascii_digit).collect();
    let kept = number.mantissa().unsigned_abs().to_string();
    written.trim_matches('0') != kept.trim_matches('0')
}

#[cfg(test)]
mod tests {
    use super::{Bound, digits, is_rounded};
    use crate::coerce::parse_decimal;
    use crate::value::Value;
    use std::cmp::Ordering;

    #[test]
    fn decimals_are_compared_without_rounding() {
        let bound = Bound::of("0.3").unwrap();
        let decimal = |text: &str| Value::Decimal(text.parse().unwrap());
        assert_eq!(bound.compare(&decimal("0.30")), Some(Ordering::Equal));
        let near = decimal("0.3000000000000000000000000001");
        assert_eq!(bound.compare(&near), Some(Ordering::Greater));
        let large = Bound::of("9007199254740993").unwrap();
        let below = Value::Int(9_007_199_254_740_992);
        assert_eq!(large.compare(&below), Some(Ordering::Less));
        let tenth = Bound::of("0.1").unwrap();
        assert_eq!(tenth.compare(&Value::Float32(0.1)), Some(Ordering::Equal));
        assert_eq!(tenth.compare(&Value::Float(0.1)), Some(Ordering::Equal));
        let huge = Bound::of("1e40").unwrap();
        assert_eq!(huge.compare(&decimal("5")), Some(Ordering::Less));
    }

    #[test]
    fn digits_before_and_after_the_point() {
        for (text, expected) in [
            ("0", (0, 0)),
            ("100", (3, 0)),
            ("-12.340", (2, 2)),
            ("0.005", (0, 3)),
            ("0.00", (0, 0)),
        ] {
            assert_eq!(digits(text.parse().unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_a_decimal_cannot_hold_is_told_and_not_rounded() {
        let rounded = |text: &str| is_rounded(text, parse_decimal(text).unwrap());
        for text in [
            "1",
            "-0.1",
            "00.50",
            "1e3",
            "-1.5e-3",
            "79228162514264337593543950335",
        ] {
            assert!(!rounded(text), "{text}");
        }
        for text in [
            "0.12345678901234567890123456789123",
            "1234567890123456.12345678901234567890",
        ] {
            assert!(rounded(text), "{text}");
        }
    }
}
