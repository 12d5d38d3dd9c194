//! Sums and averages of floating-point numbers that do not depend on the order of the rows: each
//! number counts with its shortest decimal digits, and only the total is rounded. PostgreSQL is
//! asked for the same.

use std::collections::BTreeMap;

use rusqlite::Result;
use rusqlite::functions::{Aggregate, Context};
use rusqlite::types::ValueRef;

/// A sum or an average.
#[derive(Debug)]
pub(super) struct Floats {
    pub(super) average: bool,
}

/// What was summed so far.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// For each power of ten, how many.
    of: BTreeMap<i32, i128>,
    /// The sum of what is not finite.
    infinite: f64,
    count: u32,
}

impl Aggregate<Sum, Option<f64>> for Floats {
    fn init(&self, _: &mut Context<'_>) -> Result<Sum> {
        Ok(Sum::default())
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut Sum) -> Result<()> {
        match context.get_raw(0) {
            ValueRef::Real(number) => sum.add(number),
            // As a column of this kind is read.
            #[allow(clippy::cast_precision_loss)]
            ValueRef::Integer(number) => sum.add(number as f64),
            _ => {}
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<Sum>) -> Result<Option<f64>> {
        let sum = sum.filter(|sum| sum.count > 0);
        let by = |sum: &Sum| {
            if self.average {
                f64::from(sum.count)
            } else {
                1.0
            }
        };
        Ok(sum.map(|sum| sum.total() / by(&sum)))
    }
}

impl Sum {
    fn add(&mut self, number: f64) {
        self.count = self.count.saturating_add(1);
        if !number.is_finite() {
            self.infinite += number;
            return;
        }
        let (digits, power) = shortest(number);
        *self.of.entry(power).or_default() += digits;
    }

    fn total(&self) -> f64 {
        if self.infinite != 0.0 {
            return self.infinite;
        }
        let (Some((&least, _)), Some((&most, _))) =
            (self.of.first_key_value(), self.of.last_key_value())
        else {
            return 0.0;
        };
        // A column for each power; a sum of digits has fewer than forty.
        let length = usize::try_from(most - least).unwrap_or(0) + 40;
        let mut columns = vec![0_i128; length];
        for (power, digits) in &self.of {
            columns[usize::try_from(power - least).unwrap_or(0)] += digits;
        }
        carry(&mut columns);
        let is_negative = columns[length - 1] < 0;
        if is_negative {
            for column in &mut columns {
                *column = -*column;
            }
            carry(&mut columns);
        }
        let mut text = String::with_capacity(length + 8);
        text.push_str(if is_negative { "-" } else { "" });
        text.extend(columns.iter().rev().map(ToString::to_string));
        text.extend(["e", &least.to_string()]);
        text.parse().unwrap_or(f64::NAN)
    }
}

/// Leaves a digit in each column but the last, which has the sign.
fn carry(columns: &mut [i128]) {
    for at in 1..columns.len() {
        let over = columns[at - 1].div_euclid(10);
        columns[at - 1] -= over * 10;
        columns[at] += over;
    }
}

/// The shortest digits that stand for no other number. As PostgreSQL has them: never in the very
/// middle between two numbers, which is read as the even one of them.
fn shortest(number: f64) -> (i128, i32) {
    let mut buffer = zmij::Buffer::new();
    let found = parts(buffer.format_finite(number));
    // Elsewhere the middle has more digits than any number needs.
    let may_be = number.to_bits() & 1 == 0 && (1e8..1e41).contains(&number.abs());
    if !may_be || !is_middle(found, number) {
        return found;
    }
    let longer = (1..=17).map(|after| parts(&format!("{number:.after$e}")));
    let mut right = longer.filter(|&digits| reads(digits, 0, number) && !is_middle(digits, number));
    right.next().unwrap_or(found)
}

/// Whether digits that are read as a number are another one as soon as they are a little further
/// away from it.
fn is_middle(digits: (i128, i32), number: f64) -> bool {
    [-1, 1]
        .into_iter()
        .any(|little| !reads(digits, little, number))
}

/// Whether digits, or a little more or less than they say, are read as a number.
fn reads((digits, power): (i128, i32), little: i32, number: f64) -> bool {
    let text = match little {
        0 => format!("{digits}e{power}"),
        1 => format!("{digits}{}1e{}", "0".repeat(39), power - 40),
        _ => format!(
            "{}{}e{}",
            digits - digits.signum(),
            "9".repeat(40),
            power - 40
        ),
    };
    text.parse() == Ok(number)
}

/// The digits of a number's text, and the power of ten that they count.
fn parts(text: &str) -> (i128, i32) {
    let (mut digits, mut power, mut is_after) = (0_i128, 0, false);
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    for byte in number.bytes() {
        match byte {
            b'.' => is_after = true,
            b'0'..=b'9' => {
                digits = digits * 10 + i128::from(byte - b'0');
                power -= i32::from(is_after);
            }
            _ => {}
        }
    }
    let sign = if number.starts_with('-') { -1 } else { 1 };
    (digits * sign, power + exponent.parse::<i32>().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(numbers: &[f64]) -> f64 {
        let mut sum = Sum::default();
        for number in numbers {
            sum.add(*number);
        }
        sum.total()
    }

    #[test]
    // They are the same to the last bit.
    #[allow(clippy::float_cmp)]
    fn sums_are_those_of_the_digits() {
        for (numbers, total) in [
            (vec![0.1, 0.2], 0.3),
            (vec![0.1; 10], 1.0),
            (vec![1e300, 1.0, -1e300], 1.0),
            (vec![1.0, 1e300, -1e300], 1.0),
            (vec![5e-324, f64::MAX, -f64::MAX], 5e-324),
            (vec![-1.5, 0.5], -1.0),
            (vec![-0.0], 0.0),
            (vec![f64::MAX, f64::MAX, -f64::MAX], f64::MAX),
            (vec![f64::MAX, f64::MAX], f64::INFINITY),
            (vec![-f64::MAX, -f64::MAX], f64::NEG_INFINITY),
            (vec![f64::INFINITY, 1.0], f64::INFINITY),
        ] {
            assert_eq!(sum(&numbers), total, "{numbers:?}");
        }
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan());
    }

    #[test]
    fn digits_are_never_in_the_middle_between_two_numbers() {
        for (number, digits) in [
            (1e23, (9_999_999_999_999_999, 7)),
            (-1e23, (-9_999_999_999_999_999, 7)),
            (1e22, (1, 22)),
            (0.1, (1, -1)),
            (5e-324, (5, -324)),
        ] {
            assert_eq!(shortest(number), digits);
        }
    }
}
