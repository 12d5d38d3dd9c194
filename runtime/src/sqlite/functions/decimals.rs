//! Sums and averages of decimals, exact whatever the order of the rows: a decimal has 28 digits,
//! a sum of them may need more on the way.

use rusqlite::functions::{Aggregate, Context};
use rusqlite::types::ValueRef;
use rusqlite::{Error, Result};
use rust_decimal::Decimal;

/// A sum, or an average with ten digits after the point, half away from zero.
#[derive(Debug)]
pub(super) struct Decimals {
    pub(super) average: bool,
}

/// What was summed so far.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sum {
    whole: i128,
    /// In units of the smallest decimal; of either sign, and as many wholes as there were rows.
    parts: i128,
    count: u64,
}

impl Aggregate<Sum, Option<String>> for Decimals {
    fn init(&self, _: &mut Context<'_>) -> Result<Sum> {
        Ok(Sum::default())
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut Sum) -> Result<()> {
        match context.get_raw(0) {
            ValueRef::Null => Ok(()),
            value => match super::super::read::decimal(value) {
                Some(number) => sum.add(number),
                None => Ok(()),
            },
        }
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<Sum>) -> Result<Option<String>> {
        let sum = sum.filter(|sum| sum.count > 0);
        Ok(sum.map(|sum| {
            if self.average {
                sum.average()
            } else {
                sum.total()
            }
        }))
    }
}

impl Sum {
    fn add(&mut self, number: Decimal) -> Result<()> {
        let unit = 10_i128.pow(number.scale());
        let parts = number.mantissa() % unit * (WHOLE / unit);
        let sums = (
            self.whole.checked_add(number.mantissa() / unit),
            self.parts.checked_add(parts),
        );
        let (Some(whole), Some(parts)) = sums else {
            return Err(Error::UserFunctionError("decimal overflow".into()));
        };
        // What the parts have of wholes goes over at once.
        (self.whole, self.parts) = (whole + parts / WHOLE, parts % WHOLE);
        self.count += 1;
        Ok(())
    }

    /// Whether it is negative, and the absolute wholes and parts.
    fn absolute(self) -> (bool, u128, u128) {
        let (mut whole, mut parts) = (self.whole, self.parts);
        if whole > 0 && parts < 0 {
            (whole, parts) = (whole - 1, parts + WHOLE);
        } else if whole < 0 && parts > 0 {
            (whole, parts) = (whole + 1, parts - WHOLE);
        }
        let is_negative = whole < 0 || parts < 0;
        (is_negative, whole.unsigned_abs(), parts.unsigned_abs())
    }

    fn total(self) -> String {
        let (is_negative, whole, parts) = self.absolute();
        text(is_negative, whole, format!("{parts:028}"))
    }

    fn average(self) -> String {
        let (is_negative, whole, parts) = self.absolute();
        let count = u128::from(self.count);
        let rest = whole % count * WHOLE.unsigned_abs() + parts;
        // In units of ten digits, half a unit and more is one.
        let unit = WHOLE.unsigned_abs() / TEN_DIGITS;
        let tens = (rest / count + unit / 2) / unit;
        let whole = whole / count + tens / TEN_DIGITS;
        text(is_negative, whole, format!("{:010}", tens % TEN_DIGITS))
    }
}

fn text(is_negative: bool, whole: u128, mut digits: String) -> String {
    digits.truncate(digits.trim_end_matches('0').len());
    let is_zero = whole == 0 && digits.is_empty();
    let sign = if is_negative && !is_zero { "-" } else { "" };
    let point = if digits.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{digits}")
}

/// The smallest decimals in one.
const WHOLE: i128 = 10_i128.pow(Decimal::MAX_SCALE);

const TEN_DIGITS: u128 = 10_u128.pow(10);

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(numbers: &[&str]) -> Sum {
        let mut sum = Sum::default();
        for number in numbers {
            sum.add(number.parse().unwrap()).unwrap();
        }
        sum
    }

    #[test]
    fn sums_are_exact_in_any_order() {
        let (most, least) = (
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
        );
        for (numbers, total) in [
            (vec![most, least], format!("{most}.{}", &least[2..])),
            (
                vec![least, most, "-79228162514264337593543950335"],
                least.to_owned(),
            ),
            (vec!["1.5", "-2"], "-0.5".to_owned()),
            (vec!["-1.5", "2"], "0.5".to_owned()),
            (vec!["-1.5", "1.50"], "0".to_owned()),
            (vec!["0.75", "0.75"], "1.5".to_owned()),
        ] {
            assert_eq!(sum(&numbers).total(), total, "{numbers:?}");
        }
    }

    #[test]
    fn averages_are_rounded_once() {
        for (numbers, average) in [
            (vec!["1", "2"], "1.5"),
            (vec!["0.0000000001", "0"], "0.0000000001"),
            (vec!["-0.0000000001", "0"], "-0.0000000001"),
            (vec!["0.0000000003", "0"], "0.0000000002"),
            (vec!["1", "0", "0"], "0.3333333333"),
            (vec!["-2", "0", "0"], "-0.6666666667"),
            (vec!["0.99999999999", "1"], "1"),
        ] {
            assert_eq!(sum(&numbers).average(), average, "{numbers:?}");
        }
    }
}
